import type { ServiceModel } from '@/lib/practice/wire/models'

/** Operations on what is inside a resource: data events, which the event history doesn't have. By the service's name in signatures. */
const DATA: Readonly<Record<string, RegExp>> = {
  s3: /Object/,
  dynamodb: /^(Scan|Query|(Batch|Transact)\w*|(Get|Put|Update|Delete)Item|(Batch)?Execute\w*|ExecuteStatement)$/,
  lambda: /^Invoke/,
  'bedrock-agentcore': /^(Invoke\w*|StopRuntimeSession)$/,
  logs: /^(PutLogEvents|GetLogEvents|FilterLogEvents|GetLogRecord|GetLogObject|StartLiveTail)$/,
}

/** Lambda's carry the version of its interface. */
const NAMES: Readonly<Record<string, string>> = {
  'lambda ListFunctions': 'ListFunctions20150331',
  'lambda GetFunction': 'GetFunction20150331v2',
  'lambda GetFunctionConfiguration': 'GetFunctionConfiguration20150331v2',
}

const READS =
  /^(BatchGet|Check|Describe|Discover|Filter|Generate|Get|Head|List|Lookup|Query|Scan|Search|Select|Simulate|StartQuery|StopQuery|Test|Validate|View)/

export function isManagement(signingName: string, operation: string): boolean {
  return !DATA[signingName]?.test(operation)
}

export function eventName(signingName: string, operation: string): string {
  return NAMES[`${signingName} ${operation}`] ?? operation
}

/** STS changes nothing in the account, whatever it gives out. */
export function readsOnly(signingName: string, operation: string): boolean {
  return signingName === 'sts' || READS.test(operation)
}

/** IAM has one place in the world; STS is called in a region. */
export function regionOfEvent(signingName: string, region: string): string {
  return signingName === 'iam' ? 'us-east-1' : region
}

const CODES: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AccessDenied',
  UnauthorizedOperation: 'Client.UnauthorizedOperation',
}

/** The exception's name, which in the query protocol isn't the code on the wire. */
export function eventErrorCode(code: string, errors?: ServiceModel['errors']): string {
  return CODES[code] ?? errors?.get(code)?.schema.getName() ?? code
}
