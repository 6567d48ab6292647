import type { Agent, TrailCall } from '@/lib/activity/model'
import { isObject, type Json, parseJson } from '@/lib/json'
import { redact } from '@/lib/log'

const SERVER = /md\/awslabs#mcp#aws-api-mcp-server#([\w.-]+)/
const CLIENT = /MCPClient\/([^\s#]+)#([^\s]+)/

/** The server and its client, from a user agent; undefined for any other program. */
export function agentOf(userAgent: string): Agent | undefined {
  const server = SERVER.exec(userAgent)?.[1]
  const [, name, version] = CLIENT.exec(userAgent) ?? []
  return server === undefined
    ? undefined
    : { server, ...(name !== undefined && version !== undefined ? { client: { name, version } } : {}) }
}

type Looked = { EventId?: string | undefined; Username?: string | undefined; CloudTrailEvent?: string | undefined }

/** The session that a service began as the role; undefined for any other event. */
export function sessionBegun({ CloudTrailEvent = '' }: Looked, roleArn: string): string | undefined {
  const event = parseJson(CloudTrailEvent)
  const isOurs =
    at(event, 'eventName') === 'AssumeRole' &&
    at(event, 'requestParameters', 'roleArn') === roleArn &&
    text(event, 'errorCode') === undefined
  return isOurs ? text(event, 'requestParameters', 'roleSessionName') : undefined
}

/** A call by a session of the role; undefined for what somebody else did and for a text that is no event. */
export function trailCall({ EventId, Username, CloudTrailEvent = '' }: Looked, roleArn: string): TrailCall | undefined {
  const event = parseJson(CloudTrailEvent)
  const time = Date.parse(text(event, 'eventTime') ?? '')
  const issuer = at(event, 'userIdentity', 'sessionContext', 'sessionIssuer', 'arn')
  const arn = text(event, 'userIdentity', 'arn') ?? ''
  const id = text(event, 'eventID') ?? EventId

  if (Number.isNaN(time) || id === undefined || issuer !== roleArn) {
    return undefined
  }
  const parameters = at(event, 'requestParameters')
  const operation = text(event, 'eventName') ?? ''
  return withoutAbsent({
    id,
    at: time,
    service: (text(event, 'eventSource') ?? '').replace(/\.amazonaws\.com(\.cn)?$/, ''),
    operation,
    region: text(event, 'awsRegion') ?? '',
    session: Username ?? arn.split('/').at(-1) ?? '',
    requestId: text(event, 'requestID'),
    isRead: at(event, 'readOnly') === true || at(event, 'readOnly') === 'true',
    code: text(event, 'errorCode'),
    message: text(event, 'errorMessage'),
    agent: agentOf(text(event, 'userAgent') ?? ''),
    invokedBy: text(event, 'userIdentity', 'invokedBy'),
    resource: resourceOf(parameters),
    isDecrypting: at(parameters, 'withDecryption') === true ? (true as const) : undefined,
    outwards: isObject(parameters) ? outwardsOf(parameters, text(event, 'recipientAccountId') ?? '') : undefined,
    stream: operation === 'CreateLogStream' ? text(parameters, 'logStreamName') : undefined,
  })
}

type WithAbsent = { [Key in keyof TrailCall]: TrailCall[Key] | undefined }

function withoutAbsent(call: WithAbsent): TrailCall {
  return Object.fromEntries(Object.entries(call).filter(([, value]) => value !== undefined)) as TrailCall
}

/** Names first that a person would call it by. */
const NAMES = [
  /^(bucketName|functionName|tableName|roleName|userName|policyArn|secretId|keyId|topicArn|queueUrl)$/,
  /Arn$/,
  /(Name|Id|Identifier)$/,
]

function resourceOf(parameters: Json | undefined): string | undefined {
  if (!isObject(parameters)) {
    return undefined
  }
  const named = Object.entries(parameters).filter(([name]) => !/token|secretString|password/i.test(name))

  for (const pattern of NAMES) {
    const value = named.find(([name, value]) => pattern.test(name) && typeof value === 'string')?.[1]

    if (typeof value === 'string') {
      return redact(value).slice(0, 300)
    }
  }
  return undefined
}

const EVERYBODY =
  /"(AWS|principal)":\s*(\[\s*)?"\*"|"Principal":\s*"\*"|global\/AllUsers|AuthenticatedUsers|"(public-read(-write)?|authenticated-read)"|"group":\s*"all"|"(valuesToAdd)":\s*\[[^\]]{0,500}"all"/i

/** Other accounts that are named where something is given; what is taken back is left out. */
function outwardsOf(parameters: Record<string, Json>, own: string): string[] {
  const given = Object.entries(parameters).filter(([name]) => !/remove/i.test(name))
  // Policies are texts within the text.
  const written = JSON.stringify(given.map(([name, value]) => ({ [name]: withoutTaken(value) }))).replaceAll('\\"', '"')
  const accounts = written.match(/(?<![\d.-])\d{12}(?![\d.-])/g) ?? []
  const others = [...new Set(accounts)].filter((account) => account !== own)
  return [...(EVERYBODY.test(written) ? ['everybody'] : []), ...others]
}

function withoutTaken(value: Json): Json {
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => !/^remove/i.test(name))) : value
}

function at(value: Json | undefined, ...path: string[]): Json | undefined {
  return path.reduce<Json | undefined>((place, name) => (isObject(place) ? place[name] : undefined), value)
}

function text(value: Json | undefined, ...path: string[]): string | undefined {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : undefined
}
