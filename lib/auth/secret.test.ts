import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { storedSecret } from '@/lib/auth/secret'
import { consumeLinkToken, makeLinkToken } from '@/lib/auth/sign-in/link-token'
import { bundled } from '@/scripts/lib/bundle.mjs'

const run = promisify(execFile)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const freshDirectory = () => mkdtempSync(path.join(tmpdir(), 'slipway-state-'))

/** Calls a function of one of our modules in several processes at once and gives what each one printed. */
async function inProcesses(count: number, file: string, call: string): Promise<string[]> {
  const module = pathToFileURL(await bundled(file)).href
  const args = ['--input-type=module', '-e', `const its = await import('${module}'); console.log(its.${call})`]
  const all = Array.from({ length: count }, () => run(process.execPath, args))
  return (await Promise.all(all)).map(({ stdout }) => stdout.trim())
}

describe('the session secret', () => {
  it('is made once, long, and readable by its owner only', () => {
    const directory = freshDirectory()
    const secret = storedSecret(directory)
    expect(secret.length).toBeGreaterThanOrEqual(64)
    expect(storedSecret(directory)).toBe(secret)
    expect(readdirSync(directory)).toEqual(['session-secret'])
    expect(statSync(path.join(directory, 'session-secret')).mode & 0o777).toBe(0o600)
  })

  it('is the same for processes that start at once', async () => {
    const directory = JSON.stringify(freshDirectory())
    const secrets = await inProcesses(4, 'lib/auth/secret.ts', `storedSecret(${directory})`)
    expect(new Set(secrets).size).toBe(1)
    expect(secrets[0]?.length).toBeGreaterThanOrEqual(64)
  })

  it('is refused when it is too short, and closed to others when it was open', () => {
    const directory = freshDirectory()
    const file = path.join(directory, 'session-secret')
    writeFileSync(file, 'short')
    expect(() => storedSecret(directory)).toThrow('too short')
    writeFileSync(file, 'x'.repeat(40))
    chmodSync(file, 0o644)
    expect(storedSecret(directory)).toBe('x'.repeat(40))
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})

describe('the token of a sign-in link', () => {
  it('works once, for good', async () => {
    const directory = freshDirectory()
    expect(consumeLinkToken('wrong', sha256('token'), directory)).toBe('wrong')
    expect(consumeLinkToken('', sha256('token'), directory)).toBe('wrong')
    expect(consumeLinkToken('token', 'not a hash', directory)).toBe('wrong')
    expect(consumeLinkToken('token', sha256('token'), directory)).toBe('right')
    expect(consumeLinkToken('token', sha256('token'), directory)).toBe('used')
    vi.resetModules()
    const afterRestart = await import('@/lib/auth/sign-in/link-token')
    expect(afterRestart.consumeLinkToken('token', sha256('token'), directory)).toBe('used')
  })

  it('can be made afresh while the console runs, works once and for an hour, and only its hash is kept', () => {
    const directory = freshDirectory()
    const [first, second] = [makeLinkToken(directory), makeLinkToken(directory)]
    expect(consumeLinkToken(first, sha256('token'), directory)).toBe('right')
    expect(consumeLinkToken(first, sha256('token'), directory)).toBe('used')
    expect(readdirSync(directory, { recursive: true }).join()).not.toContain(second)
    const hourAgo = Date.now() / 1000 - 3601
    utimesSync(path.join(directory, 'sign-in-links', sha256(second)), hourAgo, hourAgo)
    expect(consumeLinkToken(second, undefined, directory)).toBe('wrong')
    makeLinkToken(directory)
    expect(readdirSync(path.join(directory, 'sign-in-links'))).not.toContain(sha256(second))
  })

  it('lets exactly one of several processes in, and stores no token', async () => {
    const directory = freshDirectory()
    const call = `consumeLinkToken('race', '${sha256('race')}', ${JSON.stringify(directory)})`
    const answers = await inProcesses(4, 'lib/auth/sign-in/link-token.ts', call)
    expect(answers.sort()).toEqual(['right', 'used', 'used', 'used'])
    const [mark = ''] = readdirSync(path.join(directory, 'used-sign-in-links'))
    expect(mark).toBe(sha256('race'))
    expect(readFileSync(path.join(directory, 'used-sign-in-links', mark), 'utf8')).toBe('')
  })
})
