import { FailureNotice } from '@/components/feedback/failure-notice'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { SimulationTable } from '@/components/usage-simulate/simulation-table'
import { readSimulation } from '@/lib/usage/simulate/read-simulation'

const LOOK_MS = 20_000

/** What other idle time-outs would have done to the sessions of the last days. */
export async function OtherTimeOuts({ connection, runtime }: RuntimeView) {
  const look = { now: Date.now(), signal: AbortSignal.timeout(LOOK_MS) }
  const read = await readSimulation(connection, runtime, look)

  if (!read.ok) {
    return <FailureNotice failure={read.error} />
  }
  if (read.data === null) {
    return (
      <p className="text-muted">Only usage logs know when sessions worked, and this server’s are not switched on.</p>
    )
  }
  const { simulation, days, isCut } = read.data
  return (
    <>
      <SimulationTable simulation={simulation} span={isCut ? 'lately' : `in the last ${days} days`} />
      {isCut ? (
        <p className="text-muted text-table">There are more records than these; the oldest are left out.</p>
      ) : null}
    </>
  )
}
