import 'server-only'
import { boundedFetch } from '@/lib/aws/bounded-fetch'
import type { Hop } from '@/lib/mcp/model'
import { httpTrouble } from '@/lib/mcp/tester/recording-fetch'

const FINGERPRINT_TIMEOUT_MS = 15_000
const TITLE = 'Ask without credentials'

type Finding = Pick<Hop, 'state' | 'detail' | 'explanation' | 'raw'>

/**
 * One unsigned request tells how a runtime authenticates, and that it is there, without any credentials:
 * 401 with WWW-Authenticate means tokens, 403 means AWS signatures (agentcore facts, section 2.5).
 */
export async function fingerprint(url: string, auth: 'sigv4' | 'jwt'): Promise<Hop> {
  const started = performance.now()
  const finding = await probe(url, auth)
  const durationMs = Math.round(performance.now() - started)
  return { id: 'fingerprint', title: TITLE, attempts: 1, durationMs, ...finding }
}

async function probe(url: string, auth: 'sigv4' | 'jwt'): Promise<Finding> {
  try {
    const response = await boundedFetch()(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }),
      signal: AbortSignal.timeout(FINGERPRINT_TIMEOUT_MS),
    })
    return judge(await httpTrouble(response), auth)
  } catch (error) {
    const raw = error instanceof Error ? error.message : String(error)
    return { state: 'warning', detail: 'No answer to a request without credentials.', raw }
  }
}

function judge(
  answer: { status: number; body: string; wwwAuthenticate?: string | undefined },
  auth: 'sigv4' | 'jwt',
): Finding {
  const found = answer.status === 401 && answer.wwwAuthenticate ? 'jwt' : answer.status === 403 ? 'sigv4' : undefined

  if (found === auth) {
    return { state: 'ok', detail: `Refused with ${answer.status}, as a runtime with ${NAMES[auth]} should.` }
  }
  if (answer.status < 300) {
    return { state: 'warning', detail: 'Answered without credentials. Anybody who knows the URL can call it.' }
  }
  return {
    state: 'warning',
    detail:
      found === undefined
        ? `Answered ${answer.status}, which says nothing about how the runtime authenticates.`
        : `Refused as a runtime with ${NAMES[found]} would, but the runtime is set up for ${NAMES[auth]}.`,
    raw: answer.body,
  }
}

const NAMES = { sigv4: 'AWS signatures', jwt: 'tokens' }
