import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, expect, it, vi } from 'vitest'
import { addRule, readRules, removeRule } from '@/lib/bridge/rules-file'

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-rules-'))
vi.stubEnv('SLIPWAY_STATE_DIR', folder)

afterEach(() => rmSync(path.join(folder, 'guard'), { recursive: true, force: true }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = () => path.join(folder, 'guard', 'rules.json')

it('keeps rules by server, and drops those whose time is over', () => {
  expect(readRules('mine')).toEqual([])
  addRule('mine', { effect: 'allow', action: 'ec2:Stop*', until: 100 }, 0)
  addRule('other', { effect: 'deny', action: 's3:*', regions: ['eu-west-1'] }, 0)
  expect(readRules('mine')).toEqual([{ effect: 'allow', action: 'ec2:Stop*', until: 100 }])
  addRule('mine', { effect: 'deny', action: 'iam:*' }, 200)
  expect(readRules('mine')).toEqual([{ effect: 'deny', action: 'iam:*' }])
  expect(readRules('other')).toHaveLength(1)
})

it('removes the rule that says exactly this, and no other', () => {
  addRule('mine', { effect: 'allow', action: 'ec2:*', regions: ['eu-west-1'] }, 0)
  addRule('mine', { effect: 'deny', action: 'ec2:*' }, 0)
  expect(removeRule('mine', { effect: 'allow', action: 'ec2:*' })).toBe(false)
  expect(removeRule('other', { effect: 'deny', action: 'ec2:*' })).toBe(false)
  expect(removeRule('mine', { action: 'ec2:*', effect: 'deny' })).toBe(true)
  expect(readRules('mine')).toEqual([{ effect: 'allow', action: 'ec2:*', regions: ['eu-west-1'] }])
})

it('never takes a file that can’t be trusted for one without rules', () => {
  addRule('mine', { effect: 'deny', action: 'iam:*' }, 0)
  chmodSync(file(), 0o666)
  expect(() => readRules('mine')).toThrow('others may write to it')
  chmodSync(file(), 0o600)
  writeFileSync(file(), '{"mine": [{"effect": "perhaps"}]}')
  expect(() => readRules('mine')).toThrow('it is not what Slipway wrote')
  writeFileSync(file(), 'gone wrong')
  expect(() => readRules('mine')).toThrow('it is not what Slipway wrote')
})
