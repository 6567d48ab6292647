import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { Connection } from '@/lib/aws/connection'
import { sigv4Fetch } from '@/lib/aws/signing/sigv4-fetch'
import { bearerFetch, type Credential, type Subject } from '@/lib/mcp/access'
import { explain, wordsOf } from '@/lib/mcp/explain/explain'
import { failedCallOf, isColdStart } from '@/lib/mcp/explain/failed-call'
import { fingerprint } from '@/lib/mcp/fingerprint'
import type { FailedCall, Hop, HopId, TestReport } from '@/lib/mcp/model'
import { readCallerIdentity } from '@/lib/mcp/tester/call-result'
import { endSession } from '@/lib/mcp/tester/end-session'
import { type Recorder, recordingFetch } from '@/lib/mcp/tester/recording-fetch'

const FIRST_CALL_TIMEOUT_MS = 120_000
const CALL_TIMEOUT_MS = 60_000
const COLD_START_PAUSES_MS = [2000, 4000]

const TITLES: Record<HopId, string> = {
  fingerprint: 'Ask without credentials',
  initialize: 'Open a session',
  tools: 'List the tools',
  call: 'Run aws sts get-caller-identity',
  end: 'End the session',
}

/**
 * Calls a runtime as a client would, one hop at a time, through the reference MCP client: unsigned fingerprint,
 * initialize, tools/list, one harmless command; then ends the session. Never throws for what the other side does.
 */
export async function testConnection(
  connection: Connection,
  subject: Subject,
  credential: Credential,
): Promise<TestReport> {
  const started = performance.now()
  const run = new TestRun(subject, credential, connection)
  const hops = [await fingerprint(subject.invocationUrl, credential.type), ...(await run.hops())]

  return {
    auth: credential.type,
    ok: hops.every((hop) => hop.state === 'ok' || hop.state === 'warning'),
    ranAt: new Date().toISOString(),
    totalMs: Math.round(performance.now() - started),
    hops,
    tools: run.tools,
    sessionId: run.sessionId,
    server: run.server,
    identity: run.identity,
  }
}

class TestRun {
  tools: string[] = []
  server: string | undefined
  sessionId: string | undefined
  identity: TestReport['identity']

  private client: Client | undefined
  private readonly recorder: Recorder
  private readonly subject: Subject
  private readonly credential: Credential
  private readonly connection: Connection

  constructor(subject: Subject, credential: Credential, connection: Connection) {
    this.subject = subject
    this.credential = credential
    this.connection = connection
    this.recorder = recordingFetch(credential.type === 'sigv4' ? sigv4Fetch(connection) : bearerFetch(credential.token))
  }

  async hops(): Promise<Hop[]> {
    const hops: Hop[] = []
    const steps: [HopId, () => Promise<string>][] = [
      ['initialize', () => this.initialize()],
      ['tools', () => this.listTools()],
      ['call', () => this.callTool()],
    ]

    for (const [id, step] of steps) {
      const hasFailed = hops.some((hop) => hop.state === 'failed')
      hops.push(hasFailed ? skipped(id) : await this.perform(id, step))
    }
    await this.client?.close()
    hops.push(await this.end())
    return hops
  }

  private async perform(id: HopId, step: () => Promise<string>): Promise<Hop> {
    const started = performance.now()
    const hop = { id, title: TITLES[id] }
    const elapsed = () => Math.round(performance.now() - started)

    for (let attempts = 1; ; attempts += 1) {
      try {
        return { ...hop, state: 'ok', detail: await step(), attempts, durationMs: elapsed() }
      } catch (error) {
        const trouble = this.trouble(error)
        const pauseMs = isColdStart(trouble) ? COLD_START_PAUSES_MS[attempts - 1] : undefined

        if (pauseMs === undefined) {
          const explanation = explain(trouble)
          const raw = rawOf(trouble)
          return {
            ...hop,
            state: 'failed',
            detail: explanation.title,
            explanation,
            raw,
            attempts,
            durationMs: elapsed(),
          }
        }
        await sleep(pauseMs)
      }
    }
  }

  private trouble(error: unknown): FailedCall {
    if (error instanceof CallFailed) {
      return { auth: this.credential.type, ...error.trouble }
    }
    return failedCallOf(error, this.credential.type, this.recorder.lastHttp())
  }

  private async initialize(): Promise<string> {
    const transport = new StreamableHTTPClientTransport(new URL(this.subject.invocationUrl), {
      fetch: this.recorder.fetch,
    })
    const client = new Client({ name: 'slipway', version: '0.1.0' })
    await client.connect(transport, { timeout: FIRST_CALL_TIMEOUT_MS })
    this.client = client
    this.sessionId = transport.sessionId
    const { name = 'an unnamed server', version = '' } = client.getServerVersion() ?? {}
    this.server = `${name} ${version}`.trim()
    return `${this.server} answered.`
  }

  private async listTools(): Promise<string> {
    const { tools = [] } = (await this.client?.listTools({}, { timeout: CALL_TIMEOUT_MS })) ?? {}
    this.tools = tools.map((tool) => tool.name)
    return this.tools.length === 0 ? 'The server offers no tools.' : `${this.tools.join(', ')}.`
  }

  private async callTool(): Promise<string> {
    if (!this.tools.includes('call_aws')) {
      return 'Left out: this server has no tool call_aws.'
    }
    const request = { name: 'call_aws', arguments: { cli_command: 'aws sts get-caller-identity' } }
    const result = await this.client?.callTool(request, { timeout: CALL_TIMEOUT_MS })
    const outcome = readCallerIdentity(result ?? {})

    if (!outcome.ok) {
      throw new CallFailed(outcome.trouble)
    }
    this.identity = outcome.identity
    return `Commands run as ${outcome.identity.arn}.`
  }

  private async end(): Promise<Hop> {
    if (this.sessionId === undefined) {
      return skipped('end')
    }
    const started = performance.now()
    const isEnded = await endSession(this.connection, this.subject, this.credential, this.sessionId)
    return {
      id: 'end',
      title: TITLES.end,
      attempts: 1,
      durationMs: Math.round(performance.now() - started),
      state: isEnded ? 'ok' : 'warning',
      detail: isEnded ? 'Its machine is released.' : 'AWS did not end it; it ends by itself when it has been idle.',
    }
  }
}

/** A tool or command that failed inside an answer that succeeded. */
class CallFailed extends Error {
  readonly trouble: Pick<FailedCall, 'tool' | 'command'>

  constructor(trouble: Pick<FailedCall, 'tool' | 'command'>) {
    super('The call failed.')
    this.trouble = trouble
  }
}

function skipped(id: HopId): Hop {
  return { id, title: TITLES[id], state: 'skipped', attempts: 0, durationMs: 0, detail: 'Not reached.' }
}

function rawOf(trouble: FailedCall): string {
  const { http, rpc } = trouble
  const prefix = http ? `HTTP ${http.status}` : rpc ? `JSON-RPC ${rpc.code}` : undefined
  return [prefix, wordsOf(trouble)].filter(Boolean).join(': ')
}
