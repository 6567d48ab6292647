import { CborShapeDeserializer2, CborShapeSerializer2 } from '@smithy/core/cbor'
import { commonError } from '@/lib/practice/wire/common-errors'
import { queryErrorHeader } from '@/lib/practice/wire/protocol-query'
import { ServiceError } from '@/lib/practice/wire/service-error'
import type { Input, Protocol } from '@/lib/practice/wire/wire'

/** 15 is a document: what has no schema. */
const DOCUMENT = 15

/** Smithy RPC v2 with CBOR: what botocore speaks with CloudWatch. */
export const cborProtocol: Protocol = {
  parse: ({ body }, { operation }) => {
    if (body.byteLength === 0 || operation.input.isUnitSchema()) {
      return {}
    }
    try {
      return objectOf(new CborShapeDeserializer2().read(operation.input, new Uint8Array(body)))
    } catch (error) {
      if (error instanceof ServiceError) {
        throw error
      }
      throw commonError('cbor', 'malformed', `The request body could not be read: ${String(error)}`)
    }
  },
  answer: ({ operation }, output, requestId) => ({
    status: 200,
    headers: headersOf(requestId),
    body: operation.output.isUnitSchema() ? new Uint8Array() : written(operation.output, output),
  }),
  refuse: (service, error, requestId) => {
    const status = service?.errors.get(error.code)?.status ?? error.status
    return {
      status,
      headers: { ...headersOf(requestId), ...queryErrorHeader(service, error) },
      body: written(DOCUMENT, { __type: error.code, message: error.message, ...error.members }),
    }
  },
}

function objectOf(value: unknown): Input {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw commonError('cbor', 'malformed', 'The request body is no structure.')
  }
  return value as Input
}

function headersOf(requestId: string): Record<string, string> {
  return { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor', 'x-amzn-requestid': requestId }
}

function written(schema: Parameters<CborShapeSerializer2['write']>[0], value: unknown): Uint8Array {
  const serializer = new CborShapeSerializer2()
  serializer.write(schema, value)
  return new Uint8Array(serializer.flush())
}
