import type { Instrumentation } from 'next'
import { log } from '@/lib/log'

/** Writes an unexpected error of the server as one log line, with nothing of the request but its method and route. */
export const reportRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const { name, message, stack } = error instanceof Error ? error : new Error('Something that is no Error was thrown.')
  log.error('request-error', {
    name,
    message,
    stack: stack ?? '',
    digest: digestOf(error),
    method: request.method,
    route: context.routePath,
    routeType: context.routeType,
  })
}

function digestOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : ''
}
