import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { slipway } from '@/cli/program'
import { capturedOutput } from '@/cli/testing/output'
import { readRules } from '@/lib/bridge/rules-file'

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-allow-'))
vi.stubEnv('SLIPWAY_STATE_DIR', folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const output = capturedOutput()

it.each(['mine', 'mine-AbCdEf1234', 'arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/mine-AbCdEf1234'])(
  'keeps a rule for %s under the name that the guard asks by',
  async (wanted) => {
    const before = readRules('mine').length
    expect(await slipway(['allow', wanted, 'ec2:Stop*', '--deny'])).toBe(0)
    expect(output.err).toContain('The guard of mine refuses ec2:Stop*')
    expect(readRules('mine')).toHaveLength(before + 1)
  },
)

it('reads no rules for a name that every object has', () => {
  expect(readRules('constructor')).toEqual([])
})
