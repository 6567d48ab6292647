import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Connection } from '@/lib/aws/connection'
import { forgetRuntime, recallRuntime, rememberRuntime } from '@/lib/bridge/known-runtimes'

const CONNECTION: Connection = { source: { type: 'chain' }, region: 'eu-west-1' }
const ARN = 'arn:aws:bedrock-agentcore:eu-west-1:123456789012:runtime/mine-0123456789'
const RUNTIME = { id: 'mine-0123456789', name: 'mine', arn: ARN, inboundAuth: { type: 'sigv4' as const } }

let state = ''
const file = () => path.join(state, 'bridge', 'runtimes.json')

vi.mock('@/lib/auth/secret', () => ({ stateDirectory: () => state }))

beforeEach(() => {
  state = mkdtempSync(path.join(tmpdir(), 'slipway-known-'))
})
afterEach(() => rmSync(state, { recursive: true, force: true }))

describe('what a bridge knows of runtimes', () => {
  it('is kept for the connection and the words that it was asked with, and nothing else of a runtime is', () => {
    rememberRuntime(CONNECTION, 'mine', { ...RUNTIME, environment: { KEY: 'secret' } } as typeof RUNTIME)
    expect(recallRuntime(CONNECTION, 'mine')).toEqual(RUNTIME)
    expect(recallRuntime(CONNECTION, 'other')).toBeUndefined()
    expect(recallRuntime({ ...CONNECTION, region: 'us-east-1' }, 'mine')).toBeUndefined()
    expect(readFileSync(file(), 'utf8')).not.toContain('secret')
    expect(statSync(file()).mode & 0o777).toBe(0o600)
  })

  it('is gone once it is forgotten', () => {
    rememberRuntime(CONNECTION, 'mine', RUNTIME)
    rememberRuntime(CONNECTION, 'other', RUNTIME)
    forgetRuntime(CONNECTION, 'mine')
    expect(recallRuntime(CONNECTION, 'mine')).toBeUndefined()
    expect(recallRuntime(CONNECTION, 'other')).toEqual(RUNTIME)
  })

  it('holds the newest two hundred', () => {
    for (let number = 0; number < 205; number += 1) {
      rememberRuntime(CONNECTION, `name-${number}`, RUNTIME)
    }
    expect(recallRuntime(CONNECTION, 'name-4')).toBeUndefined()
    expect(recallRuntime(CONNECTION, 'name-5')).toEqual(RUNTIME)
  })

  it('is nothing where the file is damaged, and is written anew', () => {
    rememberRuntime(CONNECTION, 'mine', RUNTIME)
    writeFileSync(file(), '{"x":')
    expect(recallRuntime(CONNECTION, 'mine')).toBeUndefined()
    rememberRuntime(CONNECTION, 'mine', RUNTIME)
    expect(recallRuntime(CONNECTION, 'mine')).toEqual(RUNTIME)
  })

  it.skipIf(process.platform === 'win32')('is nothing where others may write: they could lead calls elsewhere', () => {
    rememberRuntime(CONNECTION, 'mine', RUNTIME)
    chmodSync(file(), 0o622)
    expect(recallRuntime(CONNECTION, 'mine')).toBeUndefined()
    rememberRuntime(CONNECTION, 'other', RUNTIME)
    expect(recallRuntime(CONNECTION, 'mine')).toBeUndefined()
    expect(recallRuntime(CONNECTION, 'other')).toEqual(RUNTIME)
  })
})
