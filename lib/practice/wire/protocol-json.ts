import { JsonShapeDeserializer2, JsonShapeSerializer2 } from '@smithy/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import type { DocumentType } from '@smithy/types'
import { commonError } from '@/lib/practice/wire/common-errors'
import { encodeEventStream } from '@/lib/practice/wire/event-stream'
import type { ProtocolName, ServiceModel } from '@/lib/practice/wire/models'
import { queryErrorHeader } from '@/lib/practice/wire/protocol-query'
import type { ServiceError } from '@/lib/practice/wire/service-error'
import { readWhole, writeWhole } from '@/lib/practice/wire/unknown-members'
import type { Input, Protocol, Target, WireResponse } from '@/lib/practice/wire/wire'

/** Wire timestamps are epoch seconds (7) unless a member's own trait says otherwise. */
const SETTINGS = { timestampFormat: { useTrait: true, default: 7 as const }, jsonName: false }
const REST_SETTINGS = { ...SETTINGS, httpBindings: true, jsonName: true }

/** AWS JSON 1.1 (CloudWatch Logs, Cognito) and 1.0 (CloudWatch). */
export const jsonProtocol: Protocol = {
  parse: ({ body }, { operation }) => readWhole(operation, body, readJson('json', operation.input, body)),
  answer: (target, output, requestId) => {
    const stream = target.operation.output.getEventStreamMember()

    if (stream !== '') {
      return streamAnswer(target, stream, output, requestId)
    }
    return {
      status: 200,
      headers: { 'content-type': contentType(target.service), 'x-amzn-requestid': requestId },
      body: target.operation.output.isUnitSchema()
        ? '{}'
        : writeWhole(target.operation, output, writeJson('json', target.operation.output, output)),
    }
  },
  refuse: (service, error, requestId) => {
    const modelled = service?.errors.get(error.code)
    return {
      // This protocol knows only 400 and 500, whatever the model's httpError says.
      status: (modelled?.status ?? error.status) >= 500 ? 500 : 400,
      headers: {
        'content-type': contentType(service),
        'x-amzn-requestid': requestId,
        'x-amzn-errortype': error.code,
        ...queryErrorHeader(service, error),
      },
      body: errorBody(error, service),
    }
  },
}

function contentType(service: ServiceModel | undefined): string {
  return `application/x-amz-json-${service?.jsonVersion ?? '1.1'}`
}

/** The bytes as the SDK's input shape. Throws the protocol's own error when they aren't such an object. */
export function readJson(protocol: ProtocolName, schema: NormalizedSchema, body: Uint8Array): Input {
  if (body.byteLength === 0 || schema.isUnitSchema()) {
    return {}
  }
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))

    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
      throw commonError(protocol, 'malformed', 'Start of structure or map found where not expected.')
    }
    return deserializer(protocol).readObject(schema, parsed as DocumentType) as Input
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError) {
      throw commonError(protocol, 'malformed', `The request body could not be read: ${error.message}`)
    }
    throw error
  }
}

export function writeJson(protocol: ProtocolName, schema: NormalizedSchema, value: unknown): Uint8Array {
  const serializer = new JsonShapeSerializer2(protocol === 'rest-json' ? REST_SETTINGS : SETTINGS)
  serializer.write(schema, value)
  // What the codec gives acts like a string as well, and warns about it; plain bytes don't.
  const { buffer, byteOffset, byteLength } = serializer.flush()
  return new Uint8Array(buffer, byteOffset, byteLength)
}

export function errorBody(error: ServiceError, service: ServiceModel | undefined): string {
  const modelled = service?.errors.get(error.code)
  const messageKey = modelled && Object.hasOwn(modelled.schema.getMemberSchemas(), 'Message') ? 'Message' : 'message'
  return JSON.stringify({ __type: error.code, [messageKey]: error.message, ...error.members })
}

function deserializer(protocol: ProtocolName): JsonShapeDeserializer2 {
  return new JsonShapeDeserializer2(protocol === 'rest-json' ? REST_SETTINGS : SETTINGS)
}

function streamAnswer(
  target: Target,
  member: string,
  output: Record<string, unknown>,
  requestId: string,
): WireResponse {
  const events = output[member] as AsyncIterable<Record<string, unknown>>
  return {
    status: 200,
    headers: { 'content-type': 'application/vnd.amazon.eventstream', 'x-amzn-requestid': requestId },
    body: encodeEventStream(
      target.operation.output.getMemberSchema(member),
      events,
      contentType(target.service),
      (schema, value) => writeJson('json', schema, value),
    ),
  }
}
