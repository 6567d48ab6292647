import type { ProtocolName } from '@/lib/practice/wire/models'
import { ServiceError } from '@/lib/practice/wire/service-error'

/** Errors that every service has, whose codes and statuses depend on the protocol. */
export type CommonError =
  | 'access-denied'
  | 'expired-token'
  | 'internal'
  | 'malformed'
  | 'missing-authentication'
  | 'throttled'
  | 'unknown-key'
  | 'unknown-operation'
  | 'validation'
  | 'wrong-signature'

const CODES: Record<CommonError, Record<Exclude<ProtocolName, 'cbor'>, [code: string, status: number]>> = {
  'access-denied': {
    query: ['AccessDenied', 403],
    json: ['AccessDeniedException', 400],
    'rest-json': ['AccessDeniedException', 403],
  },
  'expired-token': {
    query: ['ExpiredToken', 403],
    json: ['ExpiredTokenException', 400],
    'rest-json': ['ExpiredTokenException', 403],
  },
  internal: {
    query: ['InternalFailure', 500],
    json: ['InternalFailure', 500],
    'rest-json': ['InternalServerException', 500],
  },
  malformed: {
    query: ['MalformedInput', 400],
    json: ['SerializationException', 400],
    'rest-json': ['SerializationException', 400],
  },
  'missing-authentication': {
    query: ['MissingAuthenticationToken', 403],
    json: ['MissingAuthenticationTokenException', 400],
    'rest-json': ['MissingAuthenticationTokenException', 403],
  },
  throttled: {
    query: ['Throttling', 400],
    json: ['ThrottlingException', 400],
    'rest-json': ['ThrottlingException', 429],
  },
  'unknown-key': {
    query: ['InvalidClientTokenId', 403],
    json: ['UnrecognizedClientException', 400],
    'rest-json': ['UnrecognizedClientException', 403],
  },
  'unknown-operation': {
    query: ['InvalidAction', 400],
    json: ['UnknownOperationException', 400],
    'rest-json': ['UnknownOperationException', 404],
  },
  validation: {
    query: ['ValidationError', 400],
    json: ['InvalidParameterException', 400],
    'rest-json': ['ValidationException', 400],
  },
  'wrong-signature': {
    query: ['SignatureDoesNotMatch', 403],
    json: ['InvalidSignatureException', 400],
    'rest-json': ['InvalidSignatureException', 403],
  },
}

export function commonError(
  protocol: ProtocolName,
  kind: CommonError,
  message: string,
  members: Record<string, unknown> = {},
): ServiceError {
  const [code, status] = CODES[kind][protocol === 'cbor' ? 'json' : protocol]
  return new ServiceError(code, message, status, members)
}
