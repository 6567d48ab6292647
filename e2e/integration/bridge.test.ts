import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectTo, launch, sigv4Spec, startTestPractice, terminalOf } from '@/e2e/integration/support'
import { endMicroVms } from '@/lib/practice/agentcore/data/microvm'
import type { Practice } from '@/lib/practice/server/start'
import { buildProgram } from '@/scripts/lib/build-program.mjs'

const stateDir = mkdtempSync(path.join(tmpdir(), 'slipway-bridge-'))
const WHO = { name: 'call_aws', arguments: { cli_command: 'aws sts get-caller-identity' } }

let practice: Practice
let program: string

beforeAll(async () => {
  program = await buildProgram()
  practice = await startTestPractice()
  connectTo(practice)
  await launch(sigv4Spec)
}, 60_000)

afterAll(async () => {
  rmSync(stateDir, { recursive: true, force: true })
  await practice.close()
})

const environment = () => terminalOf(practice, { SLIPWAY_STATE_DIR: stateDir })

const slipway = (...args: string[]) =>
  promisify(execFile)(process.execPath, [program, ...args], { cwd: tmpdir(), env: environment() })

/** A real client that starts the bridge as its config says, and what the bridge printed to standard error. */
async function clientOf(...args: string[]) {
  // From another folder, as a desktop program does.
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program, 'bridge', ...args],
    cwd: tmpdir(),
    env: environment(),
    stderr: 'pipe',
  })
  const client = new Client({ name: 'a client', version: '1.0.0' })
  await client.connect(transport)
  return client
}

describe('slipway bridge', () => {
  it('leads a real client to the runtime’s tools, by name', async () => {
    const client = await clientOf('guide')
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toContain('call_aws')
    expect(JSON.stringify(await client.callTool(WHO))).toContain('assumed-role')
    await client.close()
  })

  it('goes on in a new session when AgentCore ended the one that the client began', async () => {
    const client = await clientOf('guide')
    await client.callTool(WHO)
    endMicroVms(practice.state, Date.now(), 'stopped')
    expect(JSON.stringify(await client.callTool(WHO))).toContain('assumed-role')
    await client.close()
  })

  it('asks for what writes, and says to a client that can’t ask how a person lets it pass', async () => {
    const client = await clientOf('guide')
    const stop = { name: 'call_aws', arguments: { cli_command: 'aws ec2 stop-instances --instance-ids i-1' } }
    const refused = await client.callTool(stop)
    expect(refused.isError).toBe(true)
    expect(JSON.stringify(refused)).toMatch(
      /node \S+slipway\.mjs allow guide 'ec2:StopInstances' --for 15m --state-dir \S+/,
    )
    await slipway('allow', 'guide', 'ec2:StopInstances', '--for', '15m')
    expect(JSON.stringify(await client.callTool(stop))).not.toContain('guard')
    await client.close()
    const { stdout } = await slipway('record', 'guide', '--json')
    const calls = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(calls.at(-2)).toMatchObject({
      tool: 'call_aws',
      class: 'write',
      verdict: 'deny',
      outcome: 'not sent',
      tries: 0,
    })
    expect(calls.at(-1)).toMatchObject({ client: 'a client', class: 'write', verdict: 'allow', tries: 1 })
    expect(stdout).not.toContain('stop-instances')
  })

  it('says what is missing instead of ending, where the client shows it', async () => {
    const client = await clientOf('nowhere')
    const { tools } = await client.listTools()
    expect(tools).toMatchObject([
      { name: 'slipway_status', description: expect.stringContaining('no runtime nowhere') },
    ])
    const answer = await client.callTool(WHO)
    expect(answer).toMatchObject({ isError: true })
    expect(JSON.stringify(answer)).toContain('There is no runtime nowhere in us-east-1')
    await client.close()
  })
})
