import { commonError } from '@/lib/practice/wire/common-errors'
import type { OperationModel, ProtocolName, ServiceModel } from '@/lib/practice/wire/models'
import { notImitated, signedService } from '@/lib/practice/wire/not-imitated'
import { cborProtocol } from '@/lib/practice/wire/protocol-cbor'
import { jsonProtocol } from '@/lib/practice/wire/protocol-json'
import { queryProtocol } from '@/lib/practice/wire/protocol-query'
import { restJsonProtocol } from '@/lib/practice/wire/protocol-rest-json'
import type { ServiceError } from '@/lib/practice/wire/service-error'
import { header, type Protocol, type Target, type WireRequest } from '@/lib/practice/wire/wire'

export const PROTOCOLS: Record<ProtocolName, Protocol> = {
  cbor: cborProtocol,
  json: jsonProtocol,
  query: queryProtocol,
  'rest-json': restJsonProtocol,
}

/** Where a request goes; a refusal still knows the protocol (and perhaps the service) to answer in. */
type Route =
  | { kind: 'target'; target: Target }
  | {
      kind: 'refused'
      protocol: ProtocolName
      service?: ServiceModel | undefined
      /** What the request was signed for, where the account has no such service. */
      foreign?: string | undefined
      error: ServiceError
    }

type RestRoute = { service: ServiceModel; operation: OperationModel; method: string; segments: string[] }

export type Router = (request: WireRequest) => Route

/** Whatever was signed for a service that isn't there is refused, also where its path is one of ours. CBOR goes by its path, JSON by X-Amz-Target, Query by Action and Version, REST by method and path template. */
export function createRouter(models: readonly ServiceModel[]): Router {
  const restRoutes = models.flatMap(restRoutesOf).sort((a, b) => literals(b) - literals(a))
  const route = (request: WireRequest, signed: string | undefined): Route => {
    const target = header(request.headers, 'x-amz-target')
    const type = header(request.headers, 'content-type') ?? ''

    if (header(request.headers, 'smithy-protocol') === 'rpc-v2-cbor') {
      return routeCbor(models, request.path)
    }
    if (target !== undefined) {
      return routeJson(models, target, type)
    }
    if (isForm(request) || /(^|&)Action=/.test(request.rawQuery)) {
      return routeQuery(models, new URLSearchParams(request.body.toString('utf8') || request.rawQuery))
    }
    return routeRest(restRoutes, request, signed)
  }

  return (request) => {
    const signed = signedService(request)
    const isForeign = signed !== undefined && models.every(({ signingName }) => signingName !== signed)
    return isForeign ? routeForeign(signed, request) : route(request, signed)
  }
}

/** What isn't ours is named as its clients do: `dynamodb ListTables`, or by method and path. */
function routeForeign(foreign: string, request: WireRequest): Route {
  const target = header(request.headers, 'x-amz-target')
  const parameters = new URLSearchParams(`${request.rawQuery}&${isForm(request) ? request.body : ''}`)
  const name = target?.split('.').at(-1) ?? parameters.get('Action') ?? `${request.method} ${request.path}`
  const protocol = foreignProtocol(request, target !== undefined, parameters.has('Action'))
  return { kind: 'refused', protocol, foreign, error: notImitated(protocol, `${foreign} ${name}`) }
}

function foreignProtocol({ headers }: WireRequest, hasTarget: boolean, hasAction: boolean): ProtocolName {
  if (header(headers, 'smithy-protocol') === 'rpc-v2-cbor') {
    return 'cbor'
  }
  return hasTarget ? 'json' : hasAction ? 'query' : 'rest-json'
}

function isForm({ headers }: WireRequest): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(header(headers, 'content-type') ?? '')
}

function restRoutesOf(service: ServiceModel): RestRoute[] {
  return [...service.operations.values()].flatMap((operation) =>
    operation.http
      ? [{ service, operation, method: operation.http.method, segments: segmentsOf(operation.http.template) }]
      : [],
  )
}

function speaks({ protocol, also }: ServiceModel, wanted: ProtocolName): boolean {
  return protocol === wanted || also.includes(wanted)
}

