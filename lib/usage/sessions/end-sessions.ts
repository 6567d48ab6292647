import 'server-only'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import type { Credential } from '@/lib/mcp/access'
import { stopSession } from '@/lib/mcp/tester/end-session'
import { rememberEnded } from '@/lib/mcp/tester/own-sessions'
import { type Failure, fail, ok, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { listEndpoints } from '@/lib/runtimes/queries'

const AT_ONCE = 8

type Which = { id: string; endpoint?: string | undefined }

/** Ends one session. `not-found`: it was over, which is remembered as well. Of an unknown endpoint, each is tried. */
export async function endOne(
  connection: Connection,
  runtime: RuntimeDetail,
  credential: Credential,
  { id, endpoint }: Which,
): Promise<Result<null>> {
  const qualifiers = endpoint === undefined ? await endpointsOf(connection, runtime) : ok([endpoint])

  if (!qualifiers.ok) {
    return qualifiers
  }
  const stopped = await stopAt(connection, runtime, credential, id, qualifiers.data)

  if (!stopped.ok && stopped.error.code === 'not-found') {
    rememberEnded(connectionKey(connection), runtime.arn, id, Date.now())
  }
  return stopped
}

async function endpointsOf(connection: Connection, { id }: RuntimeDetail): Promise<Result<string[]>> {
  const listed = await listEndpoints(connection, id)
  return listed.ok
    ? ok(['DEFAULT', ...listed.data.map(({ name }) => name).filter((name) => name !== 'DEFAULT')])
    : listed
}

/** The first that has the session ends it; what another answers than that it has none is what came of it. */
async function stopAt(
  connection: Connection,
  runtime: RuntimeDetail,
  credential: Credential,
  sessionId: string,
  qualifiers: readonly string[],
): Promise<Result<null>> {
  let stopped: Result<null> = fail({ code: 'not-found', message: 'The runtime has no endpoint.' })

  for (const qualifier of qualifiers) {
    stopped = await stopSession(connection, runtime, credential, { sessionId, qualifier })

    if (stopped.ok || stopped.error.code !== 'not-found') {
      return stopped
    }
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
