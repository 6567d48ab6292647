import { expect, test } from 'vitest'
import { parseInsightsQuery } from '@/lib/practice/logs/insights/parse-query'
import { queryRun } from '@/lib/practice/logs/insights/run-query'

const LONGEST = 1_048_576

function longest(query: string): number {
  const run = queryRun(parseInsightsQuery(query))
  const event = { timestamp: 1, ingestionTime: 1, sequence: 1, message: 'x'.repeat(1000), stream: 's', bytes: 1026 }
  run.take({ event, group: '/g', accountId: '000000000000' } as Parameters<typeof run.take>[0])
  const [row] = run.finish().rows
  return row?.find(({ field }) => field === 'x')?.value.length ?? 0
}

/** Ten thousand characters of a query could make a text of any length out of one event. */
test.each([
  ['concat(@message, @message, @message, @message, @message, @message, @message, @message)', 'concat(x, x, x, x)', 8],
  ['replace(@message, "x", @message)', 'replace(x, "x", @message)', 1],
])('%s and on makes no text longer than an event can be', (first, again, times) => {
  const columns = [first, ...Array.from({ length: times }, () => again)]
  const query = columns.map((column) => `fields ${column} as x`).join(' | ')
  expect(longest(`${query} | display x`)).toBe(LONGEST)
})

test('replaces every place, and only there', () => {
  expect(longest('fields replace("a.b.c", ".", "--") as x | display x')).toBe('a--b--c'.length)
})