function routeCbor(models: readonly ServiceModel[], path: string): Route {
  const [, prefix = '', name = ''] = /\/service\/([^/]+)\/operation\/([^/]+)\/?$/.exec(path) ?? []
  const service = models.find((model) => speaks(model, 'cbor') && model.targetPrefix === prefix)
  const operation = service?.operations.get(name)

  if (!service || !operation) {
    return refused('cbor', notImitated('cbor', path), service)
  }
  return { kind: 'target', target: { service, operation, labels: {}, protocol: 'cbor' } }
}

function routeJson(models: readonly ServiceModel[], text: string, type: string): Route {
  const [, prefix = '', name = ''] = /^(?:.*\.)?([^.]*)\.([^.]*)$/.exec(text) ?? []
  // botocore puts a package before CloudTrail's.
  const service = models.find((model) => speaks(model, 'json') && model.targetPrefix === prefix)
  const operation = service?.operations.get(name)

  if (!service || !operation) {
    return refused('json', notImitated('json', text || 'a call without a target'), service)
  }
  const wanted = `application/x-amz-json-${service.jsonVersion}`

  if (type.split(';')[0]?.trim().toLowerCase() !== wanted) {
    const message = `The content type must be ${wanted}, not '${type}'.`
    return refused('json', commonError('json', 'malformed', message), service)
  }
  return { kind: 'target', target: { service, operation, labels: {} } }
}

function routeQuery(models: readonly ServiceModel[], parameters: URLSearchParams): Route {
  const action = parameters.get('Action') ?? ''
  const version = parameters.get('Version') ?? ''
  const service = models.find((model) => speaks(model, 'query') && model.version === version)
  const operation = service?.operations.get(action)

  if (!service || !operation) {
    const what = `the operation ${action} of version ${version || 'NO_VERSION_SPECIFIED'}`
    return refused('query', notImitated('query', what), service)
  }
  return { kind: 'target', target: { service, operation, labels: {}, protocol: 'query' } }
}

/** Several services have paths like `/tags/ARN`: the signature says whose is meant. One that fits none is refused later. */
function routeRest(routes: RestRoute[], request: WireRequest, signed: string | undefined): Route {
  const own = routes.filter(({ service }) => service.signingName === signed)
  const target = matchRoutes(own, request) ?? matchRoutes(routes, request)
  return target
    ? { kind: 'target', target }
    : refused('rest-json', notImitated('rest-json', `${request.method} ${request.path}`))
}

function matchRoutes(routes: RestRoute[], request: WireRequest): Target | undefined {
  const parts = segmentsOf(request.path)

  for (const { service, operation, method, segments } of routes) {
    const labels = method === request.method ? matchSegments(segments, parts) : undefined

    if (labels) {
      return { service, operation, labels }
    }
  }
  return undefined
}

function refused(protocol: ProtocolName, error: ServiceError, service?: ServiceModel): Route {
  return { kind: 'refused', protocol, error, service }
}

/** Labels by name, or undefined when the path isn't of that form. `{name+}` takes the rest of the path. */
export function matchSegments(template: string[], parts: string[]): Record<string, string> | undefined {
  const labels: Record<string, string> = {}

  for (const [index, segment] of template.entries()) {
    const name = /^\{(\w+)(\+?)\}$/.exec(segment)
    const isGreedy = name?.[2] === '+'
    const part = isGreedy ? parts.slice(index).join('/') : parts[index]

    if (part === undefined || part === '' || (!name && part !== segment)) {
      return undefined
    }
    if (name?.[1]) {
      const decoded = decode(part)

      if (decoded === undefined) {
        return undefined
      }
      labels[name[1]] = decoded
    }
    if (isGreedy) {
      return labels
    }
  }
  return parts.length === template.length ? labels : undefined
}

/** Templates end with a slash or not, and clients don't always send it the same way: it never matters. */
export function segmentsOf(path: string): string[] {
  return (path.split('?')[0] ?? '').replace(/^\//, '').replace(/\/$/, '').split('/')
}

function literals({ segments }: RestRoute): number {
  return segments.filter((segment) => !segment.startsWith('{')).length
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
