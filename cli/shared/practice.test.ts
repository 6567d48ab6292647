import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { slipway } from '@/cli/program'
import { finish } from '@/cli/shared/finish'
import { printFailure } from '@/cli/shared/report'
import type { Failure } from '@/lib/result'
import { dropPracticePlace, findPracticePlace, writePracticePlace } from '@/scripts/lib/practice-place'

const stateDir = mkdtempSync(path.join(tmpdir(), 'slipway-practice-'))
process.env.SLIPWAY_STATE_DIR = stateDir
const config = (args: string[]) => slipway(['config', ...args])
const PLACE = { url: 'http://127.0.0.1:45661', accessKeyId: 'AKIAPRACTICE', secretAccessKey: 'not-a-secret' }
const MISSING: Failure = { code: 'credentials-missing', message: 'No credentials.', remedy: 'Configure some.' }
const FAILED = { state: 'failed' as const, plan: null, failure: MISSING }
const ARN = 'arn:aws:bedrock-agentcore:eu-west-1:000000000000:runtime/tools-AbCdEf1234'
const SIGNED = ['cursor', '--auth', 'sigv4', '--runtime', ARN]
const PRACTICE = ['--connection', 'practice/eu-west-1']
let said = ''

beforeEach(() => {
  said = ''
  const hear = (text: unknown) => {
    said += text
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(hear)
  vi.spyOn(process.stderr, 'write').mockImplementation(hear)
})
afterEach(() => void vi.restoreAllMocks())
afterAll(() => rmSync(stateDir, { recursive: true }))

describe('a command without credentials', () => {
  it('names the practice account of a console that runs here, in words and as JSON', () => {
    writePracticePlace(stateDir, PLACE)
    printFailure(MISSING, false)
    expect(said).toContain('Configure some. Or use the practice account that runs here: add --connection practice/')

    for (const print of [() => printFailure(MISSING, true), () => finish({ state: 'failed', last: FAILED }, true)]) {
      said = ''
      print()
      expect(JSON.parse(said).failure.remedy).toContain('--connection practice/us-east-1')
    }
    expect(said).not.toContain(PLACE.secretAccessKey)
  })

  it('gets the general advice where none runs, or where it was killed', () => {
    const file = path.join(stateDir, 'practice-place.json')
    // No process has this number: it is more than any system gives out.
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), pid: 2 ** 30 }))
    printFailure(MISSING, false)
    dropPracticePlace(stateDir)
    printFailure(MISSING, false)
    expect(said).toBe('No credentials.\nConfigure some.\n'.repeat(2))
  })

  it('hears of it only where credentials are what is missing', () => {
    writePracticePlace(stateDir, PLACE)
    printFailure({ ...MISSING, code: 'access-denied' }, false)
    expect(said).not.toContain('practice')
    dropPracticePlace(stateDir)
  })
})

describe('the config for a runtime of the practice account', () => {
  it('is not one that leads to AWS', async () => {
    expect(await config(SIGNED)).toBe(2)
    expect(said).toMatch(/practice account \(000000000000\).*--connection practice\/eu-west-1/s)
    said = ''
    expect(await config([...SIGNED, ...PRACTICE])).toBe(2)
    expect(said).toMatch(/^No practice account runs here/)
    expect(said).not.toContain('amazonaws')
  })

  it('leads to where the account of the running console answers', async () => {
    writePracticePlace(stateDir, PLACE)
    findPracticePlace(PRACTICE)
    expect(await config([...SIGNED, ...PRACTICE])).toBe(0)
    expect(said).toContain(`${PLACE.url}/runtimes/${encodeURIComponent(ARN)}/invocations?qualifier=DEFAULT`)
    expect(said).not.toMatch(/amazonaws|not-a-secret/)
  })
})
