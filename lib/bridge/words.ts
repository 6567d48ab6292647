import type { Trouble } from '@/lib/bridge/relay'
import { toText } from '@/lib/json'
import type { FailedCall } from '@/lib/mcp/model'
import { AppError } from '@/lib/result'

const MAY_HAVE_RUN = 'It may have run all the same: look before you ask for it again.'

/** What a client tells its person: cause and remedy, and whether the call may have run. The catalogue is loaded only now. */
export async function wordsOf(trouble: Trouble, auth: FailedCall['auth']): Promise<string> {
  const { explain } = await import('@/lib/mcp/explain/explain')
  const { title, cause, remedy } =
    trouble.error instanceof AppError ? ofApp(trouble.error) : explain(callOf(trouble, auth))
  const tail = trouble.outcome === 'unsure' ? [MAY_HAVE_RUN] : []
  return [title, cause, ...remedy, ...tail].filter(Boolean).join('\n')
}

function ofApp({ failure }: AppError) {
  return {
    title: failure.message,
    cause: '',
    remedy: [failure.remedy, failure.command].filter((each) => each !== undefined),
  }
}

function callOf({ status, body = '', error, answer }: Trouble, auth: FailedCall['auth']): FailedCall {
  const { code, message } = (answer?.error ?? {}) as { code?: unknown; message?: unknown }

  if (typeof code === 'number') {
    return { auth, rpc: { code, message: toText(message) } }
  }
  if (status !== undefined) {
    return { auth, http: { status, body } as NonNullable<FailedCall['http']> }
  }
  const text =
    error instanceof Error ? String(error.cause instanceof Error ? error.cause.message : error.message) : String(error)
  return { auth, transport: { kind: /timed? ?out|TimeoutError/i.test(text) ? 'timeout' : 'network', message: text } }
}
