import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './lib/root.mjs'
import { sourceFiles } from './lib/tree'

type Source = { path: string; text: string }

/** What names a file: the arguments of a call, over several lines too, or the module that is imported. */
const NAMES = /\b(?:join|resolve|URL|\w*(?:File|Sync)|require)\(([^)]*)\)|\b(?:from|import)\s*\(?\s*(['"][^'"]+['"])/g

/** Texts in a source file that lead out of the clone from where the file stands, or from the clone's own folder. */
function waysOut({ path: file, text }: Source): string[] {
  return [...text.replaceAll('process.cwd()', 'root').matchAll(NAMES)].flatMap(([call, words = '', module = '']) => {
    const base = /^\s*root\b/.test(words) ? '' : path.posix.dirname(file)
    const parts = [...`${words}${module}`.matchAll(/['"`](\.\.(?:\/[^'"`]*)?)['"`]/g)].map(([, part = '']) => part)
    return parts.length > 0 && path.posix.join(base, ...parts).startsWith('..') ? [`${file}: ${call}`] : []
  })
}

function scripts(): Source[] {
  const names = readdirSync(path.join(root, 'scripts'), { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => name.endsWith('.mjs')).map((name) => `scripts/${name.replaceAll(path.sep, '/')}`)
  return files.map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }))
}

const files: Source[] = [...sourceFiles(), ...scripts()]

describe('a clone needs nothing beside it', () => {
  it('is read by files that name no path out of it', () => {
    expect(files.filter(({ path: file }) => file !== HERE).flatMap(waysOut)).toEqual([])
  })

  it('is not left by the home folder, but where somebody’s own settings are meant', () => {
    const users = files.filter(({ path: file, text }) => file !== HERE && /\bhomedir\b|env\.HOME\b/.test(text))
    expect(users.map(({ path: file }) => file)).toEqual([
      'lib/aws/profiles.ts',
      'lib/clients/add-mcp.test.ts',
      'lib/env.ts',
      'lib/install/computer.ts',
      'scripts/checks/peers/clients/clients-run.ts',
    ])
  })

  it.each([
    ['lib/a/b.test.ts', "path.resolve(process.cwd(), '../shared/x.json')"],
    ['lib/a/b.test.ts', "new URL('../../../shared/x.md', import.meta.url)"],
    ['lib/a/b.test.ts', "new URL(\n  '../../../shared/x.md',\n  import.meta.url,\n)"],
    ['scripts/a.ts', "path.join(root, '..', 'shared')"],
    ['scripts/checks/bench/a.ts', "import { x } from '../../../../x'"],
    ['scripts/checks/bench/a.ts', 'readFileSync(`../../../../x`)'],
  ])('would notice in %s: %s', (file, text) => {
    expect(waysOut({ path: file, text })).toHaveLength(1)
  })

  it('lets a file look around inside', () => {
    const inside = "new URL('../..', import.meta.url); path.join(root, 'docs'); import { root } from '../lib/x'"
    expect(waysOut({ path: 'scripts/lib/a.ts', text: inside })).toEqual([])
  })
})

const HERE = 'scripts/inside-the-clone.test.ts'
