import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAwsError } from '@/lib/aws/attempt'
import { singleShotWriteClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import type { Writer } from '@/lib/writer'

const EVERY_MS = 500

/** `let-in`: the deny does not hold yet. `unasked`: nobody answered, or the runtime wants a token that Slipway has not. */
type Verdict = 'refused' | 'let-in' | 'unasked'

/**
 * Asks until a signed call is refused, for at most `limitMs`: the moment from which callers are kept out, ISO 8601. The call accepts
 * no answer that MCP gives, so AgentCore turns it away before it starts a session even where it lets the caller in.
 */
export async function firstRefusal(
  writer: Writer,
  connection: Connection,
  runtime: RuntimeDetail,
  limitMs: number,
): Promise<string | undefined> {
  const deadline = Date.now() + limitMs

  for (;;) {
    const verdict = await ask(writer, connection, runtime)

    if (verdict !== 'let-in') {
      return verdict === 'refused' ? new Date().toISOString() : undefined
    }
    if (Date.now() + EVERY_MS > deadline) {
      return undefined
    }
    await sleep(EVERY_MS)
  }
}

async function ask(writer: Writer, connection: Connection, { arn, inboundAuth }: RuntimeDetail): Promise<Verdict> {
  if (inboundAuth.type !== 'sigv4') {
    return 'unasked'
  }
  try {
    await singleShotWriteClients(writer, connection).agentcore.invokeAgentRuntime({
      agentRuntimeArn: arn,
      contentType: 'application/json',
      accept: 'text/plain',
      payload: Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' })),
    })
    return 'let-in'
  } catch (error) {
    return verdictOn(error)
  }
}

/** Refusals that are not a resource policy's doing. */
const OTHERS =
  /because no |in an identity-based policy|(service|resource) control policy|permissions boundary|session policy|VPC endpoint policy/i

function verdictOn(error: unknown): Verdict {
  const status = error instanceof Error && '$metadata' in error ? statusOf(error.$metadata) : undefined

  if (isAwsError(error, 'AccessDeniedException')) {
    // Who may not call anyway is refused without the stop as well, and proves nothing.
    return OTHERS.test(String(error)) ? 'unasked' : 'refused'
  }
  // So does a key that has expired; asking again would not change it.
  return status === undefined || status === 401 || status === 403 ? 'unasked' : 'let-in'
}

function statusOf(metadata: unknown): number | undefined {
  const { httpStatusCode } = (metadata ?? {}) as { httpStatusCode?: number }
  return httpStatusCode
}
