import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { DiagnosedEvent, Diagnosis } from '@/lib/troubles/model'

/** A piece of a log with what should be found in it. `noise`: rules whose lines should be counted and passed over. */
export type Excerpt = { name: string; expect: string[]; noise?: string[]; events: DiagnosedEvent[] }

/** How well a rule does, over all excerpts: right, found without cause, missed. */
export type Score = { rule: string; right: number; wrong: number; missed: number }

export function readExcerpts(file: 'excerpts' | 'held-out'): Excerpt[] {
  return readFileSync(path.join(process.cwd(), 'lib/troubles/corpus', `${file}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Excerpt)
}

export function scoresOf(rules: string[], excerpts: Excerpt[], read: (excerpt: Excerpt) => Diagnosis): Score[] {
  const found = excerpts.map((excerpt) => ({
    expect: new Set(excerpt.expect),
    found: new Set(read(excerpt).findings.map(({ rule }) => rule)),
  }))
  const count = (test: (one: (typeof found)[number]) => boolean) => found.filter(test).length
  return rules.map((rule) => ({
    rule,
    right: count((one) => one.expect.has(rule) && one.found.has(rule)),
    wrong: count((one) => !one.expect.has(rule) && one.found.has(rule)),
    missed: count((one) => one.expect.has(rule) && !one.found.has(rule)),
  }))
}

export function precision({ right, wrong }: Pick<Score, 'right' | 'wrong'>): number {
  return right + wrong === 0 ? 1 : right / (right + wrong)
}

export function recall({ right, missed }: Pick<Score, 'right' | 'missed'>): number {
  return right + missed === 0 ? 1 : right / (right + missed)
}
