import { describe, expect, it } from 'vitest'
import { sourceFiles } from './lib/tree'

/** What only a page has. A terminal shows these texts too, and nobody can press anything there. */
const PAGE_WORDS =
  /\breload\b|\bthis page\b|\bthe page\b(?! of)|\bthe button\b|\bclick(?! to subscribe)|\bSettings (→|>|has)/i

const files = new Map(
  sourceFiles()
    .filter(({ path }) => /^(cli|lib|scripts\/lib)\//.test(path) && !/\.test\.tsx?$/.test(path))
    .map(({ path, text }) => [path, text]),
)

/** Every file that a verb of the command line runs, found by the imports. */
function reached(): string[] {
  const found = new Set<string>()
  const todo = [...files.keys()].filter((path) => path.startsWith('cli/'))

  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (!found.has(next)) {
      found.add(next)
      const imports = [...(files.get(next) ?? '').matchAll(/(?:from|import\()\s*'@\/([^']+)'/g)]
      todo.push(...imports.flatMap(([, name]) => [`${name}.ts`].filter((path) => files.has(path))))
    }
  }
  return [...found]
}

/** The texts of a file; comments and template parts that are filled in don't count. */
function texts(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
  return [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)]
    .map(([, single, double, template]) => single ?? double ?? template ?? '')
    .filter((text) => text.includes(' '))
}

describe('what the command line says', () => {
  it('is found', () => {
    expect(reached().length).toBeGreaterThan(150)
  })

  it('sends nobody to a page', () => {
    const wrong = reached().flatMap((path) =>
      texts(files.get(path) ?? '').flatMap((text) => (PAGE_WORDS.test(text) ? [`${path}: ${text}`] : [])),
    )
    expect(wrong).toEqual([])
  })
})
