import { findGroup, findStream, type LogGroup, type LogStream } from '@/lib/practice/logs/slice'
import type { AuthorizationRequest, Call } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

export type GroupReference = { logGroupName?: string | undefined; logGroupIdentifier?: string | undefined }

export function groupArn(call: Call, name: string): string {
  return `arn:${call.partition}:logs:${call.region}:${call.accountId}:log-group:${name}`
}

/** Authorizes on a group. In AWS's AccessDenied messages its ARN ends in `:log-stream:`, which a policy's `:*` covers. */
export function onGroup<Input extends GroupReference>(input: Input, call: Call): AuthorizationRequest[] {
  return onStream({ ...input, logStreamName: '' }, call)
}

export function onStream<Input extends GroupReference & { logStreamName?: string | undefined }>(
  input: Input,
  call: Call,
): AuthorizationRequest[] {
  const resource = `${groupArn(call, nameOf(input))}:log-stream:${input.logStreamName ?? ''}`
  return [{ action: `logs:${call.operation}`, resource }]
}

/** The group's name, from a name or an ARN. */
export function nameOf({ logGroupName, logGroupIdentifier }: GroupReference): string {
  const identifier = logGroupIdentifier ?? logGroupName ?? ''
  return identifier.split(':log-group:')[1]?.replace(/:\*$/, '') ?? identifier
}

export function requireGroup(reference: GroupReference, call: Call): LogGroup {
  const { logGroupName, logGroupIdentifier } = reference

  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    throw invalid('Exactly one of logGroupName and logGroupIdentifier must be specified.')
  }
  const group = findGroup(call.state, call.region, nameOf(reference))

  if (!group) {
    throw new ServiceError('ResourceNotFoundException', 'The specified log group does not exist.')
  }
  return group
}

export function requireStream(group: LogGroup, name: string | undefined): LogStream {
  const stream = findStream(group, name ?? '')

  if (!stream) {
    throw new ServiceError('ResourceNotFoundException', 'The specified log stream does not exist.')
  }
  return stream
}

export function invalid(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message)
}

/** One page of a sorted list. The token names the last item that was given, so a change in between neither skips nor repeats. */
export function page<T>(
  items: T[],
  request: { nextToken?: string | undefined; limit?: number | undefined },
  keyOf: (item: T) => string,
): { items: T[]; nextToken?: string } {
  const last = request.nextToken === undefined ? undefined : readToken(request.nextToken)
  const at = last === undefined ? 0 : items.findIndex((item) => keyOf(item) === last) + 1

  if (last !== undefined && at === 0) {
    throw invalid('The specified nextToken is invalid.')
  }
  const given = items.slice(at, at + (request.limit ?? 50))
  const final = given.at(-1)
  const hasMore = final !== undefined && at + given.length < items.length
  return hasMore ? { items: given, nextToken: makeToken(keyOf(final)) } : { items: given }
}

export function makeToken(content: unknown): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url')
}

export function readToken(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString())
  } catch {
    throw invalid('The specified nextToken is invalid.')
  }
}
