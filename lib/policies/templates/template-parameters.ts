export type ParameterName =
  | 'partition'
  | 'region'
  | 'accountId'
  | 'services'
  | 'bucket'
  | 'vpc'
  | 'table'
  | 'tagKey'
  | 'tagValue'
  | 'from'
  | 'until'

/** `example` is what a form can start with; partition, region and accountId come from the connection. */
export type TemplateParameter = { name: ParameterName; label: string; hint: string; example: string; pattern: RegExp }
export type TemplateValues = Partial<Record<ParameterName, string>>

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/

export const TEMPLATE_PARAMETERS: Record<ParameterName, Omit<TemplateParameter, 'name'>> = {
  partition: {
    label: 'Partition',
    hint: 'aws, aws-cn or aws-us-gov.',
    example: 'aws',
    pattern: /^aws(-[a-z]+)*$/,
  },
  region: {
    label: 'Region',
    hint: 'A region code such as us-east-1.',
    example: 'us-east-1',
    pattern: /^[a-z]{2,8}(-[a-z]{2,12}){1,2}-\d{1,2}$/,
  },
  accountId: { label: 'Account', hint: '12 digits.', example: '123456789012', pattern: /^\d{12}$/ },
  services: {
    label: 'Services',
    hint: 'IAM prefixes, separated by commas: ec2, s3, lambda.',
    example: 'ec2, s3, lambda',
    pattern: /^[a-z0-9-]+(\s*,\s*[a-z0-9-]+)*$/,
  },
  vpc: {
    label: 'VPC',
    hint: 'vpc- and 8 or 17 letters and digits.',
    example: 'vpc-0a1b2c3d4e5f67890',
    pattern: /^vpc-([0-9a-f]{8}|[0-9a-f]{17})$/,
  },
  bucket: {
    label: 'Bucket',
    hint: 'The name of an S3 bucket.',
    example: 'example-bucket',
    pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  },
  table: {
    label: 'Table',
    hint: 'The name of a DynamoDB table.',
    example: 'Orders',
    pattern: /^[a-zA-Z0-9_.-]{3,255}$/,
  },
  tagKey: {
    label: 'Tag key',
    hint: 'Only resources with this tag.',
    example: 'team',
    pattern: /^[a-zA-Z0-9 ._:/=+@-]{1,128}$/,
  },
  tagValue: {
    label: 'Tag value',
    hint: 'The value of the tag.',
    example: 'platform',
    pattern: /^[a-zA-Z0-9 ._:/=+@-]{1,256}$/,
  },
  from: {
    label: 'From',
    hint: 'UTC, such as 2027-01-11T08:00:00Z.',
    example: '2027-01-11T08:00:00Z',
    pattern: TIME,
  },
  until: {
    label: 'Until',
    hint: 'UTC, such as 2027-01-11T18:00:00Z.',
    example: '2027-01-11T18:00:00Z',
    pattern: TIME,
  },
}

/** What is wrong with the values, by parameter; empty when `build` can run. */
export function parameterErrors(names: readonly ParameterName[], values: TemplateValues): TemplateValues {
  const wrong = names.filter((name) => !TEMPLATE_PARAMETERS[name].pattern.test(values[name] ?? ''))
  const errors: TemplateValues = Object.fromEntries(wrong.map((name) => [name, TEMPLATE_PARAMETERS[name].hint]))
  const { from, until } = values
  const inverted = names.includes('until') && !errors.from && !errors.until && from && until && from >= until
  return inverted ? { ...errors, until: 'The end must be after the start.' } : errors
}
