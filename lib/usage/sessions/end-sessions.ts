import 'server-only'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import type { Credential } from '@/lib/mcp/access'
import { stopSession } from '@/lib/mcp/tester/end-session'
import type { Failure, Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { rememberEnded } from '@/lib/usage/sessions/ended-sessions'
import type { Session } from '@/lib/usage/sessions/sessions'

const AT_ONCE = 8

type Which = Pick<Session, 'id' | 'endpoint'>

/** Ends one session. `not-found`: it was over, which is remembered as well. */
export async function endOne(
  connection: Connection,
  runtime: RuntimeDetail,
  credential: Credential,
  { id, endpoint }: Which,
): Promise<Result<null>> {
  const stopped = await stopSession(connection, runtime, credential, { sessionId: id, qualifier: endpoint })

  if (stopped.ok || stopped.error.code === 'not-found') {
    rememberEnded(connectionKey(connection), runtime.arn, id, Date.now())
  }
  return stopped
}

/** Ends many, eight at a time. `failed` is the first failure that was none of a session that is over. */
export async function endEach(
  connection: Connection,
  runtime: RuntimeDetail,
  credential: Credential,
  sessions: readonly Which[],
): Promise<{ ended: number; gone: number; failed?: Failure }> {
  const pending = [...sessions]
  const done: { ended: number; gone: number; failed?: Failure } = { ended: 0, gone: 0 }

  async function work() {
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const stopped = await endOne(connection, runtime, credential, next)

      if (stopped.ok) {
        done.ended += 1
      } else if (stopped.error.code === 'not-found') {
        done.gone += 1
      } else {
        done.failed ??= stopped.error
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return done
}
