import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { findingsOf } from '@/lib/activity/findings/find'
import { FINDING_KINDS, type FindingKind } from '@/lib/activity/findings/model'
import type { Entry } from '@/lib/activity/model'
import { operationWords } from '@/lib/activity/operations'
import { durationMs } from '@/lib/format/duration'

const DAY_MS = 86_400_000

type Call = Partial<Entry> & {
  service: string
  operation: string
  from: string
  every?: string
  count?: number
  days?: number
}
type Scenario = { name: string; expect: FindingKind[]; calls: Call[] }

const file = path.join(process.cwd(), 'lib/activity/testing/data/scenarios.jsonl')
const SCENARIOS = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((text) => JSON.parse(text) as Scenario)

function entriesOf(calls: readonly Call[]): Entry[] {
  const nothing = { ids: [], sureness: { kind: 'none' as const } }
  const links = { trail: nothing, log: nothing, record: nothing }
  const made = calls.flatMap(({ from, every = '1s', count = 1, days = 1, ...call }, index) =>
    Array.from({ length: count * days }, (_, at) => ({
      ...{ region: 'us-east-1', access: 'read' as const, outcome: 'allowed' as const, server: '1.5.6', links },
      ...call,
      id: `${index}-${at}`,
      what: operationWords(call.operation),
      at: new Date(Date.parse(from) + Math.floor(at / count) * DAY_MS + (at % count) * stepOf(every)).toISOString(),
    })),
  )
  return made.sort((one, other) => one.at.localeCompare(other.at))
}

function stepOf(text: string): number {
  return text.endsWith('ms') ? Number.parseInt(text, 10) : (durationMs(text) ?? Number.NaN)
}

it('finds what it should and little else, by scenarios of which half only look like it', () => {
  expect(SCENARIOS.length).toBeGreaterThanOrEqual(20)
  const innocent = SCENARIOS.filter((one) => one.expect.length === 0)
  expect(innocent.length).toBeGreaterThanOrEqual(SCENARIOS.length / 2 - 1)
  const wrong: string[] = []
  const counts = { right: 0, missed: 0, extra: 0 }

  for (const { name, expect: wanted, calls } of SCENARIOS) {
    const kinds = new Set(findingsOf(entriesOf(calls)).map(({ kind }) => kind))
    const missed = wanted.filter((kind) => !kinds.has(kind))
    const extra = [...kinds].filter((kind) => !wanted.includes(kind))
    counts.right += wanted.length - missed.length
    counts.missed += missed.length
    counts.extra += extra.length
    wrong.push(...(missed.length + extra.length > 0 ? [`${name}: missed ${missed}, extra ${extra}`] : []))
  }
  const { right, missed, extra } = counts
  expect(right / (right + missed), wrong.join('\n')).toBeGreaterThanOrEqual(0.95)
  expect(right / (right + extra), wrong.join('\n')).toBeGreaterThanOrEqual(0.95)
  const covered = new Set(SCENARIOS.flatMap((one) => one.expect))
  expect(FINDING_KINDS.filter((kind) => !covered.has(kind))).toEqual([])
})

it('names the entries that it is about', () => {
  const scenario = SCENARIOS.find(({ name }) => name === 'an administrator made')
  const [finding] = findingsOf(entriesOf(scenario?.calls ?? []))
  expect(finding).toEqual({
    kind: 'permission-change',
    title: 'Permissions changed: Create user, Attach user policy, Create access key.',
    entries: ['0-0', '1-0', '2-0'],
  })
})
