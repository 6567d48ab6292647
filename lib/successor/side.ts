import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { Connection } from '@/lib/aws/connection'
import { managedMcpUrl } from '@/lib/aws/endpoints'
import { sigv4Fetch } from '@/lib/aws/signing/sigv4-fetch'
import { SUCCESSOR, successorTarget } from '@/lib/clients/successor'
import { bearerFetch, type Credential, type Subject } from '@/lib/mcp/access'
import { type CommandOutcome, commandOutcomes } from '@/lib/mcp/command/command-outcomes'
import { explain, wordsOf } from '@/lib/mcp/explain/explain'
import { failedCallOf, isColdStart } from '@/lib/mcp/explain/failed-call'
import { contentText } from '@/lib/mcp/json-values'
import type { FailedCall } from '@/lib/mcp/model'
import { endSession } from '@/lib/mcp/tester/end-session'
import { recordingFetch } from '@/lib/mcp/tester/recording-fetch'
import { AppError, type Failure } from '@/lib/result'
import { whyNotSent } from '@/lib/successor/commands'

const CONNECT_MS = 60_000
const CALL_MS = 60_000
const COLD_START_PAUSES_MS = [2000, 4000]

/** One of the two servers, ready for commands. One that does not plainly read is never sent: its outcome is a failure that is `isUnsent`. */
export type Side = {
  run: (command: string) => Promise<CommandOutcome>
  end: () => Promise<void>
}

type Reach = {
  url: string
  auth: FailedCall['auth']
  fetch: Parameters<typeof recordingFetch>[0]
  tool: string
  name: string
  ended: (sessionId: string) => Promise<unknown>
}

/** The server in the runtime. Throws an AppError when it does not answer. */
export function runtimeSide(connection: Connection, subject: Subject, credential: Credential): Promise<Side> {
  return open({
    url: subject.invocationUrl,
    auth: credential.type,
    fetch: credential.type === 'sigv4' ? sigv4Fetch(connection) : bearerFetch(credential.token),
    tool: 'call_aws',
    name: 'The runtime',
    ended: (sessionId) => endSession(connection, subject, credential, sessionId),
  })
}

/** The server that AWS runs, called with the connection's own credentials. Throws an AppError when it does not answer. */
export function managedSide(connection: Connection): Promise<Side> {
  const { url, region } = managedEndpoint(connection)
  return open({
    url,
    auth: 'sigv4',
    fetch: sigv4Fetch({ ...connection, region }, SUCCESSOR.service),
    tool: 'aws___call_aws',
    name: `The ${SUCCESSOR.name}`,
    ended: async () => undefined,
  })
}

/** Where the managed server is for a connection, and the region that requests to it are signed for. */
export function managedEndpoint(connection: Connection): { url: string; region: string } {
  const { url, region } = successorTarget(connection.region)
  return { url: managedMcpUrl(connection) ?? url, region }
}

async function open(reach: Reach): Promise<Side> {
  for (let attempts = 0; ; attempts += 1) {
    const recorder = recordingFetch(reach.fetch)
    const client = new Client({ name: 'slipway', version: '0.1.0' })
    const transport = new StreamableHTTPClientTransport(new URL(reach.url), { fetch: recorder.fetch })
    const end = async () => {
      await client.close()
      await reach.ended(transport.sessionId ?? '')
    }
    const failed = (error: unknown) => failedCallOf(error, reach.auth, recorder.lastHttp())

    try {
      await client.connect(transport, { timeout: CONNECT_MS })
      return { run: (command) => run(client, reach.tool, command, failed), end }
    } catch (error) {
      const trouble = failed(error)
      const pauseMs = isColdStart(trouble) ? COLD_START_PAUSES_MS[attempts] : undefined
      await end()

      if (pauseMs === undefined) {
        throw new AppError(failureOf(trouble, reach.name))
      }
      await sleep(pauseMs)
    }
  }
}

async function run(
  client: Client,
  tool: string,
  command: string,
  failed: (error: unknown) => FailedCall,
): Promise<CommandOutcome> {
  const why = await whyNotSent(command)

  if (why !== undefined) {
    return { command, failure: { message: why, isUnsent: true } }
  }
  try {
    const result = await client.callTool({ name: tool, arguments: { cli_command: command } }, { timeout: CALL_MS })
    const [outcome] = commandOutcomes(result)
    return (
      outcome ?? { command, failure: { message: contentText(result.content) || 'The answer holds nothing known.' } }
    )
  } catch (error) {
    return { command, failure: { message: wordsOf(failed(error)) } }
  }
}

function failureOf(trouble: FailedCall, name: string): Failure {
  if (trouble.transport) {
    return {
      code: 'unavailable',
      message: `${name} can’t be reached: ${trouble.transport.message}`,
      remedy: 'Check the way to the network from here, then compare again. Nothing else needs it.',
    }
  }
  return { code: 'aws-rejected', message: `${name} did not answer. ${explain(trouble).title}: ${wordsOf(trouble)}` }
}
