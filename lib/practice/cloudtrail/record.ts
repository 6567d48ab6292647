import { randomUUID } from 'node:crypto'
import type { NormalizedSchema } from '@smithy/core/schema'
import { ACCOUNT_ID, PARTITION } from '@/lib/practice/account'
import type { Actor, TrailEvent } from '@/lib/practice/cloudtrail/event'
import { eventErrorCode, eventName, isManagement, readsOnly, regionOfEvent } from '@/lib/practice/cloudtrail/kinds'
import { shownParameters } from '@/lib/practice/cloudtrail/parameters'
import { addEvent } from '@/lib/practice/cloudtrail/trail'
import type { Credentials } from '@/lib/practice/iam/access/identity'
import { findRole } from '@/lib/practice/iam/store'
import type { ServiceModel } from '@/lib/practice/wire/models'
import type { Call, Identity } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'
import { header, type WireRequest } from '@/lib/practice/wire/wire'

type Values = Record<string, unknown>

/** How a call came in. */
type Arrival = Origin & {
  /** The service's name in signatures. */
  signingName: string
  errors?: ServiceModel['errors']
}

/** From where: `invokedBy` is the AWS service that calls as the role. */
export type Origin = { userAgent: string; invokedBy?: string }

/** The input is absent until it was read. */
export type Given = { input?: Values; schema?: NormalizedSchema }

type Outcome = { output?: unknown; error?: unknown }

type Caller = Pick<Call, 'state' | 'operation' | 'region' | 'identity' | 'requestId' | 'now'>

/** The server answers on loopback only. */
const ADDRESS = '127.0.0.1'

/** Puts a call into the event history, unless it is one that the history doesn't have. */
function recordCall(call: Caller, arrival: Arrival, { input = {}, schema }: Given, { output, error }: Outcome): void {
  const { signingName, userAgent, invokedBy, errors } = arrival
  const { state, operation, region, identity, requestId } = call

  if (identity.type === 'anonymous' || !isManagement(signingName, operation)) {
    return
  }
  const refusal = error instanceof ServiceError ? error : undefined
  addEvent(state, {
    id: randomUUID(),
    at: call.now(),
    source: `${signingName}.amazonaws.com`,
    name: eventName(signingName, operation),
    region: regionOfEvent(signingName, region),
    from: invokedBy ?? ADDRESS,
    agent: userAgent,
    requestId,
    readOnly: readsOnly(signingName, operation),
    actor: actorOf(call, identity),
    ...(invokedBy === undefined ? {} : { invokedBy }),
    ...(refusal ? { code: eventErrorCode(refusal.code, errors), message: refusal.message } : {}),
    parameters: shownParameters(input, schema),
    ...consequences(call, signingName, input, refusal ? undefined : output),
  })
}

/** How a request over HTTP came in. */
export function arrivalOf({ headers }: WireRequest, { signingName, errors }: ServiceModel): Arrival {
  return { signingName, errors, userAgent: header(headers, 'user-agent') ?? '' }
}

/** Performs a call and records what came of it. */
export async function recorded<T>(
  call: Caller,
  arrival: Arrival,
  given: Given,
  perform: () => T | Promise<T>,
): Promise<T> {
  try {
    const output = await perform()
    recordCall(call, arrival, given, { output })
    return output
  } catch (error) {
    recordCall(call, arrival, given, { error })
    throw error
  }
}

type ServiceSession = { roleArn: string; sessionName: string; servicePrincipal: string }

/** A service assumed a role. */
export function recordAssumption(
  call: Pick<Call, 'state' | 'region' | 'now'>,
  { roleArn, sessionName, servicePrincipal }: ServiceSession,
  { credentials, identity }: { credentials: Credentials; identity: Extract<Identity, { type: 'assumed-role' }> },
): void {
  const session = { key: credentials.accessKeyId, id: identity.userId, arn: identity.arn, roleArn, sessionName }
  addEvent(call.state, {
    id: randomUUID(),
    at: call.now(),
    source: 'sts.amazonaws.com',
    name: 'AssumeRole',
    region: call.region,
    from: servicePrincipal,
    agent: servicePrincipal,
    requestId: randomUUID(),
    readOnly: true,
    actor: { type: 'service' },
    invokedBy: servicePrincipal,
    parameters: { roleArn, roleSessionName: sessionName },
    response: sessionResponse(session, credentials.expiration),
    resources: sessionResources(session),
  })
}

function actorOf({ state }: Caller, identity: Exclude<Identity, { type: 'anonymous' }>): Actor {
  return identity.type === 'user' ? identity : { ...identity, issuer: arnOfRole(state, identity.roleName) }
}

/** Of a role that is gone, the path isn't known any more. */
function arnOfRole(state: Call['state'], name: string): string {
  return `arn:${PARTITION}:iam::${ACCOUNT_ID}:role${findRole(state, name)?.path ?? '/'}${name}`
}

/** What the event says about what came of the call, and about which resources it was. */
function consequences(
  { state }: Caller,
  signingName: string,
  input: Values,
  output: unknown,
): Pick<TrailEvent, 'response' | 'resources'> {
  if (signingName === 'iam' && typeof input.RoleName === 'string') {
    const arn = arnOfRole(state, input.RoleName)
    return {
      response: null,
      resources: [arn, input.RoleName].map((name): [string, string] => ['AWS::IAM::Role', name]),
    }
  }
  if (signingName === 'sts' && typeof input.RoleArn === 'string') {
    const session = answeredSession(input, output)
    return session
      ? { response: sessionResponse(session, session.expiration), resources: sessionResources(session) }
      : { response: null, resources: [['AWS::IAM::Role', input.RoleArn]] }
  }
  return { response: null, resources: [] }
}

type Session = { key: string; id: string; arn: string; roleArn: string; sessionName: string }

function answeredSession({ RoleArn, RoleSessionName }: Values, output: unknown) {
  const { Credentials: given, AssumedRoleUser: user } = (output ?? {}) as {
    Credentials?: { AccessKeyId: string; Expiration: Date }
    AssumedRoleUser?: { AssumedRoleId: string; Arn: string }
  }
  return given && user
    ? {
        key: given.AccessKeyId,
        id: user.AssumedRoleId,
        arn: user.Arn,
        roleArn: String(RoleArn),
        sessionName: String(RoleSessionName),
        expiration: given.Expiration,
      }
    : undefined
}

function sessionResources({ key, id, arn, roleArn, sessionName }: Session): TrailEvent['resources'] {
  return [
    ['AWS::IAM::AccessKey', key],
    ['AWS::STS::AssumedRole', sessionName],
    ['AWS::STS::AssumedRole', id],
    ['AWS::STS::AssumedRole', arn],
    ['AWS::IAM::Role', roleArn],
  ]
}

function sessionResponse({ key, id, arn }: Session, expiration: Date): Values {
  return {
    credentials: { accessKeyId: key, expiration: expiration.toISOString() },
    assumedRoleUser: { assumedRoleId: id, arn },
  }
}
