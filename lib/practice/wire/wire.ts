import type { IncomingHttpHeaders } from 'node:http'
import type { OperationModel, ProtocolName, ServiceModel } from '@/lib/practice/wire/models'
import type { ServiceError } from '@/lib/practice/wire/service-error'

export type WireRequest = {
  method: string
  /** As received, still percent-encoded, without the query string. */
  path: string
  rawQuery: string
  /** Lower-case names, as Node gives them. */
  headers: IncomingHttpHeaders
  body: Buffer
}

export type WireResponse = {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array | AsyncIterable<Uint8Array>
}

/** What a request asks for. Labels are the decoded parts of a REST path. */
export type Target = {
  service: ServiceModel
  operation: OperationModel
  labels: Record<string, string>
  /** The one that the request came in; absent: the service's own. */
  protocol?: ProtocolName
}

export function protocolOf({ protocol, service }: Target): ProtocolName {
  return protocol ?? service.protocol
}

export type Input = Record<string, unknown>

/** One wire protocol, in both directions, driven by the SDK's schemas. `parse` throws ServiceError on a malformed body. */
export type Protocol = {
  parse: (request: WireRequest, target: Target) => Input
  answer: (target: Target, output: Record<string, unknown>, requestId: string) => WireResponse
  refuse: (service: ServiceModel | undefined, error: ServiceError, requestId: string) => WireResponse
}

export function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value.join(',') : value
}
