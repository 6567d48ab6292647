import { commonError } from '@/lib/practice/wire/common-errors'
import type { ProtocolName } from '@/lib/practice/wire/models'
import { queryProtocol } from '@/lib/practice/wire/protocol-query'
import { ServiceError } from '@/lib/practice/wire/service-error'
import { header, type WireRequest, type WireResponse } from '@/lib/practice/wire/wire'

/** The sentence for whatever AWS has and this account hasn't; lib/troubles and lib/aws/failures.ts know it by its beginning. */
export function notImitatedText(what: string): string {
  return `The practice account does not imitate ${what}.`
}

/** The same of a service, an operation or a command: those that the account has are on a page. ASCII, as any terminal prints it. */
export function notOfferedText(what: string): string {
  return `${notImitatedText(what)} Slipway lists what it has: Settings, Practice account, What is imitated.`
}

/** An operation that AWS has. The code is the protocol's own for one that a service doesn't have. */
export function notImitated(protocol: ProtocolName, what: string): ServiceError {
  return commonError(protocol, 'unknown-operation', notOfferedText(what))
}

/** Something else than an operation: no code of AWS's means that, and one that means "not found" would be believed. */
export function notHeld(what: string): ServiceError {
  return new ServiceError('NotImplemented', notImitatedText(what))
}

/** The service that a request was signed for, in the words of SigV4: `s3`, `dynamodb`. */
export function signedService(request: WireRequest): string | undefined {
  const scope = /Credential=[^/,\s]+\/\d+\/[\w-]*\/([\w-]{1,60})\/aws4_request/.exec(
    header(request.headers, 'authorization') ?? '',
  )
  return scope?.[1]
}

/** Services whose errors are XML of their own; those of the others are read from the protocol of the request. */
const PLAIN_XML = new Set(['s3', 's3express', 's3-object-lambda'])
const WRAPPED_XML = new Set(['route53', 'cloudfront'])
const EC2_XML = 'ec2'

/** The refusal in the form that the clients of a service read where that is none of the account's own protocols. */
export function foreignRefusal(service: string, error: ServiceError, requestId: string): WireResponse | undefined {
  const wrapped = queryProtocol.refuse(undefined, error, requestId)
  const [fields = ''] = /<Code>.*<\/Message>/s.exec(String(wrapped.body)) ?? []
  const xml = (body: string) => ({ ...wrapped, body })

  if (PLAIN_XML.has(service)) {
    return xml(`<Error>${fields}<RequestId>${requestId}</RequestId></Error>`)
  }
  if (service === EC2_XML) {
    return xml(`<Response><Errors><Error>${fields}</Error></Errors><RequestID>${requestId}</RequestID></Response>`)
  }
  return WRAPPED_XML.has(service) ? wrapped : undefined
}
