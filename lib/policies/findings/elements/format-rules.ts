import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { ConditionValue, ConditionView } from '@/lib/policies/findings/view'

type Code =
  | 'INVALID_VPC_FORMAT'
  | 'INVALID_VPCE_FORMAT'
  | 'INVALID_REGION'
  | 'INVALID_SERVICE_PRINCIPAL_FORMAT'
  | 'INVALID_KMS_KEY_VALUE'

type Format = { code: Code; form: RegExp; says: string }

const SERVICE_NAME = /^[a-z0-9][a-z0-9.-]*\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal|api\.aws|amazonaws\.eu)$/

/** aws:CalledVia takes one label before the suffix, which is narrower than service principals are. */
const CALLING_SERVICE = /^[a-z0-9-]+\.(amazonaws\.com(\.cn)?|amazon\.com)$/

/** Keys whose values have one form, by lower-case name. Source: IAM user guide, "AWS global condition context keys". */
const FORMATS: Record<string, Format> = {
  'aws:sourcevpc': {
    code: 'INVALID_VPC_FORMAT',
    form: /^vpc-([0-9a-f]{8}|[0-9a-f]{17})$/,
    says: 'is not the ID of a VPC, such as vpc-0a1b2c3d4e5f67890',
  },
  'aws:sourcevpce': {
    code: 'INVALID_VPCE_FORMAT',
    form: /^vpce-([0-9a-f]{8}|[0-9a-f]{17})$/,
    says: 'is not the ID of a VPC endpoint, such as vpce-0a1b2c3d4e5f67890',
  },
  'aws:requestedregion': {
    code: 'INVALID_REGION',
    form: /^([a-z]{2,4}(-[a-z]+)+-\d{1,2}|aws-global|unspecified|)$/,
    says: 'is not a region, such as eu-central-1',
  },
  'aws:calledvia': { code: 'INVALID_SERVICE_PRINCIPAL_FORMAT', form: CALLING_SERVICE, says: '' },
  'aws:calledviafirst': { code: 'INVALID_SERVICE_PRINCIPAL_FORMAT', form: CALLING_SERVICE, says: '' },
  'aws:calledvialast': { code: 'INVALID_SERVICE_PRINCIPAL_FORMAT', form: CALLING_SERVICE, says: '' },
  'aws:principalservicename': { code: 'INVALID_SERVICE_PRINCIPAL_FORMAT', form: SERVICE_NAME, says: '' },
  'aws:principalservicenameslist': { code: 'INVALID_SERVICE_PRINCIPAL_FORMAT', form: SERVICE_NAME, says: '' },
  'iam:passedtoservice': { code: 'INVALID_SERVICE_PRINCIPAL_FORMAT', form: SERVICE_NAME, says: '' },
  'iam:awsservicename': { code: 'INVALID_SERVICE_PRINCIPAL_FORMAT', form: SERVICE_NAME, says: '' },
  'kms:viaservice': {
    code: 'INVALID_SERVICE_PRINCIPAL_FORMAT',
    form: SERVICE_NAME,
    says: 'is not a service of a region, such as s3.eu-central-1.amazonaws.com',
  },
  's3:x-amz-server-side-encryption-aws-kms-key-id': {
    code: 'INVALID_KMS_KEY_VALUE',
    form: /^arn:/,
    says: 'is not the ARN of a KMS key: S3 compares the whole ARN',
  },
}

/** Values that have one form only, whatever the operator. */
export const formatRules: RuleFamily<Code> = {
  rules: {
    INVALID_VPC_FORMAT: { type: 'error', about: 'aws:SourceVpc with something else than the ID of a VPC.' },
    INVALID_VPCE_FORMAT: { type: 'error', about: 'aws:SourceVpce with something else than the ID of an endpoint.' },
    INVALID_REGION: { type: 'error', about: 'aws:RequestedRegion with something that is no region.' },
    INVALID_SERVICE_PRINCIPAL_FORMAT: {
      type: 'error',
      about: 'A service principal that does not read service.amazonaws.com.',
    },
    INVALID_KMS_KEY_VALUE: { type: 'error', about: 'A KMS key that is not named by its ARN.' },
  },
  checkStatement({ conditions }, _, say) {
    for (const condition of conditions) {
      const format = Object.hasOwn(FORMATS, condition.key.toLowerCase())
        ? FORMATS[condition.key.toLowerCase()]
        : undefined

      if (format && condition.operator && condition.operator.comparison !== 'null') {
        for (const value of condition.values) {
          checkFormat(condition, value, format, say)
        }
      }
    }
  },
}

function checkFormat({ operator }: ConditionView, value: ConditionValue, format: Format, say: Say<Code>): void {
  const { text } = value
  const pattern = operator?.comparison === 'string-like' && /[*?]/.test(text)

  if (!(pattern || text.includes('${') || format.form.test(text))) {
    const says = format.says || 'is not a service principal, such as lambda.amazonaws.com'
    say(format.code, value, `${text.slice(0, 80) || 'An empty text'} ${says}.`)
  }
}
