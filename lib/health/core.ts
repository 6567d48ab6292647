import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { listEndpoints } from '@/lib/runtimes/queries'
import { type LastTest, type Stopped, type Verdict, verdictOf } from '@/lib/runtimes/verdict'
import type { StopReading } from '@/lib/stop/model'
import { knownTrouble } from '@/lib/troubles/explain/known'

type CoreFacts = {
  connection: Connection
  runtime: RuntimeDetail
  test: LastTest | undefined
  stop: Promise<StopReading>
  lacksSignIn?: boolean
}

/** What the runtime's own state, its stop and its last test come to, before anything else is looked at. */
export async function readCore({ connection, runtime, test, stop, lacksSignIn = false }: CoreFacts): Promise<Verdict> {
  const { id, status, failureReason } = runtime
  const isUpdate = status === 'UPDATING' || status === 'UPDATE_FAILED'
  const [endpoints, halted] = await Promise.all([
    isUpdate ? listEndpoints(connection, id) : undefined,
    status === 'READY' ? stop : undefined,
  ])
  const live = endpoints?.ok ? endpoints.data.find(({ name }) => name === 'DEFAULT') : undefined
  return verdictOf({
    runtime,
    lastTest: test,
    reason: knownTrouble(failureReason ?? '', { from: 'aws' })?.title,
    liveVersion: live?.liveVersion,
    lacksSignIn,
    stopped: halted && stoppedOf(halted),
  })
}

function stoppedOf({ state, since, reason }: StopReading): Stopped | undefined {
  // Who may not read the policies has learnt nothing about a stop.
  const isStopped = state !== 'running' && state !== 'unknown'
  return isStopped ? { byUs: state !== 'elsewhere', isWhole: state === 'stopped', since, reason } : undefined
}
