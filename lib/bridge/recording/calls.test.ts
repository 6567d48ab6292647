import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { callsOf, lastCall } from '@/lib/bridge/recording/calls'
import { recorder } from '@/lib/bridge/recording/record'

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-calls-'))
vi.stubEnv('SLIPWAY_STATE_DIR', folder)

const runtime = { name: 'mine', arn: 'arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/mine-0123456789' }
const made = (second: number, client: string, arn: string | undefined = runtime.arn) => ({
  at: new Date(second * 1000).toISOString(),
  ...{ client, method: 'tools/call', tool: 'call_aws', outcome: 'answered', ms: 1, bytes: 2, tries: 1, runtime: arn },
})

beforeEach(() => rmSync(path.join(folder, 'record'), { recursive: true, force: true }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('lists the calls of this runtime, newest first, and of no other with its name', () => {
  const record = recorder('mine')
  record(made(1, 'a'))
  record(made(2, 'b', runtime.arn.replace('111122223333', '444455556666')))
  record({ ...made(3, 'c'), runtime: undefined })
  expect(callsOf(runtime, 0).map(({ client }) => client)).toEqual(['c', 'a'])
  expect(callsOf(runtime, 2000).map(({ client }) => client)).toEqual(['c'])
})

it.each([
  ['claude-desktop', 'claude-ai'],
  ['claude-code', 'claude-code'],
  ['cursor', 'cursor-vscode'],
  ['vs-code', 'Visual Studio Code'],
  ['gemini-cli', 'gemini-cli-mcp-client'],
])('knows %s by the name %s, whenever it called', (client, name) => {
  recorder('mine')(made(1, name))
  expect(lastCall(runtime, client, 5000)).toMatchObject({ client: name, tool: 'call_aws', isAsked: true })
})

it('takes the call of a client with another name only since the moment', () => {
  recorder('mine')(made(1, 'whoever'))
  expect(lastCall(runtime, 'cursor', 10 * 60_000)).toBeUndefined()
  expect(lastCall(runtime, 'cursor', 500)).toMatchObject({ client: 'whoever', isAsked: false })
  expect(lastCall({ ...runtime, name: 'other' }, 'cursor', 500)).toBeUndefined()
})
