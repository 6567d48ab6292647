import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { root } from '@/scripts/lib/root.mjs'
import { sourceFiles } from './lib/tree'

const PATH = /(?<![\w/.@-])(?:app|cli|components|lib|e2e|scripts|docs|public)\/[\w()[\]./-]+/g
const BARE_FILE = /`([\w-]+\.(?:tsx?|mjs))`/g
const LINK = /\]\(([^)#:\s]+)(?:#[^)]*)?\)/g

/** What a page names, by path, by link or as a bare file name, and that isn't there. */
function missing(page: string, text: string, fileNames: Set<string>): string[] {
  const named = [...text.matchAll(PATH)].map(([found]) => withoutEnd(found))
  const linked = [...text.matchAll(LINK)].map(([, target = '']) => path.posix.join(path.posix.dirname(page), target))
  const bare = [...text.matchAll(BARE_FILE)].flatMap(([, name = '']) => (fileNames.has(name) ? [] : [name]))
  return [...[...named, ...linked].filter((name) => !exists(name)), ...bare]
}

/** Without the punctuation of the sentence or link in which the path stands. */
function withoutEnd(found: string): string {
  const end = found.includes('(') ? /[./]+$/ : /[./)\]]+$/
  return found.replace(end, '')
}

function exists(name: string): boolean {
  return ['', '.ts', '.tsx'].some((ending) => existsSync(path.join(root, `${name}${ending}`)))
}

function markdown(): string[] {
  const below = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  const top = readdirSync(root)
  return [...top, ...below.map((name) => path.posix.join('docs', name.replaceAll(path.sep, '/')))].filter((name) =>
    name.endsWith('.md'),
  )
}

const scriptNames = readdirSync(path.join(root, 'scripts'), { recursive: true, encoding: 'utf8' })
const fileNames = new Set(
  [...sourceFiles().map((file) => file.path), ...scriptNames].map((name) => path.basename(name)),
)

it.each(markdown())('%s names only what is there', (page) => {
  expect(missing(page, readFileSync(path.join(root, page), 'utf8'), fileNames)).toEqual([])
})

it('would notice a path, a link and a file name that are gone', () => {
  const text = 'See `lib/gone/away.ts`, [this](gone.md), `gone-file.ts`; and `lib/env.ts`, [that](architecture.md).'
  expect(missing('docs/page.md', text, fileNames)).toEqual(['lib/gone/away.ts', 'docs/gone.md', 'gone-file.ts'])
})
