import type { Answer } from '@/lib/practice/agentcore/answer'
import type { Actor } from '@/lib/practice/agentcore/container/in-process'
import { writeLog } from '@/lib/practice/agentcore/container/runtime-log'
import { type RealServer, startServerProcess } from '@/lib/practice/agentcore/container/server-process'
import type { MicroVm } from '@/lib/practice/agentcore/data/microvm'
import type { RawRequest } from '@/lib/practice/wire/service'

const FORWARDED = ['accept', 'content-type', 'mcp-protocol-version', 'mcp-method', 'mcp-name', 'last-event-id']

/**
 * Runs a real server as the microVM's container: with the runtime's variables, the execution role's credentials and this
 * account as its AWS. What it writes goes to the runtime's log group. False: it isn't up.
 */
export async function startRealServer(vm: MicroVm, actor: Actor, server: RealServer): Promise<boolean> {
  let written = Promise.resolve()
  const onLines = (lines: string[]) => {
    // One after the other, or the lines would change places.
    written = written.then(() => writeLog(vm, actor, lines))
  }
  const environment = vm.version.config.environmentVariables ?? {}
  const variables = {
    AWS_REGION: vm.region,
    ...environment,
    AWS_ENDPOINT_URL: actor.call.baseUrl,
    ...keysOf(vm),
  }
  vm.starting ??= startServerProcess(server, variables, onLines)
  const process = await vm.starting
  delete vm.starting
  await written

  if (process && vm.endedAt !== undefined) {
    process.stop()
  }
  // AgentCore looks for the server at 0.0.0.0:8000 and nowhere else; on loopback it would have been found wherever it is.
  const isFound = environment.AWS_API_MCP_HOST === '0.0.0.0' && (environment.AWS_API_MCP_PORT ?? '8000') === '8000'

  if (!process || !isFound) {
    process?.stop()
    return false
  }
  vm.process = process
  return true
}

/** They last for an hour, and so does a real server: nothing here renews them. */
function keysOf({ credentials }: MicroVm): Record<string, string> {
  return credentials
    ? {
        AWS_ACCESS_KEY_ID: credentials.keys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.keys.secretAccessKey,
        AWS_SESSION_TOKEN: credentials.keys.sessionToken,
      }
    : {}
}

/** Hands one request to the real server; a server that doesn't answer is a 502, as behind any proxy. */
export async function forwardToProcess(vm: MicroVm, request: RawRequest): Promise<Answer> {
  const headers = FORWARDED.flatMap((name): [string, string][] => {
    const value = request.headers[name]
    return value === undefined ? [] : [[name, String(value)]]
  })

  if (vm.upstreamSession !== undefined) {
    headers.push(['mcp-session-id', vm.upstreamSession])
  }
  try {
    const response = await fetch(vm.process?.url ?? '', {
      method: 'POST',
      headers,
      body: Buffer.from(request.body),
      signal: request.signal,
    })
    vm.upstreamSession = response.headers.get('mcp-session-id') ?? vm.upstreamSession
    const contentType = response.headers.get('content-type')
    return { status: response.status, headers: contentType ? { 'content-type': contentType } : {}, body: response.body }
  } catch {
    return { status: 502, headers: {}, body: null }
  }
}
