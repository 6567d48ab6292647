import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectLinear } from '@/lib/testing/growth'
import { SERVER_SAMPLES } from '@/lib/testing/server-samples'
import { unwrapped } from '@/lib/troubles/text/rich'

/** As Rich does it: words go to the next line, and what is longer than a line is cut. */
function wrap(words: string[], width: number): string[] {
  const lines: string[] = []
  let line = ''

  for (const word of words) {
    const joined = line === '' ? word : `${line} ${word}`
    if (joined.length <= width) {
      line = joined
      continue
    }
    const pieces = word.match(new RegExp(`.{1,${width}}`, 'g')) ?? []
    lines.push(...(line === '' ? [] : [line]), ...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  return [...lines, line]
}

function printed(words: string[]): string {
  const source = 'context.py:792'
  const width = 80 - 29 - 1 - source.length
  const [first = '', ...others] = wrap(words, width)
  const below = others.map((line) => `${' '.repeat(29)}${line}`.padEnd(80))
  return [`[12/01/26 08:26:27] DEBUG    ${first.padEnd(width)} ${source}`, ...below].join('\n')
}

describe('what Rich wrapped', () => {
  it('is in one line again, whether it broke at a blank or within a word', () => {
    // A word that fills a line to the end and isn't cut can't be told from one that is.
    const word = fc.stringMatching(/^[a-z{}":,]{1,90}$/).filter(({ length }) => length % 36 !== 0)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
        expect(unwrapped(printed(words))).toBe(`[12/01/26 08:26:27] DEBUG    ${words.join(' ')}`)
      }),
    )
  })

  it('ends where another message begins', () => {
    const text = `${printed(['one'])}\nINFO:     next\n${printed(['two'])}\n                    DEBUG    three   a.py:1`
    expect(
      unwrapped(text)
        .split('\n')
        .map((line) => line.slice(29)),
    ).toEqual(['one', '', 'two', 'three'])
  })

  it('holds the whole reason in a log of the server', () => {
    const [{ log } = { log: undefined }] = SERVER_SAMPLES
    const text = unwrapped((log?.refusedByServer ?? []).join('\n'))
    expect(JSON.parse(text.slice(text.indexOf('{')))).toMatchObject({
      validation_failures: [{ context: { parameters: ['--log-group-name-prefix'] } }],
    })
  })

  it('takes any text, and time in proportion to it', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof unwrapped(text) === 'string'))
    expectLinear(unwrapped, (length) => `${' '.repeat(20)}x \n`.repeat(length / 23), 500_000)
  })
})
