import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry } from '@/lib/activity/model'
import { bucketsOf } from '@/lib/activity/view/buckets'
import { csvOf, jsonLinesOf } from '@/lib/activity/view/export'
import { type ActivityFilter, filtered, readFilter, writeFilter } from '@/lib/activity/view/filter'
import { outcomeText, surenessText } from '@/lib/activity/view/words'

const START = Date.UTC(2026, 10, 20)
const nothing = { ids: [], sureness: { kind: 'none' as const } }
const text = fc.string({ unit: 'grapheme', maxLength: 20 })

const entries: fc.Arbitrary<Entry> = fc.record(
  {
    id: text,
    at: fc.integer({ min: START, max: START + 86_400_000 }).map((at) => new Date(at).toISOString()),
    what: text,
    service: fc.constantFrom('s3', 'iam', 'ec2', 'kms'),
    operation: text,
    resource: text,
    access: fc.constantFrom('read', 'write', 'unknown'),
    outcome: fc.constantFrom('allowed', 'refused', 'failed', 'unknown'),
    session: fc.constantFrom('a', 'b'),
    text: fc.string({ maxLength: 40 }),
    ms: fc.nat(),
    links: fc.constant({ trail: nothing, log: nothing, record: nothing }),
  },
  { requiredKeys: ['id', 'at', 'what', 'service', 'operation', 'access', 'outcome', 'links'] },
)

const filters: fc.Arbitrary<ActivityFilter> = fc.record(
  {
    since: fc.integer({ min: 0, max: 4e12 }),
    until: fc.integer({ min: 0, max: 4e12 }),
    session: fc.string({ minLength: 1, maxLength: 50 }),
    service: fc.string({ minLength: 1, maxLength: 50 }),
    client: fc.string({ minLength: 1, maxLength: 50 }),
    text: fc.string({ minLength: 1, maxLength: 50 }),
    access: fc.constantFrom('read' as const, 'write' as const),
    refused: fc.constant(true as const),
  },
  { requiredKeys: [] },
)

describe('a filter', () => {
  it('comes back from its address', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(readFilter(new URLSearchParams(writeFilter(filter).toString()))).toEqual(filter)
      }),
    )
  })

  it('is empty for an address that means nothing', () => {
    expect(readFilter(new URLSearchParams('since=yesterday&access=all&refused=0&session=&x=1'))).toEqual({})
  })

  it('gives some of the entries in their order, and each of them when it is empty', () => {
    fc.assert(
      fc.property(fc.array(entries), filters, (all, filter) => {
        const some = filtered(all, filter)
        expect(all.filter((entry) => some.includes(entry))).toEqual(some)
        expect(filtered(some, filter)).toEqual(some)
        expect(filtered(all, {})).toEqual(all)
      }),
    )
  })

  it('looks for each thing', () => {
    const base = {
      id: '1',
      at: new Date(START).toISOString(),
      what: 'List buckets',
      service: 's3',
      operation: 'ListBuckets',
    }
    const links = { trail: nothing, log: nothing, record: nothing }
    const one: Entry = {
      ...base,
      access: 'read',
      outcome: 'refused',
      session: 'a',
      client: 'c',
      resource: 'mine',
      links,
    }
    const fitting: ActivityFilter[] = [
      { since: START, until: START },
      { session: 'a', service: 's3', access: 'read', refused: true, client: 'c' },
      { text: 'LISTBUCK' },
      { text: 'mine' },
    ]
    const other: ActivityFilter[] = [
      { since: START + 1 },
      { until: START - 1 },
      { session: 'b' },
      { service: 'iam' },
      { access: 'write' },
      { client: 'd' },
      { text: 'yours' },
    ]
    expect(fitting.map((filter) => filtered([one], filter).length)).toEqual([1, 1, 1, 1])
    expect(other.map((filter) => filtered([one], filter).length)).toEqual(other.map(() => 0))
    expect(filtered([{ ...one, outcome: 'allowed' }], { refused: true })).toEqual([])
  })
})

it('counts each entry of the time once', () => {
  fc.assert(
    fc.property(
      fc.array(entries),
      fc.integer({ min: 1, max: 90 }),
      fc.integer({ min: 1, max: 5 }),
      (all, count, services) => {
        const [since, until] = [START + 3_600_000, START + 7_200_000]
        const buckets = bucketsOf(all, { since, until, count, services })
        expect(buckets).toHaveLength(count)
        const counts = buckets.flatMap((bucket) => bucket.services.flatMap((one) => Object.values(one.counts)))
        const inside = all.filter(({ at }) => Date.parse(at) >= since && Date.parse(at) <= until)
        expect(counts.reduce((sum, one) => sum + one, 0)).toBe(inside.length)
        expect(buckets.every((bucket) => bucket.services.length <= services + 1)).toBe(true)
      },
    ),
  )
})

/** Reads what RFC 4180 says that CSV is. */
function parseCsv(csv: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []

  for (const [, quoted, plain = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))

    if (end === '\r\n') {
      rows.push(row)
      row = []
    }
  }
  return rows
}

describe('an export', () => {
  it('as CSV says what the entries say, and holds no formula', () => {
    fc.assert(
      fc.property(fc.array(entries), (all) => {
        const [head = [], ...rows] = parseCsv(csvOf(all))
        expect(rows).toHaveLength(all.length)
        rows.forEach((row, index) => {
          expect(row).toHaveLength(head.length)
          expect(row.some((cell) => /^[=+\-@\t\r\n]/.test(cell))).toBe(false)
          const written = row[head.indexOf('what')]
          expect([all[index]?.what, `'${all[index]?.what}`]).toContain(written)
        })
      }),
    )
  })

  it.each(['=1+1', '+1', '-1', '@a', '\t=1', '＝1'])('takes the formula out of %j', (what) => {
    const entry = { ...(fc.sample(entries, 1)[0] as Entry), what }
    expect(csvOf([entry])).toContain(`'${what}`)
  })

  it('as JSON lines comes back', () => {
    fc.assert(
      fc.property(fc.array(entries), (all) => {
        const lines = jsonLinesOf(all).split('\n').slice(0, -1)
        expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify(all)))
      }),
    )
  })
})

it('says how sure it is, and who refused', () => {
  expect(surenessText({ kind: 'one-of', of: 1, isCertain: true })).toBe('matches 1 of 1')
  expect(surenessText({ kind: 'one-of', of: 1, isCertain: false })).toBe('matches 1 of 1, session not known')
  expect(surenessText({ kind: 'one-of', of: 3, isCertain: false })).toBe('matches 1 of 3')
  expect(outcomeText({ outcome: 'refused', refusedBy: 'scp' })).toBe('refused by a service control policy')
})
