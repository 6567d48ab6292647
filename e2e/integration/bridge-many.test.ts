import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connectTo, launch, sigv4Spec, startTestPractice, terminalOf } from '@/e2e/integration/support'
import type { Practice } from '@/lib/practice/server/start'
import { buildProgram } from '@/scripts/lib/build-program.mjs'

const stateDir = mkdtempSync(path.join(tmpdir(), 'slipway-bridges-'))
const WHO = { cli_command: 'aws sts get-caller-identity' }

let practice: Practice
let program: string
let served: ChildProcess | undefined

beforeAll(async () => {
  program = await buildProgram()
  practice = await startTestPractice()
  connectTo(practice)
  await launch(sigv4Spec)
  const role = { ...sigv4Spec.executionRole, name: 'slipway-second' } as typeof sigv4Spec.executionRole
  await launch({ ...sigv4Spec, name: 'second', executionRole: role })
}, 60_000)

afterEach(async () => {
  if (served) {
    served.kill('SIGTERM')
    await once(served, 'exit')
    served = undefined
  }
})

afterAll(async () => {
  rmSync(stateDir, { recursive: true, force: true })
  await practice.close()
})

const environment = () => terminalOf(practice, { SLIPWAY_STATE_DIR: stateDir })

async function overStdio(...runtimes: string[]): Promise<Client> {
  const client = new Client({ name: 'a client', version: '1.0.0' })
  const start = { command: process.execPath, args: [program, 'bridge', ...runtimes], cwd: tmpdir(), env: environment() }
  await client.connect(new StdioClientTransport({ ...start, stderr: 'pipe' }))
  return client
}

/** What the bridge says when it serves: where, and the bearer. */
async function serve(...args: string[]): Promise<{ url: URL; bearer: string }> {
  served = spawn(process.execPath, [program, 'bridge', ...args, '--http', '127.0.0.1:0'], {
    cwd: tmpdir(),
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  for await (const chunk of served.stderr ?? []) {
    said += chunk
    const [, url, bearer] = /Serving (\S+) .*\n.*(Bearer \S+)\n/.exec(said) ?? []
    if (url && bearer) {
      return { url: new URL(url), bearer }
    }
  }
  throw new Error(said)
}

describe('slipway bridge, several runtimes', () => {
  it('has the tools of each under its name, and leads each call there', async () => {
    const client = await overStdio('guide', 'second')
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['guide__call_aws', 'second__call_aws']))
    const [one, other] = await Promise.all(
      ['guide__call_aws', 'second__call_aws'].map((name) => client.callTool({ name, arguments: WHO })),
    )
    expect(JSON.stringify(one)).toContain('slipway-guide')
    expect(JSON.stringify(other)).toContain('slipway-second')
    await client.close()
  })

  it('does without one that is not there, and says which', async () => {
    const client = await overStdio('guide', 'nowhere')
    const { tools } = await client.listTools()
    expect(tools.every(({ name }) => name.startsWith('guide__'))).toBe(true)
    expect(client.getInstructions()).toMatch(/nowhere is not there now: There is no runtime nowhere/)
    await client.close()
  })
})

describe('slipway bridge --http', () => {
  it('serves clients of this computer that have the bearer, each in a session of its own', async () => {
    const { url, bearer } = await serve('guide')
    const clients = await Promise.all(
      ['one', 'other'].map(async (name) => {
        const client = new Client({ name, version: '1.0.0' })
        await client.connect(
          new StreamableHTTPClientTransport(url, { requestInit: { headers: { authorization: bearer } } }),
        )
        return client
      }),
    )
    for (const client of clients) {
      expect(JSON.stringify(await client.callTool({ name: 'call_aws', arguments: WHO }))).toContain('slipway-guide')
      await client.close()
    }
  })

  it('asks the client for what writes, while the call is under way', async () => {
    const { url, bearer } = await serve('guide')
    const client = new Client({ name: 'asks', version: '1.0.0' }, { capabilities: { elicitation: {} } })
    const asked: string[] = []
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      asked.push(params.message)
      return { action: 'decline' }
    })
    await client.connect(
      new StreamableHTTPClientTransport(url, { requestInit: { headers: { authorization: bearer } } }),
    )
    const stop = { name: 'call_aws', arguments: { cli_command: 'aws ec2 stop-instances --instance-ids i-1' } }
    expect(JSON.stringify(await client.callTool(stop))).toContain('did not agree')
    expect(asked.join()).toContain('stop-instances')
    await client.close()
  })

  it('has nothing for others: no bearer, a wrong one, a page of the web, a name that leads here', async () => {
    const { url, bearer } = await serve('guide')
    const status = async (headers: Record<string, string>) =>
      (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '{}' }))
        .status
    expect(await status({})).toBe(401)
    expect(await status({ authorization: `${bearer}x` })).toBe(401)
    expect(await status({ authorization: bearer, origin: 'https://example.com' })).toBe(403)
    expect(await status({ authorization: bearer, origin: 'http://localhost:3000' })).not.toBe(403)
  })

  it('keeps its bearer, and listens to this computer only', async () => {
    const first = await serve('guide')
    served?.kill('SIGTERM')
    await once(served as ChildProcess, 'exit')
    expect((await serve('guide')).bearer).toBe(first.bearer)
    const refused = spawn(process.execPath, [program, 'bridge', 'guide', '--http', '0.0.0.0:0'], { env: environment() })
    const [code] = await once(refused, 'exit')
    expect(code).not.toBe(0)
  })
})
