import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { explainPasted } from '@/lib/troubles/explain/pasted'

/** A text that somebody pastes: the rule that must name it, and words that the answer must have; or null, and no rule may. */
type Sample = { id: string; text: string; expect: string | null; layer?: string; right?: string[] }

const FOLDER = new URL('.', import.meta.url)
const FILES = readdirSync(FOLDER).filter((name) => /^explain-.*\.jsonl$/.test(name))

function samplesOf(file: string): Sample[] {
  return readFileSync(new URL(file, FOLDER), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

describe.each(FILES)('%s', (file) => {
  it.each(samplesOf(file).map((sample) => [sample.id, sample] as const))('%s', (_, sample) => {
    const [trouble] = explainPasted(sample.text).findings
    expect(trouble?.rule ?? null).toBe(sample.expect)

    if (trouble) {
      const words = [trouble.title, trouble.cause, ...trouble.remedy, trouble.command ?? ''].join(' ').toLowerCase()
      expect(trouble.layer).toBe(sample.layer)
      expect((sample.right ?? []).filter((word) => !words.includes(word))).toEqual([])
    }
  })
})
