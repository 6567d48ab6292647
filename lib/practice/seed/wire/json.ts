import { dynamodb } from '@/lib/practice/seed/dynamodb'
import { lambda } from '@/lib/practice/seed/lambda'
import type { SeedAsk, SeedWire, Values } from '@/lib/practice/seed/wire/model'
import { commonError } from '@/lib/practice/wire/common-errors'
import { ServiceError } from '@/lib/practice/wire/service-error'
import { header, type WireRequest, type WireResponse } from '@/lib/practice/wire/wire'

const DYNAMODB_PREFIX = 'com.amazonaws.dynamodb.v20120810'

/** AWS JSON 1.0: the operation is in a header, times are seconds since the epoch. */
export const dynamodbWire: SeedWire = {
  service: dynamodb,
  read: (request) => ({
    operation: header(request.headers, 'x-amz-target')?.split('.')[1] ?? 'a call without a target',
    input: readBody(request),
  }),
  answer: (_operation, output, requestId) => json(200, 'x-amz-json-1.0', withEpochs(output), requestId),
  refuse: (error, requestId) => {
    const body = { __type: `${DYNAMODB_PREFIX}#${error.code}`, message: error.message }
    return json(error.status >= 500 ? error.status : 400, 'x-amz-json-1.0', body, requestId)
  },
}

const FUNCTIONS = /^\/2015-03-31\/functions(?:\/([^/]+)(\/configuration)?)?\/?$/

/** REST JSON: method and path say what is asked. */
export const lambdaWire: SeedWire = {
  service: lambda,
  read: readLambda,
  answer: (_operation, output, requestId) => json(200, 'json', output, requestId),
  refuse: (error, requestId) => refusedLambda(error, requestId),
}

function readLambda({ method, path, rawQuery }: WireRequest): SeedAsk {
  const [whole, name, configuration] = FUNCTIONS.exec(path) ?? []
  const query = Object.fromEntries(new URLSearchParams(rawQuery))

  if (method !== 'GET' || whole === undefined) {
    return { operation: `${method} ${path}`, input: {} }
  }
  if (name === undefined) {
    return { operation: 'ListFunctions', input: query }
  }
  const input = { ...query, FunctionName: nameOf(decoded(name)) }
  return { operation: configuration ? 'GetFunctionConfiguration' : 'GetFunction', input }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new ServiceError('InvalidParameterValueException', 'The path is not percent-encoded as it should be.')
  }
}

/** A function may be given by its ARN. */
function nameOf(text: string): string {
  return /:function:([\w-]+)/.exec(text)?.[1] ?? text
}

function refusedLambda({ code, message, status }: ServiceError, requestId: string): WireResponse {
  const answer = json(status, 'json', { Type: 'User', Message: message, message }, requestId)
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': code } }
}

function readBody({ body }: WireRequest): Values {
  try {
    const parsed: unknown = body.byteLength === 0 ? {} : JSON.parse(body.toString('utf8'))

    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
      return parsed as Values
    }
  } catch {
    // Said below, as for anything else that is no object.
  }
  throw commonError('json', 'malformed', 'Start of structure or map found where not expected.')
}

function withEpochs(value: unknown): unknown {
  if (value instanceof Date) {
    return value.getTime() / 1000
  }
  if (Array.isArray(value)) {
    return value.map(withEpochs)
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withEpochs(member)]))
    : value
}

function json(status: number, type: string, value: unknown, requestId: string): WireResponse {
  const headers = { 'content-type': `application/${type}`, 'x-amzn-requestid': requestId }
  return { status, headers, body: JSON.stringify(value) }
}
