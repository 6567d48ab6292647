import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { computeRate } from '@/lib/prices'
import { ok, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { readUsageDelivery } from '@/lib/usage/delivery/usage-delivery'
import { readRecords } from '@/lib/usage/records/read-records'
import { callsOfRecords, memoryOfRecords } from '@/lib/usage/simulate/calls-of-records'
import { type Simulation, simulate } from '@/lib/usage/simulate/simulate'

const DAY_MS = 86_400_000
const DAYS = 7
/** AWS's default, in seconds. */
const DEFAULT_IDLE = 900
const OTHERS = [60, 300, 900, 1800, 3600]

/** `isCut`: there were more records than are read, and the oldest are left out. */
type SimulationRead = { simulation: Simulation; days: number; isCut: boolean }

/** The last seven days with other idle time-outs; null where no usage logs are delivered, or no price is published. */
export async function readSimulation(
  connection: Connection,
  { arn, lifecycle, platformVersion }: RuntimeDetail,
  { now, signal }: { now: number; signal: AbortSignal },
): Promise<Result<SimulationRead | null>> {
  const rate = computeRate({ region: connection.region, platformVersion })
  const delivery = rate ? await readUsageDelivery(connection, arn) : ok(null)

  if (!delivery.ok || delivery.data === null || rate === null) {
    return delivery.ok ? ok(null) : delivery
  }
  const read = await readRecords(connection, delivery.data.group, { from: now - DAYS * DAY_MS, to: now, signal })

  if (!read.ok) {
    return read
  }
  const { records, isCut } = read.data
  const simulation = simulate(callsOfRecords(records), {
    idleSeconds: lifecycle.idleRuntimeSessionTimeout ?? DEFAULT_IDLE,
    others: OTHERS,
    memoryGb: memoryOfRecords(records) ?? 0,
    rate,
  })
  return ok({ simulation, days: DAYS, isCut })
}
