import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { slipway as runSlipway } from '@/cli/program'
import { root } from '@/scripts/lib/root.mjs'
import { slipwayCommand } from '@/scripts/lib/slipway-process'

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-policy-'))
const READ = { Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/*' }

afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: unknown): string {
  const where = path.join(folder, name)
  writeFileSync(where, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  return where
}

function document(...Statement: object[]): object {
  return { Version: '2012-10-17', Statement }
}

type Run = { code: number; out: string; err: string }

/** What a process of its own does. The other tests call the verb, which is the same without the start. */
function started(...args: string[]): Promise<Run> {
  const [program = '', ...command] = [...slipwayCommand(), 'policy', ...args]
  return new Promise((resolve) => {
    execFile(program, command, { cwd: root }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

async function slipway(...args: string[]): Promise<Run> {
  const run = { code: 0, out: '', err: '' }
  const into = (stream: 'out' | 'err') => (text: string | Uint8Array) => {
    run[stream] += text
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(into('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(into('err')),
  ]
  run.code = await runSlipway(['policy', ...args])

  for (const spy of spies) {
    spy.mockRestore()
  }
  return run
}

async function oneByOne(calls: string[][]): Promise<Run[]> {
  const runs: Run[] = []

  for (const args of calls) {
    runs.push(await slipway(...args))
  }
  return runs
}

describe('policy check', () => {
  const good = file('good.json', document(READ))
  const bad = file('bad.json', document({ ...READ, Action: ['s3:ListBuckets'] }))

  it('prints one finding a line, and fails on an error', async () => {
    const { code, out } = await started('check', good, bad)
    expect(out).toMatch(/^\S+bad\.json:8:9 error INVALID_ACTION ListBuckets is an API operation.*ListAllMyBuckets\.\n$/)
    expect(code).toBe(1)
  })

  it('prints each finding as JSON on a line of its own', async () => {
    const { code, out } = await slipway('check', '--json', bad, bad)
    const finding = {
      file: bad,
      line: 8,
      column: 9,
      type: 'error',
      code: 'INVALID_ACTION',
      path: ['Statement', 0, 'Action', 0],
      message: expect.stringContaining('s3:ListAllMyBuckets'),
    }
    const lines = out.trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual([finding, finding])
    expect(code).toBe(1)
  })

  it('is content with a suggestion', async () => {
    const twice = file('twice.json', document({ ...READ, Action: ['s3:GetObject', 's3:GetObject'] }))
    const { code, out } = await slipway('check', twice)
    expect([code, out]).toEqual([0, expect.stringContaining('suggestion REDUNDANT_ACTION')])
  })

  it('fails for what Risk grades critical', async () => {
    const attach = file('attach.json', document({ Effect: 'Allow', Action: 'iam:AttachRolePolicy', Resource: '*' }))
    const { code, out } = await slipway('check', attach)
    expect([code, out]).toEqual([
      1,
      expect.stringContaining('SLIPWAY_RISK_CRITICAL Critical risk: iam:AttachRolePolicy.'),
    ])
  })

  it('reads trust policies when asked to', async () => {
    const trust = file('trust.json', document({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' }))
    expect((await slipway('check', '--trust', trust)).out).toContain('SLIPWAY_TRUST_EVERYONE')
  })

  it('says which file it can not read, and how it is called', async () => {
    const missing = await started('check', good, path.join(folder, 'nowhere.json'))
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('nowhere.json: there is no such file')])
    const wrong = await oneByOne([['check'], ['check', '--nonsense', good], ['nothing']])
    expect(wrong.map(({ code, out }) => [code, out])).toEqual(wrong.map(() => [2, '']))
  })
})

describe('policy simulate', () => {
  const conditional = { ...READ, Condition: { StringEquals: { 'aws:username': ['ann', 'bob'] } } }
  const readers = file('readers.json', document(conditional))
  const request = ['--action', 's3:GetObject', '--resource', 'arn:aws:s3:::bucket/key']

  it('names the statement that allows', async () => {
    const { code, out } = await started('simulate', readers, ...request, '--context', 'aws:username=ann')
    expect([code, out]).toEqual([0, `allowed by statement 1 (Read) of ${readers}\n`])
  })

  it('names what is missing', async () => {
    const { code, out } = await slipway('simulate', readers, ...request)
    expect([code, out]).toEqual([1, 'denied: no statement allows it\nmissing context keys: aws:username\n'])
  })

  it('prints JSON, within a boundary', async () => {
    const boundary = file('boundary.json', document({ Sid: 'No', Effect: 'Deny', Action: '*', Resource: '*' }))
    const { code, out } = await slipway('simulate', readers, ...request, '--boundary', boundary, '--json')
    expect(JSON.parse(out)).toMatchObject({
      action: 's3:GetObject',
      effect: 'explicit-deny',
      matched: { policy: boundary, statement: 0, sid: 'No' },
    })
    expect(code).toBe(1)
  })

  it('refuses wildcards, half a context and a missing action', async () => {
    const calls = [
      ['--action', 's3:*'],
      ['--action', 's3:GetObject', '--resource', 'arn:aws:s3:::*'],
      [...request, '--context', 'nothing'],
      ['--resource', '*'],
    ]
    const runs = await oneByOne(calls.map((args) => ['simulate', readers, ...args]))
    expect(runs.map(({ code, out }) => [code, out])).toEqual(calls.map(() => [2, '']))
    expect(runs.at(-1)?.err).toContain("Option '--action <action>' missing.")
  })
})
