import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { FetchLike } from '@/lib/aws/bounded-fetch'
import type { Connection } from '@/lib/aws/connection'
import { sigv4Fetch } from '@/lib/aws/signing/sigv4-fetch'
import { bearerFetch, type Credential, type Subject } from '@/lib/mcp/access'
import { commandOutcomes } from '@/lib/mcp/command/command-outcomes'
import { explain, wordsOf } from '@/lib/mcp/explain/explain'
import { failedCallOf, isColdStart, isSessionLoss } from '@/lib/mcp/explain/failed-call'
import { contentText } from '@/lib/mcp/json-values'
import type { FailedCall } from '@/lib/mcp/model'
import { endSession } from '@/lib/mcp/tester/end-session'
import { exchangeLog } from '@/lib/mcp/tester/exchanges'
import { recordingFetch } from '@/lib/mcp/tester/recording-fetch'
import type {
  CallReport,
  OpenReport,
  TesterFailure,
  TesterSession,
  TesterTool,
  ToolAnswer,
} from '@/lib/mcp/tester/tester-model'

const FIRST_CALL_TIMEOUT_MS = 120_000
const CALL_TIMEOUT_MS = 120_000
const COLD_START_PAUSES_MS = [2000, 4000]

export type Link = { subject: Subject; credential: Credential; connection: Connection }
type Named = { sessionId: string; protocolVersion?: string | undefined }

/** Opens a session through the reference client and lists the tools. A cold start is waited out. */
export async function openTester(link: Link, endsAfterSeconds: number): Promise<OpenReport> {
  const { log, recorder } = recorders(link)
  const started = performance.now()
  const trace = (attempts: number) => ({ durationMs: elapsed(started), attempts, exchanges: log.exchanges() })

  for (let attempts = 1; ; attempts += 1) {
    const client = makeClient()
    const transport = transportTo(link, recorder.fetch)

    try {
      await client.connect(transport, { timeout: FIRST_CALL_TIMEOUT_MS })
      const { tools } = await client.listTools({}, { timeout: CALL_TIMEOUT_MS })
      return {
        ok: true,
        session: sessionOf(client, transport, tools.map(toTool), endsAfterSeconds),
        ...trace(attempts),
      }
    } catch (error) {
      const trouble = failedCallOf(error, link.credential.type, recorder.lastHttp())
      const pauseMs = isColdStart(trouble) ? COLD_START_PAUSES_MS[attempts - 1] : undefined
      // A session that answers with an error has a machine all the same.
      await endSession(link.connection, link.subject, link.credential, transport.sessionId ?? '')

      if (pauseMs === undefined) {
        return { ok: false, failure: failureOf(trouble), ...trace(attempts) }
      }
      await sleep(pauseMs)
    } finally {
      await client.close()
    }
  }
}

/** Calls a tool in a session that is open. Sent once: a call may change something, so it is never repeated by itself. */
export async function callTester(
  link: Link,
  named: Named,
  request: { name: string; arguments: Record<string, unknown> },
): Promise<CallReport> {
  const { log, recorder } = recorders(link)
  const transport = transportTo(link, recorder.fetch, named)
  const client = makeClient()
  const started = performance.now()
  const trace = () => ({ durationMs: elapsed(started), attempts: 1, exchanges: log.exchanges() })

  try {
    // With a session id there is no handshake: the transport goes on with the session.
    await client.connect(transport)
    const result = await client.callTool(request, { timeout: CALL_TIMEOUT_MS })
    const answer = answerOf(result, link.credential.type)
    return { state: 'answered', answer, ...toolFailure(answer, link.credential.type), ...trace() }
  } catch (error) {
    const trouble = failedCallOf(error, link.credential.type, recorder.lastHttp())
    return { state: 'failed', failure: failureOf(trouble), ...trace() }
  } finally {
    await client.close()
  }
}

function recorders({ credential, connection }: Link) {
  const token = credential.type === 'jwt' ? credential.token : undefined
  const log = exchangeLog(token === undefined ? sigv4Fetch(connection) : bearerFetch(token), token)
  return { log, recorder: recordingFetch(log.fetch) }
}

function transportTo({ subject }: Link, fetch: FetchLike, named?: Named): StreamableHTTPClientTransport {
  return new StreamableHTTPClientTransport(new URL(subject.invocationUrl), {
    fetch,
    ...(named ? { sessionId: named.sessionId } : {}),
    ...(named?.protocolVersion ? { protocolVersion: named.protocolVersion } : {}),
  })
}

function makeClient(): Client {
  return new Client({ name: 'slipway', version: '0.1.0' })
}

function sessionOf(
  client: Client,
  { sessionId = '', protocolVersion }: StreamableHTTPClientTransport,
  tools: TesterTool[],
  endsAfterSeconds: number,
): TesterSession {
  const { name = 'An unnamed server', version = '' } = client.getServerVersion() ?? {}
  const server = `${name} ${version}`.trim()
  return { sessionId, server, tools, endsAfterSeconds, protocolVersion }
}

type ListedTool = Awaited<ReturnType<Client['listTools']>>['tools'][number]

function toTool({ name, title, description, inputSchema, annotations }: ListedTool): TesterTool {
  return {
    name,
    inputSchema: inputSchema as Record<string, unknown>,
    title,
    description,
    isReadOnly: annotations?.readOnlyHint,
  }
}

function answerOf(result: Awaited<ReturnType<Client['callTool']>>, auth: FailedCall['auth']): ToolAnswer {
  const { isError, structuredContent, content } = result
  const commands = commandOutcomes({ isError, structuredContent, content }).map((command) =>
    command.failure ? { ...command, explanation: explain({ auth, command: command.failure }) } : command,
  )
  return {
    isError: isError === true,
    text: contentText(content),
    commands,
    structured: structuredContent,
  }
}

/** A tool's own error inside an answer that succeeded; a command that the server refused is the command's. */
function toolFailure(answer: ToolAnswer, auth: FailedCall['auth']): { failure?: TesterFailure } {
  return answer.isError && answer.commands.length === 0 ? { failure: failureOf({ auth, tool: answer.text }) } : {}
}

function failureOf(trouble: FailedCall): TesterFailure {
  const { http, rpc } = trouble
  const prefix = http ? `HTTP ${http.status}` : rpc ? `HTTP 200, JSON-RPC ${rpc.code}` : undefined
  return {
    explanation: explain(trouble),
    raw: [prefix, wordsOf(trouble)].filter(Boolean).join(': '),
    isSessionLost: isSessionLoss(trouble),
  }
}

function elapsed(started: number): number {
  return Math.round(performance.now() - started)
}
