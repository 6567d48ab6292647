import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { slipway } from '@/cli/program'
import { capturedOutput } from '@/cli/testing/output'
import { consumeLinkToken } from '@/lib/auth/sign-in/link-token'
import { takeLock } from '@/scripts/lib/owner-lock'

const stateDir = mkdtempSync(path.join(tmpdir(), 'slipway-link-'))
process.env.SLIPWAY_STATE_DIR = stateDir
const output = capturedOutput()
afterAll(() => rmSync(stateDir, { recursive: true }))

it('says so where no console runs', async () => {
  expect(await slipway(['link'])).toBe(1)
  expect(output.err).toContain('No console runs with the state folder')
  expect(output.out).toBe('')
})

it('prints a link to the console that runs, which works once, as often as it is asked', async () => {
  const lock = takeLock(path.join(stateDir, 'practice.json'), 'http://127.0.0.1:4370')
  expect(await slipway(['link'])).toBe(0)
  expect(await slipway(['link'])).toBe(0)
  const tokens = output.out
    .trim()
    .split('\n')
    .map((line) => /^http:\/\/127\.0\.0\.1:4370\/sign-in#token=(\S{43})$/.exec(line)?.[1] ?? '')
  expect(new Set(tokens).size).toBe(2)

  for (const token of tokens) {
    expect(consumeLinkToken(token, undefined, stateDir)).toBe('right')
    expect(consumeLinkToken(token, undefined, stateDir)).toBe('used')
  }
  if ('release' in lock) {
    lock.release()
  }
})
