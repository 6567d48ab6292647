import { describe, expect, it } from 'vitest'
import { sourceFiles } from './lib/tree'

/** What no sentence of ours has, and what to write instead. */
const UNWANTED: [RegExp, string][] = [
  [/[a-z]\(s\)/, 'write the singular or the plural, whichever the count asks for'],
  [/\bplease\b/i, 'say what to do'],
  [/\bsuccessful(?:ly)?\b/i, 'say what is there now'],
  [/\bsomething went wrong\b/i, 'say what'],
  [/[a-z]!$/, 'no exclamation marks'],
  [/\bfor example (?:\*|\$\{)/, 'a pattern is no example, nor is what nobody has looked at'],
]

/** Others' words, or words that a person types: they stand as they are. */
const FOREIGN = [
  /^lib\/practice\//, // What AWS says, word for word.
  /^lib\/troubles\/(?:rules|catalogue|diagnose|text|corpus)/, // What other programs print, to recognise it.
  /^lib\/policies\/denial\/denial\.ts$/, // A pattern of IAM's message, which has "resource(s)".
  /^lib\/policies\/access\/question-words\.ts$/, // Words of a question that mean nothing.
]

/** Names, and keys of the keyboard: they keep their capitals in the middle of a heading. */
const NAMES = new Set(['Amazon', 'Enter', 'Server', 'Shift', 'Slipway'])

type Text = { path: string; text: string }

const texts: Text[] = sourceFiles()
  .filter(({ path }) => /^(app|components|lib|cli)\//.test(path) && !/\.test\.tsx?$|\/testing\//.test(path))
  .filter(({ path }) => !FOREIGN.some((foreign) => foreign.test(path)))
  .flatMap(({ path, text }) => textsOf(text).map((one) => ({ path, text: one })))

/** Every quoted text and every text between tags; comments and what is filled in at run time don't count. */
function textsOf(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
  const quoted = code.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)
  const between = code.matchAll(/>\s*([A-Z][^<>{}=;]*[^<>{}=;\s])\s*(?:<|\{)/g)
  return [...quoted, ...between].map(([, ...groups]) => (groups.find(Boolean) ?? '').replace(/\s+/g, ' '))
}

/** What stands over something or on something: titles, labels, headings, terms, summaries. */
function headingsOf(source: string): string[] {
  const named = source.matchAll(
    /\b(?:title|label|heading|summary|term|confirm|verb)(?:=\{?|: )(?:'([^'\n]+)'|"([^"\n]+)"|`([^`\n]+)`)/g,
  )
  const tagged = source.matchAll(/<h[1-6][^>]*>\s*([^<{]+?)\s*<\/h/g)
  return [...named, ...tagged].map(([, ...groups]) => (groups.find(Boolean) ?? '').replace(/\$\{[^}]*\}/g, 'x'))
}

/** A capital in the middle of a heading, on a word that is no name. */
function strayCapitals(heading: string): string[] {
  return heading
    .split(/(?<=[.:?!)]) |“/)
    .flatMap((sentence) => sentence.split(/[\s/(),.:;?!”"–-]+/).slice(1))
    .filter((word) => /^[A-Z][a-z]+$/.test(word) && !NAMES.has(word))
}

describe('the words of pages and of the command line', () => {
  it('are found', () => {
    expect(texts.length).toBeGreaterThan(5000)
    expect(textsOf("<p>\n  Two lines\n  of text.\n</p> const a = 'b c' // 'not this'")).toEqual([
      'b c',
      'Two lines of text.',
    ])
  })

  it.each(UNWANTED)('never have %s: %s', (unwanted) => {
    expect(texts.filter(({ text }) => unwanted.test(text))).toEqual([])
  })

  it('have capitals at the beginning and on names only', () => {
    expect(strayCapitals('Log Groups of Amazon')).toEqual(['Groups'])
    const wrong = sourceFiles()
      .filter(({ path }) => /^(app|components)\/|^lib\/deployments\/setup\/fields/.test(path) && !/\.test\./.test(path))
      .flatMap(({ path, text }) =>
        headingsOf(text).flatMap((heading) => (strayCapitals(heading).length > 0 ? [`${path}: ${heading}`] : [])),
      )
    expect(wrong).toEqual([])
  })
})
