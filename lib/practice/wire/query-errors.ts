import type { ServiceModel } from '@/lib/practice/wire/models'
import type { ServiceError } from '@/lib/practice/wire/service-error'

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
