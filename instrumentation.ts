import type { Instrumentation } from 'next'

// This file is bundled for the edge runtime, too. The bundler knows NEXT_RUNTIME in this very form, and only so
// keeps Node's modules out of that bundle.

/** Once, before the first request: what is wrong with the configuration stops the start and says so. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { awaitPracticeAccount } = await import('@/lib/practice-account/from-launcher')
    await awaitPracticeAccount()
    const { prepareServer } = await import('@/lib/auth/prepare')
    prepareServer()
  }
}

/** The one place where unexpected errors of the server end. */
export const onRequestError: Instrumentation.onRequestError = async (...report) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { reportRequestError } = await import('@/lib/request-error')
    await reportRequestError(...report)
  }
}
