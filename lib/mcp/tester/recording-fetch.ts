import 'server-only'
import type { FetchLike } from '@/lib/aws/bounded-fetch'
import type { FailedCall } from '@/lib/mcp/model'

export type Recorder = {
  fetch: FetchLike
  /** The last answer that was not a success; undefined after one that was. */
  lastHttp: () => FailedCall['http']
}

const BODY_LIMIT = 4000

/**
 * Keeps what the MCP client's errors leave out: status, body and the authentication header of a refusal.
 * It also answers the client's optional GET itself, since a test needs no stream of notifications.
 */
export function recordingFetch(next: FetchLike): Recorder {
  let last: FailedCall['http']

  const recorded: FetchLike = async (url, init) => {
    if (init?.method === 'GET') {
      return new Response(null, { status: 405 })
    }
    last = undefined
    const response = await next(url, init)

    if (response.ok) {
      return withMatchingId(response, init)
    }
    last = await httpTrouble(response.clone())
    return response
  }
  return { fetch: recorded, lastHttp: () => last }
}

export async function httpTrouble(response: Response): Promise<NonNullable<FailedCall['http']>> {
  const wwwAuthenticate = response.headers.get('www-authenticate') ?? undefined
  const body = (await response.text()).slice(0, BODY_LIMIT)
  return { status: response.status, body, wwwAuthenticate }
}

/** AgentCore's own JSON-RPC errors may carry a null id, which a client would wait for until its time-out. */
async function withMatchingId(response: Response, init: RequestInit | undefined): Promise<Response> {
  if (!response.headers.get('content-type')?.includes('application/json') || typeof init?.body !== 'string') {
    return response
  }
  const text = await response.text()
  const answer = parse(text)
  const request = parse(init.body)
  const isForeignError = answer?.error !== undefined && request?.id !== undefined && answer.id !== request.id
  const body = isForeignError ? JSON.stringify({ ...answer, id: request.id }) : text
  return new Response(body, { status: response.status, headers: withoutLength(response.headers) })
}

function withoutLength(headers: Headers): Headers {
  const copy = new Headers(headers)
  copy.delete('content-length')
  copy.delete('content-encoding')
  return copy
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
