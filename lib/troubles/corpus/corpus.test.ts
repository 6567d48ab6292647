import { describe, expect, it } from 'vitest'
import { RULE_IDS } from '@/lib/troubles/catalogue'
import { type Excerpt, precision, readExcerpts, recall, scoresOf } from '@/lib/troubles/corpus/corpus'
import { diagnose } from '@/lib/troubles/diagnose/diagnoser'

const read = ({ events }: Excerpt) => diagnose(events)

describe.each(['excerpts', 'held-out'] as const)('corpus: %s', (file) => {
  const excerpts = readExcerpts(file)

  it('is named with precision 1 on healthy logs and recall of 0.95 or more', () => {
    const scores = scoresOf(RULE_IDS, excerpts, read)
    const sum = (key: 'right' | 'wrong' | 'missed') => scores.reduce((total, score) => total + score[key], 0)
    const all = { right: sum('right'), wrong: sum('wrong'), missed: sum('missed') }
    report(file, scores, all, excerpts.length)

    const wrongly = excerpts
      .filter(({ expect: causes }) => causes.length === 0)
      .map((excerpt) => [excerpt.name, read(excerpt).findings.map(({ rule }) => rule)])
      .filter(([, found]) => found?.length)
    expect(wrongly, 'findings in healthy logs').toEqual([])
    expect(recall(all)).toBeGreaterThanOrEqual(0.95)
    expect(precision(all)).toBeGreaterThanOrEqual(0.98)
  })

  it.each(excerpts.filter(({ noise }) => noise).map((excerpt) => [excerpt.name, excerpt] as const))(
    'counts and passes over the noise of "%s"',
    (_, excerpt) => {
      expect(read(excerpt).noise.map(({ rule }) => rule)).toEqual(expect.arrayContaining(excerpt.noise ?? []))
    },
  )

  it('is read the same in one go and event by event, and every finding cites lines of the excerpt', () => {
    for (const { events } of excerpts) {
      const ids = new Set(events.map(({ id }) => id))
      const { findings } = diagnose(events)
      expect(findings.every(({ lines }) => lines.length > 0 && lines.every(({ id }) => ids.has(id)))).toBe(true)
    }
  })
})

type Totals = Parameters<typeof precision>[0] & Parameters<typeof recall>[0]

function report(file: string, scores: ReturnType<typeof scoresOf>, all: Totals, count: number): void {
  const rows = scores.map(
    (score) =>
      `${score.rule.padEnd(22)} ${precision(score).toFixed(2)} ${recall(score).toFixed(2)}  ${score.right}/${score.wrong}/${score.missed}`,
  )
  const total = `all of ${count} excerpts: precision ${precision(all).toFixed(3)}, recall ${recall(all).toFixed(3)}`
  process.stdout.write(`\n${file}: rule, precision, recall, right/wrong/missed\n${rows.join('\n')}\n${total}\n`)
}
