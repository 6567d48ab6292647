import type { Instrumentation } from 'next'

/** Once, before the first request: what is wrong with the configuration should stop the start and say so. */
export async function register(): Promise<void> {
  // A constant of the bundler: without this very form it would bundle Node's modules for the edge, too.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { prepareServer } = await import('@/lib/auth/prepare')
    prepareServer()
  }
}

/** The one place where unexpected errors of the server end: one log line, only fields that may be logged. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  const { log } = await import('@/lib/log')
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
