import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { actor, connection, connectTo, launch, sigv4Spec, startTestPractice } from '@/e2e/integration/support'
import { runTester } from '@/lib/mcp/tester/run-tester'
import type { CallReport, TesterReport, TesterSession } from '@/lib/mcp/tester/tester-model'
import { type TesterInput, testerInput } from '@/lib/mcp/tester/tester-schema'
import type { Practice } from '@/lib/practice/server/start'
import type { Result } from '@/lib/result'
import { listRuntimes } from '@/lib/runtimes/queries'

// The program reads its configuration once; here the account's address is only known later.
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>()
  return { ...real, env: () => real.parseEnv(process.env) }
})

let practice: Practice
let runtimeId = ''
let session: TesterSession

beforeAll(async () => {
  practice = await startTestPractice()
  connectTo(practice)
  await launch(sigv4Spec)
  const runtimes = await listRuntimes(connection)
  runtimeId = runtimes.ok ? (runtimes.data[0]?.id ?? '') : ''
  session = await opened()
})

afterAll(() => practice.close())

async function opened(): Promise<TesterSession> {
  const answer = must(await runTester(actor, connection, { do: 'open', runtimeId }))
  const report = answer.do === 'open' ? answer.report : undefined
  expect(report, JSON.stringify(report)).toMatchObject({ ok: true })
  return report?.ok ? report.session : Promise.reject(new Error('No session.'))
}

async function called(cli_command: string | string[], more: Partial<TesterInput> = {}): Promise<CallReport> {
  const input = { do: 'call' as const, runtimeId, tool: 'call_aws', isConfirmed: false }
  const named = { sessionId: session.sessionId, protocolVersion: session.protocolVersion }
  const answer = must(
    await runTester(actor, connection, { ...input, ...named, arguments: { cli_command }, ...more } as TesterInput),
  )
  return answer.do === 'call' ? answer.report : Promise.reject(new Error('No report.'))
}

function must(result: Result<TesterReport>): TesterReport {
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error))
  }
  return result.data
}

