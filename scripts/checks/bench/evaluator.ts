import { randomCases } from '@/scripts/checks/oracle/cases'
import { compareEvaluators } from '@/scripts/checks/oracle/compare'
import { KNOWN_DIFFERENCES } from '@/scripts/checks/oracle/known-differences'
import type { Measurement } from './report'

const SEED = 2026
const CASES = 24_000
const BATCH = 4_000

/** The evaluator against iam-simulate: prints every kind of disagreement with AWS's word for it, and any that has none. */
export async function benchEvaluator(): Promise<Measurement[]> {
  const cases = randomCases(SEED, CASES)
  const runs: number[] = []
  const peerRuns: number[] = []
  const effects: Record<string, number> = {}
  const reasons: Record<string, number> = {}

  for (let from = 0; from < cases.length; from += BATCH) {
    const found = await compareEvaluators(cases.slice(from, from + BATCH))
    runs.push(found.ownMilliseconds)
    peerRuns.push(found.peerMilliseconds)

    for (const [effect, count] of Object.entries(found.effects)) {
      effects[effect] = (effects[effect] ?? 0) + count
    }
    for (const { reason, own, peer, one } of found.disagreements) {
      const name = reason ?? 'UNEXPLAINED'
      reasons[name] = (reasons[name] ?? 0) + 1

      if (!reason) {
        console.log(`  unexplained: ${JSON.stringify({ own, peer, ...one })}`)
      }
    }
  }
  const counted = Object.entries(effects).map(([effect, count]) => `${effect} ${count}`)
  console.log(`  ${CASES} cases (seed ${SEED}): ${counted.join(', ')}`)
  printReasons(reasons)
  return [{ name: `evaluator, ${BATCH} decisions`, peer: 'iam-simulate', unit: 'ms', runs, peerRuns }]
}

function printReasons(reasons: Record<string, number>): void {
  const total = Object.values(reasons).reduce((sum, count) => sum + count, 0)
  console.log(`  ${total} disagreements, ${reasons.UNEXPLAINED ?? 0} unexplained`)

  for (const [name, count] of Object.entries(reasons)) {
    const source = KNOWN_DIFFERENCES.find((known) => known.name === name)?.source
    console.log(`  ${String(count).padStart(5)}  ${name}${source ? ` (${source})` : ''}`)
  }
}
