import 'server-only'
import type { FetchLike } from '@/lib/aws/bounded-fetch'
import { parseJson, recordOf, textOf } from '@/lib/mcp/json-values'
import type { Exchange } from '@/lib/mcp/tester/tester-model'

const BODY_LIMIT = 60_000
const LEFT_OUT = /^(authorization|x-amz-security-token|cookie|set-cookie)$/i

export type ExchangeLog = {
  fetch: FetchLike
  /** What was exchanged so far, without `secret` wherever it might stand. */
  exchanges: () => Exchange[]
}

/**
 * Writes each request and answer down. It stands before the fetch that signs or adds the bearer token, so no credential
 * ever comes by; `secret` is taken out of bodies all the same.
 */
export function exchangeLog(next: FetchLike, secret?: string): ExchangeLog {
  const entries: Exchange[] = []
  const clean = (text: string) => (secret ? text.replaceAll(secret, '(removed)') : text)

  const logged: FetchLike = async (url, init) => {
    const started = performance.now()
    const request = typeof init?.body === 'string' ? init.body : ''
    const entry: Exchange = {
      title: textOf(recordOf(parseJson(request))?.method) ?? init?.method ?? 'GET',
      durationMs: 0,
      requestHeaders: { ...headersOf(new Headers(init?.headers)), authorization: '(removed)' },
      request: request.slice(0, BODY_LIMIT),
      responseHeaders: {},
      response: '',
    }
    entries.push(entry)

    try {
      const response = await next(url, init)
      entry.status = response.status
      entry.responseHeaders = headersOf(response.headers)
      void collect(response.clone(), entry, started)
      return response
    } catch (error) {
      entry.response = error instanceof Error ? error.message : String(error)
      throw error
    } finally {
      entry.durationMs = Math.round(performance.now() - started)
    }
  }

  return {
    fetch: logged,
    exchanges: () =>
      entries.map((entry) => ({ ...entry, request: clean(entry.request), response: clean(entry.response) })),
  }
}

/** Reads along while the client reads; a stream that stays open is no reason to wait. */
async function collect({ body }: Response, entry: Exchange, started: number): Promise<void> {
  const decoder = new TextDecoder()

  try {
    for await (const chunk of body ?? []) {
      entry.response = (entry.response + decoder.decode(chunk, { stream: true })).slice(0, BODY_LIMIT)
      entry.durationMs = Math.round(performance.now() - started)
    }
  } catch {
    // The client has seen the same, and says what it means.
  }
}

function headersOf(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !LEFT_OUT.test(name)))
}