describe('the tool tester', () => {
  it('opens a session with tools and schemas, and goes on in it without another handshake', async () => {
    expect(session.tools.map(({ name }) => name)).toEqual(['suggest_aws_commands', 'call_aws'])
    expect(session.tools[1]?.inputSchema).toMatchObject({ type: 'object', required: ['cli_command'] })
    const report = await called('aws s3api list-buckets')

    expect(report).toMatchObject({
      state: 'answered',
      answer: { isError: false, commands: [{ operation: 's3:ListBuckets' }] },
    })
    expect(report.exchanges.map(({ title, status }) => `${title} ${status}`)).toEqual(['tools/call 200'])
    expect(report.exchanges[0]?.requestHeaders).toMatchObject({ 'mcp-session-id': session.sessionId })
  })

  it('shows no credential in an exchange', async () => {
    const text = JSON.stringify(await called('aws sts get-caller-identity'))
    expect(text).not.toContain('AWS4-HMAC-SHA256')
    expect(text).not.toContain(practice.accessKeyId)
    expect(text).toContain('"authorization":"(removed)"')
  })

  it('asks before what may change something, and sends nothing until then', async () => {
    for (const command of ['aws s3api delete-bucket --bucket x', 'aws frob wobble', 'aws s3 rm s3://x/y', 'rm -rf /']) {
      expect(await called(command), command).toMatchObject({
        state: 'ask',
        why: expect.stringMatching(/\w/),
        exchanges: [],
      })
    }
    expect(await called(['aws s3api list-buckets', 'aws iam delete-role --role-name x'])).toMatchObject({
      state: 'ask',
    })
    expect(await called('aws iam delete-role --role-name x', { isConfirmed: true })).toMatchObject({
      state: 'answered',
    })
  })

  it('refuses in read-only mode what it would ask about otherwise, however the request is forged', async () => {
    const reader = { ...actor, canWrite: false }
    const base = { do: 'call' as const, runtimeId, sessionId: session.sessionId, isConfirmed: true }
    const reading = 'aws s3api list-buckets'
    const calls: [string, Record<string, unknown>][] = [
      ['call_aws', { cli_command: 'aws iam delete-role --role-name x' }],
      ['call_aws', { cli_command: [reading, 'aws iam delete-role --role-name x'] }],
      ['call_aws', { cli_command: `${reading} && aws iam delete-role --role-name x` }],
      ['call_aws', { cli_command: `${reading} --endpoint-url http://198.51.100.7` }],
      ['call_aws', { cli_command: [[reading]] }],
      ['call_aws', { cli_command: [] }],
      ['call_aws', { cli_command: reading, run_instead: 'aws iam delete-role --role-name x' }],
      ['some_tool', {}],
    ]
    for (const [tool, values] of calls) {
      const refused = await runTester(reader, connection, { ...base, tool, arguments: values })
      expect(refused, JSON.stringify(values)).toMatchObject({ ok: false, error: { code: 'read-only' } })
    }
    for (const [tool, values] of [
      ['call_aws', { cli_command: reading }],
      ['suggest_aws_commands', { query: 'list my buckets' }],
    ] as const) {
      expect(await runTester(reader, connection, { ...base, tool, arguments: values })).toMatchObject({ ok: true })
    }
  })

  it('takes the word of the server for what a tool does, not the word of the browser', async () => {
    const { sessionId } = session
    const call = { do: 'call', runtimeId, sessionId, tool: 'some_tool', arguments: {}, isConfirmed: false } as const
    expect(testerInput.safeParse({ ...call, isReadOnly: true }).success).toBe(false)
    expect(must(await runTester(actor, connection, { ...call, isReadOnly: true } as TesterInput))).toMatchObject({
      report: { state: 'ask' },
    })
    const suggest = { ...call, tool: 'suggest_aws_commands', arguments: { query: 'list my buckets' } }
    expect(must(await runTester(actor, connection, suggest))).toMatchObject({ report: { state: 'answered' } })
    const unopened = { ...suggest, sessionId: 'of-nobody' }
    expect(must(await runTester(actor, connection, unopened))).toMatchObject({ report: { state: 'ask' } })
  })

  it('tells a command’s failure from the tool’s and from AgentCore’s', async () => {
    const command = await called('aws s3api list-objects-v2 --bucket nothing-here')
    expect(command).toMatchObject({
      state: 'answered',
      answer: { isError: false, commands: [{ failure: { message: expect.any(String) } }] },
    })
    const [first] = command.state === 'answered' ? command.answer.commands : []
    expect(first?.explanation?.remedy.join(' ')).toMatch(/\w/)
    expect(first?.failure?.isUnsent).toBeUndefined()

    const refused = await called('aws s3api list-buckets | jq .Buckets', { isConfirmed: true })
    // The release that is deployed fails as a tool where newer ones answer with the command's failure.
    expect(refused).toMatchObject({
      state: 'answered',
      answer: {
        isError: true,
        commands: [
          {
            failure: { isUnsent: true },
            explanation: { title: expect.stringMatching(/^The server (does not|knows)/) },
          },
        ],
      },
    })
    expect(refused).not.toHaveProperty('failure')

    const unknown = await called('x', { tool: 'nothing', isConfirmed: true })
    expect(['answered', 'failed']).toContain(unknown.state)
    expect(JSON.stringify(unknown)).toMatch(/remedy/)
  })

  it('ends the session, and then says that it is lost', async () => {
    const own = await opened()
    const ended = must(await runTester(actor, connection, { do: 'end', runtimeId, sessionId: own.sessionId }))
    expect(ended).toEqual({ do: 'end', isEnded: true })
    const after = await called('aws s3api list-buckets', { sessionId: own.sessionId } as Partial<TesterInput>)
    expect(after).toMatchObject({ state: 'failed', failure: { isSessionLost: true } })
  })
})
