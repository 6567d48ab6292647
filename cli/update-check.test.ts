import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { slipway } from '@/cli/program'
import { compareVersions } from '@/cli/update-check'
import manifest from '@/package.json'

let folder = ''
let said = ''
const PATH = process.env.PATH

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'slipway-npm-'))
  process.env.PATH = `${folder}${path.delimiter}${PATH}`
  said = ''
  const keep = (text: string | Uint8Array) => {
    said += String(text)
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(keep)
  vi.spyOn(process.stderr, 'write').mockImplementation(keep)
})

afterEach(() => {
  vi.restoreAllMocks()
  process.env.PATH = PATH
  rmSync(folder, { recursive: true, force: true })
})

/** What npm says when it is asked. */
function npmSays(script: string): void {
  const file = path.join(folder, 'npm')
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
}

it.each([
  ['a newer one', `echo '"99.1.0"'`, 2, /99\.1\.0 is there; this is .* npm install -g slipway@99\.1\.0/],
  ['the same', `echo '"${manifest.version}"'`, 0, /is the newest/],
  ['an older one', `echo '"0.0.1"'`, 0, /is the newest/],
  ['nothing that it knows', 'echo E404 >&2; exit 1', 1, /npm view slipway version/],
  ['something odd', `echo '{"error":{"code":"E404"}}'; exit 1`, 1, /does not know/],
])('says what to do when npm has %s', async (_, script, code, text) => {
  npmSays(script)
  expect(await slipway(['update-check'])).toBe(code)
  expect(said).toMatch(text)
})

it('counts versions by their numbers', () => {
  const ordered = ['0.9.0', '0.10.0', '1.0.0-rc.1', '1.0.0', '1.0.1', '10.0.0']
  expect(ordered.toSorted(compareVersions)).toEqual(ordered)
  expect(compareVersions('1.2.3', '1.2.3')).toBe(0)
})

it('says which version this is', async () => {
  expect(await slipway(['--version'])).toBe(0)
  expect(said).toBe(`${manifest.version}\n`)
})
