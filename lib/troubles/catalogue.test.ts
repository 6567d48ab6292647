import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ALL_RULES } from '@/lib/troubles/catalogue'
import { readExcerpts } from '@/lib/troubles/corpus/corpus'
import { LAYERS } from '@/lib/troubles/layers'
import { NOISE_RULES } from '@/lib/troubles/rules/noise'
import { hintIndex } from '@/lib/troubles/text/hints'
import { readable } from '@/lib/troubles/text/shape'

const FOLDER = path.join(process.cwd(), 'lib/troubles/corpus')
const samples = readdirSync(FOLDER)
  .filter((name) => name.startsWith('explain-') && name.endsWith('.jsonl'))
  .flatMap((name) => readFileSync(path.join(FOLDER, name), 'utf8').trim().split('\n'))
  .map((line) => JSON.parse(line) as { text: string; expect: string | null })
const texts = [
  ...samples.map(({ text }) => text),
  ...(['excerpts', 'held-out'] as const).flatMap((file) =>
    readExcerpts(file).map(({ events }) => events.map(({ text }) => text).join('\n')),
  ),
].map(readable)

describe('the catalogue', () => {
  it('tells rules apart by their ids, and names only ids that there are', () => {
    const ids = ALL_RULES.map(({ id }) => id)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    const known = new Set([...ids, 'access-denied'])
    expect(ALL_RULES.flatMap(({ over = [] }) => over).filter((id) => !known.has(id))).toEqual([])
  })

  it('has hints that are long enough to be looked for, in lower case', () => {
    const hints = [...ALL_RULES, ...NOISE_RULES].flatMap(({ hints: all }) => all)
    expect(hints.filter((hint) => hint.length < 4 || hint !== hint.toLowerCase())).toEqual([])
  })

  it('has a hint in every text that a pattern matches', () => {
    const missed = [...ALL_RULES, ...NOISE_RULES].flatMap(({ id, pattern, hints }) => {
      const index = hintIndex([hints])
      return texts.filter((text) => pattern.test(text) && !index.isAny(text)).map((text) => [id, text.slice(0, 200)])
    })
    expect(missed).toEqual([])
  })

  it('has patterns that remember nothing', () => {
    expect(ALL_RULES.filter(({ pattern }) => pattern.global || pattern.sticky).map(({ id }) => id)).toEqual([])
  })

  it('knows every layer by its name and by what to do next', () => {
    const layers = new Set(ALL_RULES.map(({ layer }) => layer))
    expect(Object.keys(LAYERS)).toEqual(expect.arrayContaining([...layers]))
  })
})
