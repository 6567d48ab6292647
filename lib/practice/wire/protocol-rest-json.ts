import { FromStringShapeDeserializer, ToStringShapeSerializer } from '@smithy/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import { commonError } from '@/lib/practice/wire/common-errors'
import { errorBody, readJson, writeJson } from '@/lib/practice/wire/protocol-json'
import { readWhole, writeWhole } from '@/lib/practice/wire/unknown-members'
import { header, type Input, type Protocol, type Target, type WireRequest } from '@/lib/practice/wire/wire'

const SETTINGS = { timestampFormat: { useTrait: true, default: 7 as const }, httpBindings: true }

/** REST JSON 1: both planes of AgentCore. */
export const restJsonProtocol: Protocol = {
  parse: (request, target) => {
    const input = readBody(request, target)
    readBindings(request, target, input)
    return input
  },
  answer: (target, output, requestId) => {
    const { headers, body, status } = writeBindings(target, output)
    return {
      status,
      headers: { ...headers, 'x-amzn-requestid': requestId },
      body,
    }
  },
  refuse: (service, error, requestId) => ({
    status: service?.errors.get(error.code)?.status ?? error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, 'x-amzn-errortype': error.code },
    body: errorBody(error, service),
  }),
}

function readBody(request: WireRequest, target: Target): Input {
  const { input } = target.operation
  const payload = [...members(input)].find(([, schema]) => schema.getMergedTraits().httpPayload)

  if (payload) {
    const [name, schema] = payload
    return { [name]: schema.isBlobSchema() ? request.body : readJson('rest-json', schema, request.body) }
  }
  const type = header(request.headers, 'content-type')

  if (request.body.byteLength > 0 && type !== undefined && !/^application\/([\w.+-]+\+)?json\b/i.test(type)) {
    throw commonError('rest-json', 'malformed', `Unsupported content type: ${type}`)
  }
  return readWhole(target.operation, request.body, readJson('rest-json', input, request.body))
}

/** Path labels, query parameters and headers win over whatever the body said under the same names. */
function readBindings(request: WireRequest, target: Target, input: Input): void {
  const query = new URLSearchParams(request.rawQuery)
  const reader = new FromStringShapeDeserializer(SETTINGS)

  for (const [name, schema] of members(target.operation.input)) {
    const traits = schema.getMergedTraits()

    if (!traits.httpLabel && !traits.httpQuery && !traits.httpHeader) {
      continue
    }
    delete input[name]

    if (traits.httpQuery && schema.isListSchema()) {
      const values = query.getAll(traits.httpQuery)
      Object.assign(input, values.length > 0 ? { [name]: values } : {})
      continue
    }
    const text = traits.httpLabel
      ? target.labels[name]
      : traits.httpQuery
        ? (query.get(traits.httpQuery) ?? undefined)
        : header(request.headers, String(traits.httpHeader).toLowerCase())

    if (text !== undefined) {
      input[name] = reader.read(schema, text)
    }
  }
}

function writeBindings(
  target: Target,
  output: Record<string, unknown>,
): { status: number; headers: Record<string, string>; body: Uint8Array | string } {
  const headers: Record<string, string> = {}
  const inBody: Record<string, unknown> = {}
  let status = target.operation.http?.status ?? 200
  let payload: Uint8Array | undefined
  const writer = new ToStringShapeSerializer(SETTINGS)

  for (const [name, schema] of members(target.operation.output)) {
    const traits = schema.getMergedTraits()
    const value = output[name]

    if (value === undefined || value === null) {
      continue
    }
    if (traits.httpHeader) {
      writer.write(schema, value)
      headers[traits.httpHeader.toLowerCase()] = writer.flush()
    } else if (traits.httpResponseCode) {
      status = Number(value)
    } else if (traits.httpPayload) {
      payload = value instanceof Uint8Array ? value : writeJson('rest-json', schema, value)
    } else {
      inBody[name] = value
    }
  }
  if (payload) {
    return { status, headers, body: payload }
  }
  if (status === 204) {
    return { status, headers, body: '' }
  }
  headers['content-type'] ??= 'application/json'
  return { status, headers, body: bodyOf(target, inBody, output) }
}

function bodyOf({ operation }: Target, inBody: Input, whole: Input): Uint8Array | string {
  if (operation.output.isUnitSchema()) {
    return '{}'
  }
  return writeWhole(operation, whole, writeJson('rest-json', operation.output, inBody))
}

function members(schema: NormalizedSchema): Iterable<[string, NormalizedSchema]> {
  return schema.isStructSchema() ? schema.structIterator() : []
}
