import { describe, expect, it } from 'vitest'
import { definitionsOf, GLOSSARY, type Term } from '@/lib/glossary'

const terms: Term[] = Object.values(GLOSSARY)

describe('the glossary', () => {
  it('is docs/glossary.md', async () => {
    const lines = terms
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
      .map(({ name, means }) => `**${name}**: ${means.replaceAll('*', '\\*')}\n`)
    const text = `# Glossary\n\nMade from \`lib/glossary.ts\`, which the pages show from too.\n\n${lines.join('\n')}`
    await expect(text).toMatchFileSnapshot('../docs/glossary.md')
  })

  it('explains each term in at most two short sentences', () => {
    const long = terms.filter(({ means }) => (means.match(/[.](?=\s|$)/g) ?? []).length > 2 || means.length > 160)
    expect(long).toEqual([])
  })

  it('has each name once', () => {
    expect(new Set(terms.map(({ name }) => name)).size).toBe(terms.length)
  })

  it('gives a page only what it asks for', () => {
    expect(definitionsOf(['scope'])).toEqual({ scope: GLOSSARY.scope.means })
  })
})
