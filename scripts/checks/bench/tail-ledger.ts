import { runFaultSuite } from '@/lib/logs/tail/testing/fault-suite'
import type { Measurement } from '@/scripts/checks/bench/report'

const PLANS = [
  { events: 1_000_000, minutes: 60, disconnects: 100, seed: 21 },
  { events: 1_000_000, minutes: 30, disconnects: 100, seed: 22 },
]

/** The fault suite on simulated time, with other seeds and a higher rate than the test has. Prints its ledgers. */
export async function benchTailLedger(): Promise<Measurement[]> {
  for (const plan of PLANS) {
    const started = performance.now()
    const result = await runFaultSuite(plan)
    console.log(`  ${JSON.stringify(result)} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
  return []
}
