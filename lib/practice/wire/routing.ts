import { commonError } from '@/lib/practice/wire/common-errors'
import type { OperationModel, ProtocolName, ServiceModel } from '@/lib/practice/wire/models'
import { jsonProtocol } from '@/lib/practice/wire/protocol-json'
import { queryProtocol } from '@/lib/practice/wire/protocol-query'
import { restJsonProtocol } from '@/lib/practice/wire/protocol-rest-json'
import type { ServiceError } from '@/lib/practice/wire/service-error'
import { header, type Protocol, type Target, type WireRequest } from '@/lib/practice/wire/wire'

export const PROTOCOLS: Record<ProtocolName, Protocol> = {
  json: jsonProtocol,
  query: queryProtocol,
  'rest-json': restJsonProtocol,
}

/** Where a request goes; a refusal still knows the protocol (and perhaps the service) to answer in. */
type Route =
  | { kind: 'target'; target: Target }
  | { kind: 'refused'; protocol: ProtocolName; service?: ServiceModel | undefined; error: ServiceError }

type RestRoute = { service: ServiceModel; operation: OperationModel; method: string; segments: string[] }

export type Router = (request: WireRequest) => Route

/** JSON goes by X-Amz-Target, Query by Action and Version, REST by method and path template. */
export function createRouter(models: readonly ServiceModel[]): Router {
  const restRoutes = models.flatMap(restRoutesOf).sort((a, b) => literals(b) - literals(a))

  return (request) => {
    const target = header(request.headers, 'x-amz-target')
    const type = header(request.headers, 'content-type') ?? ''

    if (target !== undefined) {
      return routeJson(models, target, type)
    }
    if (/^application\/x-www-form-urlencoded\b/i.test(type) || /(^|&)Action=/.test(request.rawQuery)) {
      return routeQuery(models, new URLSearchParams(request.body.toString('utf8') || request.rawQuery))
    }
    return routeRest(restRoutes, request)
  }
}

function restRoutesOf(service: ServiceModel): RestRoute[] {
  return [...service.operations.values()].flatMap((operation) =>
    operation.http
      ? [{ service, operation, method: operation.http.method, segments: segmentsOf(operation.http.template) }]
      : [],
  )
}

function routeJson(models: readonly ServiceModel[], text: string, type: string): Route {
  const [prefix = '', name = ''] = text.split('.')
  const service = models.find((model) => model.protocol === 'json' && model.targetPrefix === prefix)
  const operation = service?.operations.get(name)

  if (!service || !operation) {
    return refused('json', commonError('json', 'unknown-operation', `There is no operation ${text}.`), service)
  }
  if (!/^application\/x-amz-json-1\.1\b/i.test(type)) {
    const message = `The content type must be application/x-amz-json-1.1, not '${type}'.`
    return refused('json', commonError('json', 'malformed', message), service)
  }
  return { kind: 'target', target: { service, operation, labels: {} } }
}

function routeQuery(models: readonly ServiceModel[], parameters: URLSearchParams): Route {
  const action = parameters.get('Action') ?? ''
  const version = parameters.get('Version') ?? ''
  const service = models.find((model) => model.protocol === 'query' && model.version === version)
  const operation = service?.operations.get(action)

  if (!service || !operation) {
    const message = `Could not find operation ${action} for version ${version || 'NO_VERSION_SPECIFIED'}`
    return refused('query', commonError('query', 'unknown-operation', message), service)
  }
  return { kind: 'target', target: { service, operation, labels: {} } }
}

function routeRest(routes: RestRoute[], request: WireRequest): Route {
  const parts = segmentsOf(request.path)

  for (const candidate of routes) {
    const labels = candidate.method === request.method ? matchSegments(candidate.segments, parts) : undefined

    if (labels) {
      return { kind: 'target', target: { service: candidate.service, operation: candidate.operation, labels } }
    }
  }
  const message = `Unable to find an operation for ${request.method} ${request.path}`
  return refused('rest-json', commonError('rest-json', 'unknown-operation', message))
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
