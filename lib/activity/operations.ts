import { prefixForSdkName } from '@/lib/policies/catalogue/api-names'

/** Names in CloudTrail that are neither the CLI's nor the prefix of the service's actions. */
const EVENT_SOURCES: Readonly<Record<string, string>> = {
  cloudwatch: 'monitoring',
  cloudcontrol: 'cloudcontrolapi',
  resourcegroupstaggingapi: 'tagging',
  'resource-groups-tagging-api': 'tagging',
  applicationcostprofiler: 'application-cost-profiler',
  'iot-data': 'iotdata',
  'iotevents-data': 'ioteventsdata',
  'sso-oidc': 'sso-oauth',
}

/** The prefix of IAM actions where CloudTrail has another name. */
const PREFIXES: Readonly<Record<string, string>> = {
  monitoring: 'cloudwatch',
  cloudcontrolapi: 'cloudformation',
  tagging: 'tag',
}

/** `s3api` → `s3`, `cloudwatch` → `monitoring`: what stands before .amazonaws.com in an event of the CLI's service. */
export function eventSourceOf(service: string): string {
  return EVENT_SOURCES[service] ?? prefixForSdkName(service) ?? service
}

/** The prefix of the IAM actions of what an event calls `monitoring`. */
export function actionPrefixOf(source: string): string {
  return PREFIXES[source] ?? prefixForSdkName(source) ?? source
}

/** Letters only: `list-buckets` and `ListBuckets` are one; Lambda and CloudFront put a date behind. */
export function operationKey(operation: string): string {
  const plain = operation.replace(/(\d{8}(v\d)?|\d{4}_\d\d_\d\d)$/, '')
  return plain.replaceAll('-', '').toLowerCase()
}

/** What the CLI's own s3 commands call, as far as the event history has it. */
const S3_COMMANDS: Readonly<Record<string, readonly string[]>> = {
  ls: ['listbuckets'],
  mb: ['createbucket'],
  rb: ['deletebucket'],
  website: ['putbucketwebsite'],
}

/** Keys of the events that a command may leave. None: CloudTrail's event history has none of it. */
export function eventKeysOf({ service, operation }: { service: string; operation: string }): string[] {
  if (service === 's3') {
    return (S3_COMMANDS[operation] ?? []).map((key) => `s3 ${key}`)
  }
  const source = eventSourceOf(service)
  return isDataOperation(source, operation) ? [] : [`${source} ${operationKey(operation)}`]
}

/** Operations on what is inside a resource, by CloudTrail's list of data events. */
const DATA: Readonly<Record<string, RegExp>> = {
  s3: /^(?!getobjectlock|putobjectlock)\w*object(?!lambda)|^(list|upload|abort|complete|create)(parts?|multipart\w*)|^uploadpart/,
  dynamodb:
    /^(scan|query|(batch|transact)\w*|(get|put|update|delete)item|executestatement|executetransaction|getrecords|getsharditerator)$/,
  lambda: /^invoke/,
  'bedrock-agentcore': /^(invoke|stopruntimesession|listevents|getevent|createevent|retrievememory)/,
  logs: /^(putlogevents|getlogevents|filterlogevents|getlogrecord|getlogobject|startlivetail)$/,
  monitoring:
    /^(getmetricdata|getmetricstatistics|listmetrics|getmetricwidgetimage|getinsightrulereport|putmetricdata)$/,
  sqs: /^(send|receive|delete|changemessagevisibility)\w*(message|batch|visibility)\w*$|^changemessagevisibility/,
  sns: /^publish/,
  kinesis: /^(putrecords?|getrecords|getsharditerator|subscribetoshard)$/,
  firehose: /^putrecord/,
  'cognito-identity': /^(getid|getcredentialsforidentity|getopenidtoken\w*|unlinkidentity)$/,
  ebs: /./,
  ioteventsdata: /./,
  iotdata: /./,
  'rds-data': /./,
  sdb: /^(select|(get|put|delete|batch\w*)attributes)$/,
}

/** Data events are in no event history, whatever came of the call. */
export function isDataOperation(source: string, operation: string): boolean {
  return DATA[source]?.test(operationKey(operation)) ?? false
}

const GLOBAL = /^(iam|sts|route53|cloudfront|organizations|globalaccelerator|shield|waf|budgets|ce|support|health)$/

/** Whether an event of this region can be of a call that was made in the other. */
export function mayBeIn(source: string, called: string, event: string): boolean {
  return (
    called === event || (event === 'us-east-1' && GLOBAL.test(source)) || (source === 's3' && event === 'us-east-1')
  )
}

/** `DescribeDBInstances` → `Describe DB instances`. */
export function operationWords(name: string): string {
  const words = name
    .replace(/(\d{8}(v\d)?|\d{4}_\d\d_\d\d)$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s-]+/)
  const [first = '', ...rest] = words.map((word) => (/^[A-Z]{2,}/.test(word) ? word : word.toLowerCase()))
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' ')
}

/** `describe-db-instances` → `DescribeDbInstances`, where nobody knows AWS's own spelling. */
export function pascalCase(operation: string): string {
  return operation.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())
}
