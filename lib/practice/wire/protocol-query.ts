import { XmlCodec } from '@aws-sdk/core/protocols'
import { commonError } from '@/lib/practice/wire/common-errors'
import type { ServiceModel } from '@/lib/practice/wire/models'
import { readQuery } from '@/lib/practice/wire/query-parameters'
import type { ServiceError } from '@/lib/practice/wire/service-error'
import type { Protocol, Target } from '@/lib/practice/wire/wire'
import { escapeXml } from '@/lib/practice/wire/xml'

/** AWS Query with XML answers: IAM, STS, and CloudWatch to older clients. */
export const queryProtocol: Protocol = {
  parse: (request, target) => {
    const parameters = new URLSearchParams(request.body.toString('utf8') || request.rawQuery)

    if (parameters.size > 5000) {
      throw commonError('query', 'malformed', 'There are too many parameters.')
    }
    return readQuery(target.operation.input, parameters)
  },
  answer: (target, output, requestId) => ({
    status: 200,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: document(target, output, requestId),
  }),
  refuse: (service, error, requestId) => {
    const modelled = service?.errors.get(error.code)
    const status = modelled?.status ?? error.status
    const type = status >= 500 ? 'Receiver' : 'Sender'
    const xmlns = service ? ` xmlns="${service.xmlNamespace}"` : ''
    return {
      status,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
      body:
        `<ErrorResponse${xmlns}><Error><Type>${type}</Type><Code>${escapeXml(modelled?.code ?? error.code)}</Code>` +
        `<Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
    }
  },
}

function document({ service, operation }: Target, output: Record<string, unknown>, requestId: string): string {
  const { name } = operation
  const result = operation.output.isUnitSchema()
    ? ''
    : `<${name}Result>${contentOf(service, operation.output, output)}</${name}Result>`
  return (
    `<${name}Response xmlns="${service.xmlNamespace}">${result}` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${name}Response>`
  )
}

/** The codec writes the shape's own element around its members; Query wants them inside `{Operation}Result`. */
function contentOf(service: ServiceModel, schema: Target['operation']['output'], output: unknown): string {
  const serializer = new XmlCodec({
    timestampFormat: { useTrait: true, default: 5 },
    httpBindings: false,
    xmlNamespace: service.xmlNamespace,
    serviceNamespace: service.xmlNamespace,
  }).createSerializer()
  serializer.write(schema, output)
  const text = String(serializer.flush())
  const end = text.lastIndexOf('</')
  return end < 0 ? '' : text.slice(text.indexOf('>') + 1, end)
}

/** A service that once spoke the Query protocol says in its other ones as well what the error was called there. */
export function queryErrorHeader(
  service: ServiceModel | undefined,
  { code, status }: ServiceError,
): Record<string, string> {
  const modelled = service?.errors.get(code)

  if (!service?.also.includes('query') || !modelled) {
    return {}
  }
  const type = (modelled.status ?? status) >= 500 ? 'Receiver' : 'Sender'
  return { 'x-amzn-query-error': `${modelled.code};${type}` }
}
