import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '@/scripts/lib/root.mjs'
import { importCircles } from './lib/circles'
import { sourceFiles, topLevelEntries } from './lib/tree'

const files = sourceFiles()
const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.startsWith('e2e/')
const product = files.filter((file) => !isTest(file.path))
const inProduct = (pattern: RegExp) => product.filter((file) => pattern.test(file.path))

/** Paths of the files that break a rule: an empty list is what every rule wants. */
function offenders(candidates: typeof files, breaks: (file: (typeof files)[number]) => boolean): string[] {
  return candidates.filter(breaks).map((file) => file.path)
}

describe('the house', () => {
  it('has the rooms of the design and no others', () => {
    const folders = topLevelEntries().filter(
      (name) =>
        !name.includes('.') && !['node_modules', 'build', 'Containerfile', 'LICENSE', 'test-results'].includes(name),
    )
    expect(folders.sort()).toEqual(['app', 'cli', 'components', 'docs', 'e2e', 'lib', 'public', 'scripts'])
  })

  it('finds the files that it judges', () => {
    expect(product.length).toBeGreaterThan(100)
  })

  it('has no file over 300 lines', () => {
    expect(offenders(files, (file) => file.lines > 300)).toEqual([])
  })

  it('has at most 25 files in a folder, tests aside', () => {
    const counts = new Map<string, number>()

    for (const { path: file } of files.filter((candidate) => !/\.(test|spec)\.tsx?$/.test(candidate.path))) {
      const folder = path.posix.dirname(file)
      counts.set(folder, (counts.get(folder) ?? 0) + 1)
    }
    expect([...counts].filter(([, count]) => count > 25)).toEqual([])
  })

  it('has no circle of imports, not even of types', () => {
    expect(importCircles(files)).toEqual([])
  })

  it('keeps in app what Next calls, and nothing else', () => {
    const entry = /\/(page|layout|loading|error|global-error|not-found|route)\.tsx?$/
    expect(offenders(inProduct(/^app\//), (file) => !entry.test(file.path))).toEqual([])
  })

  it('keeps pages and layouts at 60 lines or less', () => {
    expect(offenders(inProduct(/^app\/.*(page|layout)\.tsx$/), (file) => file.lines > 60)).toEqual([])
  })
})

describe('what only one place may do', () => {
  it('uses what is made for tests in tests', () => {
    const support = /\/testing\/|\/corpus\//
    const shipped = inProduct(/^(app|cli|components|lib)\//).filter((file) => !support.test(file.path))
    expect(offenders(shipped, (file) => file.imports.some((name) => support.test(name)))).toEqual([])
  })

  it('reads the environment in lib/env.ts', () => {
    expect(
      offenders(
        inProduct(/^(app|components|lib|proxy|instrumentation)/),
        // NEXT_RUNTIME is a constant of the bundler, which knows it in its literal form only.
        (file) => /process\.env(?!\.NEXT_RUNTIME\b)/.test(file.text) && file.path !== 'lib/env.ts',
      ),
    ).toEqual([])
  })

  it('asks the oracles under the AGPL in tests and benchmarks', () => {
    const oracle = /^@cloud-copilot\/iam-(?!data)/
    const users = files.filter(({ imports }) => imports.some((name) => oracle.test(name))).map((file) => file.path)
    expect(users.length).toBeGreaterThan(0)
    expect(users.filter((file) => !/^scripts\/checks\/(oracle|bench)\//.test(file))).toEqual([])
  })

  it('mints actors in lib/auth', () => {
    expect(offenders(product, (file) => /\bmintActor\b/.test(file.text) && !file.path.startsWith('lib/auth/'))).toEqual(
      [],
    )
  })

  it('casts to an actor or a writer nowhere else', () => {
    const cast = /\bas (unknown as )?(Actor|Writer|WritingActor|WriteContext|ContextFor|AwsClients)\b/
    const makers = ['lib/auth/actor.ts', 'lib/auth/gate.ts']
    expect(offenders(product, (file) => cast.test(file.text)).sort()).toEqual(makers)
  })

  it('asks in lib/auth whether somebody may write', () => {
    const rooms = inProduct(/^(lib|cli)\/(?!auth\/)/)
    expect(offenders(rooms, (file) => /\bcanWrite\b|\bSLIPWAY_READ_ONLY\s*[?|&)]/.test(file.text))).toEqual([])
  })

  it('signs requests of any kind in the tool tester and the bridge only, which ask about each, and where only what reads is sent', () => {
    const signers = offenders(product, (file) => /\b(sigv4Fetch|requestSigner)\b/.test(file.text))
    expect(
      signers.filter(
        (file) =>
          !/^lib\/(aws\/signing\/|mcp\/tester\/|successor\/side\.ts)|^cli\/bridge\/|^scripts\/checks\//.test(file),
      ),
    ).toEqual([])
  })

  it('asks AWS for runtimes in lib/runtimes, and changes them in the table of writes', () => {
    const asks = /\bagentcoreControl\s*\.\s*\w*(AgentRuntime|Tags|tagResource)/
    const askers = offenders(inProduct(/^(app|components|lib|cli)\//), (file) => asks.test(file.text))
    expect(askers.sort()).toEqual(['lib/deployments/advance/perform.ts', 'lib/runtimes/read-runtimes.ts'])
  })

  it('finds files from the clone’s folder where a bundle may stand elsewhere', () => {
    const bundled = inProduct(/^(lib|cli|scripts)\/.*\.ts$/).filter(
      ({ path }) => !path.startsWith('lib/troubles/corpus/'),
    )
    expect(offenders(bundled, (file) => file.text.includes('import.meta.'))).toEqual([])
  })

  it('writes links in lib/routes.ts', () => {
    const handwritten = /(href=["'{`]+\/|push\(["'`]\/|replace\(["'`]\/|redirect\(["'`]\/)(?!\/)/
    expect(offenders(inProduct(/^(app|components)\/.*\.tsx?$/), (file) => handwritten.test(file.text))).toEqual([])
  })
})

describe('server and client', () => {
  it('marks reads and writes of AWS as server-only', () => {
    const domainIo = inProduct(/^lib\/(?!practice\/).*\/(queries|mutations)\.ts$/)
    expect(domainIo.length).toBeGreaterThan(4)
    expect(offenders(domainIo, (file) => !file.imports.includes('server-only'))).toEqual([])
  })

  it('exports from an action file nothing but wrapped actions', () => {
    const actionFiles = product.filter((file) => /^['"]use server['"]/m.test(file.text))
    expect(actionFiles.length).toBeGreaterThan(2)
    const exportsOf = (text: string) => [...text.matchAll(/^export (?!type )(.*)$/gm)].map((match) => match[1] ?? '')
    const isWrapped = (line: string) => /^const \w+Action = (action|formAction)\(/.test(line)
    expect(offenders(actionFiles, (file) => !exportsOf(file.text).every(isWrapped))).toEqual([])
  })

  // What writes to AWS can't do without a writer (lib/aws/read-clients.ts). This is for what changes something else.
  it('takes a writer, or whoever asks, first in every mutation', () => {
    const mutations = inProduct(/^lib\/(?!practice\/).*\/mutations\.ts$/)
    const unguarded = (text: string) =>
      [...text.matchAll(/^export (?:async )?function \w+(?:<[^>]*>)?\(\s*(\w+)/gm)].some(
        (match) => match[1] !== 'actor' && match[1] !== 'writer',
      )
    expect(mutations.length).toBeGreaterThan(2)
    expect(offenders(mutations, (file) => unguarded(file.text))).toEqual([])
  })

  it('makes buttons and controls of those that mind what is done to them before their script is there', () => {
    const bare = /<button[\s>]|<(?:input|select|textarea)\b(?:(?!\/>|<\/)[\s\S])*?\sonChange=/
    const rooms = inProduct(/^(app|components)\/.*\.tsx$/)
    const makers = ['components/ui/base-controls.tsx']
    expect(offenders(rooms, (file) => bare.test(file.text) && !makers.includes(file.path))).toEqual([])
    expect(
      ['<button type="submit">', '<input\n value={x} onChange={(e) => f(e)} />'].filter((text) => !bare.test(text)),
    ).toEqual([])
    expect(bare.test('<input type="hidden" /> <BaseInput onChange={f} />')).toBe(false)
  })

  it('renders no raw HTML', () => {
    expect(offenders(inProduct(/\.tsx$/), (file) => file.text.includes('dangerouslySetInnerHTML'))).toEqual([])
  })
})

describe('the lock file', () => {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string; resolved?: string; optionalDependencies?: Record<string, string> }>
  }

  it('names no registry, and every platform’s packages, or npm ci refuses it', () => {
    const entries = Object.entries(lock.packages).filter(([key]) => key !== '')
    const optional = entries.flatMap(([, entry]) => Object.keys(entry.optionalDependencies ?? {}))
    expect(entries.filter(([, entry]) => entry.resolved || !entry.version).map(([key]) => key)).toEqual([])
    expect(optional.filter((name) => !lock.packages[`node_modules/${name}`])).toEqual([])
  })

  it('is the only one', () => {
    expect(topLevelEntries().filter((name) => /lock/.test(name))).toEqual(['package-lock.json'])
  })
})
