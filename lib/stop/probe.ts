import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '@/lib/aws/connection'
import { sigv4Fetch } from '@/lib/aws/signing/sigv4-fetch'
import type { RuntimeDetail } from '@/lib/runtimes/model'

const EVERY_MS = 500

/** `let-in`: the deny does not hold yet. `unasked`: nobody answered, or the runtime wants a token that Slipway has not. */
type Verdict = 'refused' | 'let-in' | 'unasked'

/**
 * Asks until a signed call is refused, for at most `limitMs`: the moment from which callers are kept out, ISO 8601. The call accepts
 * no answer that MCP gives, so AgentCore turns it away before it starts a session even where it lets the caller in.
 */
export async function firstRefusal(
  connection: Connection,
  runtime: RuntimeDetail,
  limitMs: number,
): Promise<string | undefined> {
  const deadline = Date.now() + limitMs

  for (;;) {
    const verdict = await ask(connection, runtime)

    if (verdict !== 'let-in') {
      return verdict === 'refused' ? new Date().toISOString() : undefined
    }
    if (Date.now() + EVERY_MS > deadline) {
      return undefined
    }
    await sleep(EVERY_MS)
  }
}

async function ask(connection: Connection, { inboundAuth, invocationUrl }: RuntimeDetail): Promise<Verdict> {
  if (inboundAuth.type !== 'sigv4') {
    return 'unasked'
  }
  try {
    const answer = await sigv4Fetch(connection)(invocationUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/plain' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }),
      signal: AbortSignal.timeout(10_000),
    })
    await answer.body?.cancel()
    return answer.status === 403 ? 'refused' : 'let-in'
  } catch {
    return 'unasked'
  }
}
