import type { Event } from '@aws-sdk/client-cloudtrail'
import { ACCOUNT_ID } from '@/lib/practice/account'
import type { Identity } from '@/lib/practice/wire/service'

/** Who did it; a service acts by itself, or as a role. */
export type Actor =
  | Extract<Identity, { type: 'user' }>
  | (Extract<Identity, { type: 'assumed-role' }> & { issuer: string })
  | { type: 'service' }

/** One event as it is kept: what is the same in all is left out. */
export type TrailEvent = {
  id: string
  /** Milliseconds since the epoch. */
  at: number
  source: string
  name: string
  region: string
  /** An address, or the name of the service that called. */
  from: string
  agent: string
  requestId: string
  readOnly: boolean
  actor: Actor
  /** The service that called, for itself or for a role. */
  invokedBy?: string
  code?: string
  message?: string
  parameters: Record<string, unknown> | null
  response: Record<string, unknown> | null
  /** Type and name. */
  resources: [type: string, name: string][]
}

export function userNameOf({ actor }: TrailEvent): string | undefined {
  switch (actor.type) {
    case 'user':
      return actor.userName
    case 'assumed-role':
      return actor.sessionName
    default:
      return undefined
  }
}

export function accessKeyOf({ actor }: TrailEvent): string | undefined {
  return actor.type === 'service' ? undefined : actor.accessKeyId
}

/** The event as LookupEvents answers it. */
export function toAws(event: TrailEvent): Event {
  const { id, at, source, name, readOnly, resources } = event
  const [user, key] = [userNameOf(event), accessKeyOf(event)]
  return {
    EventId: id,
    EventName: name,
    ReadOnly: String(readOnly),
    ...(key === undefined ? {} : { AccessKeyId: key }),
    EventTime: new Date(Math.floor(at / 1000) * 1000),
    EventSource: source,
    ...(user === undefined ? {} : { Username: user }),
    Resources: resources.map(([ResourceType, ResourceName]) => ({ ResourceType, ResourceName })),
    CloudTrailEvent: JSON.stringify(recordOf(event)),
  }
}

function recordOf(event: TrailEvent): Record<string, unknown> {
  const role = event.resources.filter(([type]) => type === 'AWS::IAM::Role').find(([, name]) => name.startsWith('arn:'))
  return {
    eventVersion: '1.11',
    userIdentity: identityOf(event),
    eventTime: new Date(event.at).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    eventSource: event.source,
    eventName: event.name,
    awsRegion: event.region,
    sourceIPAddress: event.from,
    userAgent: event.agent,
    ...(event.code === undefined ? {} : { errorCode: event.code, errorMessage: event.message }),
    requestParameters: event.parameters,
    responseElements: event.response,
    requestID: event.requestId,
    eventID: event.id,
    readOnly: event.readOnly,
    ...(event.name === 'AssumeRole' && role
      ? { resources: [{ accountId: ACCOUNT_ID, type: role[0], ARN: role[1] }] }
      : {}),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT_ID,
    eventCategory: 'Management',
  }
}

function identityOf({ actor, invokedBy }: TrailEvent): Record<string, unknown> {
  const by = invokedBy === undefined ? {} : { invokedBy }

  if (actor.type === 'service') {
    return { type: 'AWSService', ...by }
  }
  const { userId, arn, accountId, accessKeyId } = actor
  const common = { principalId: userId, arn, accountId, accessKeyId }

  if (actor.type === 'user') {
    return { type: 'IAMUser', ...common, userName: actor.userName, ...by }
  }
  const issuer = {
    type: 'Role',
    principalId: userId.split(':')[0],
    arn: actor.issuer,
    accountId,
    userName: actor.roleName,
  }
  const sessionContext = { sessionIssuer: issuer, attributes: { mfaAuthenticated: 'false' } }
  return { type: 'AssumedRole', ...common, sessionContext, ...by }
}
