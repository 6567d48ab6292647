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
    return answer.status === 403 ? refusal(await answer.text()) : await letIn(answer)
  } catch {
    return 'unasked'
  }
}

/** A caller who may not call anyway, or whose key has expired, is refused without the stop as well, and proves nothing. */
function refusal(text: string): Verdict {
  return /not authorized to perform/i.test(text) && !/because no |in an identity-based policy/i.test(text)
    ? 'refused'
    : 'unasked'
}

async function letIn(answer: Response): Promise<Verdict> {
  await answer.body?.cancel()
  return 'let-in'
}
