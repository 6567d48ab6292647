import type { Answer } from '@/lib/practice/agentcore/answer'
import { type Backend, forward } from '@/lib/practice/agentcore/container/container'
import { admit } from '@/lib/practice/agentcore/data/inbound-auth'
import { findTarget, type InvocationTarget } from '@/lib/practice/agentcore/data/invocation-target'
import { endMicroVm, findMicroVm, type MicroVm, startMicroVm } from '@/lib/practice/agentcore/data/microvm'
import { type JsonRpc, outcomeOf, readJsonRpc, refuse } from '@/lib/practice/agentcore/data/platform-errors'
import type { StoredVersion } from '@/lib/practice/agentcore/store'
import { noted, noteRefused } from '@/lib/practice/agentcore/usage/ledger'
import type { Call, RawContext, RawRequest } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

export const SESSION_HEADER = 'x-amzn-bedrock-agentcore-runtime-session-id'

const NOT_MMDS_V2 = 'This runtime is not MMDSv2-enabled'

/** `/runtimes/{runtime}/invocations`: who calls, may they, is it ready, which session; then the container's own answer. */
export async function invoke(request: RawRequest, context: RawContext, backend: Backend): Promise<Answer> {
  const rpc = readJsonRpc(request.body)

  if (request.method !== 'POST') {
    return invokeOtherwise(request, context, rpc)
  }
  const { call, vm } = await reach(request, context, rpc)
  const answer = await noted(call.state, vm, call.now, () => forward(vm, request, rpc, { call, backend }), outcomeOf)
  // As the metrics see it: idle from the answer on.
  vm.lastUsedAt = call.now()
  return { ...answer, headers: { ...answer.headers, 'mcp-session-id': vm.sessionId, [SESSION_HEADER]: vm.sessionId } }
}

async function invokeOtherwise(request: RawRequest, context: RawContext, { id }: JsonRpc): Promise<Answer> {
  const target = findTarget(request, context.anonymous())
  const call = await admit({ request, context, target, action: 'InvokeAgentRuntime', id })
  return request.method === 'DELETE'
    ? endSession(request, target, call)
    : plain(405, 'Method Not Allowed', { allow: 'POST, DELETE' })
}

async function reach(request: RawRequest, context: RawContext, rpc: JsonRpc): Promise<{ call: Call; vm: MicroVm }> {
  try {
    const target = findTarget(request, context.anonymous())
    const call = await admit({ request, context, target, action: 'InvokeAgentRuntime', id: rpc.id })
    refuseUnacceptable(request, rpc)
    return { call, vm: sessionOf(request, readyTarget(target, rpc), call, rpc) }
  } catch (error) {
    noteRefusal(error, request, context)
    throw error
  }
}

/** Counts a request that reached no session; nothing can be counted of a runtime that isn't there, nor of nobody. */
function noteRefusal(error: unknown, request: RawRequest, context: RawContext): void {
  if (request.headers.authorization === undefined) {
    return
  }
  try {
    const call = context.anonymous()
    const { runtime, endpointName } = findTarget(request, call)
    const at = call.now()
    const refused = { startedAt: at, endedAt: at, outcome: outcomeOf(error), runtimeName: runtime.name, endpointName }
    noteRefused(call.state, { region: runtime.region, runtimeId: runtime.id }, refused)
  } catch (unknownTarget) {
    if (!(unknownTarget instanceof ServiceError)) {
      throw unknownTarget
    }
  }
}

/** What the platform refuses on its own, before a request comes to `invoke`: throttling and its failures. */
export function noteUnheard(error: ServiceError, request: RawRequest, context: RawContext): void {
  if (request.method === 'POST' && outcomeOf(error) !== 'user-error') {
    noteRefusal(error, request, context)
  }
}

function readyTarget(target: InvocationTarget, { id }: JsonRpc): InvocationTarget & { live: StoredVersion } {
  const { runtime, endpointName, hasEndpoint, live } = target

  if (!hasEndpoint) {
    throw refuse(
      'not-found',
      `No endpoint or agent found with qualifier '${endpointName}' for agent '${runtime.id}'`,
      id,
    )
  }
  if (!live || runtime.goneAt !== undefined) {
    throw refuse('conflict', `Agent '${runtime.id}' is not ready to be invoked yet.`, id)
  }
  if (live.config.metadataConfiguration?.requireMMDSV2 !== true) {
    throw refuse('validation', NOT_MMDS_V2, id)
  }
  return { ...target, live }
}

/** MCP wants both named; a wildcard is not enough for AgentCore. */
function refuseUnacceptable({ headers }: RawRequest, { id }: JsonRpc): void {
  const accept = headers.accept ?? ''

  if (!accept.includes('application/json') || !accept.includes('text/event-stream')) {
    throw refuse('not-acceptable', 'Not Acceptable: Client must accept both application/json and text/event-stream', id)
  }
}

function sessionOf(
  { headers }: RawRequest,
  target: InvocationTarget & { live: StoredVersion },
  call: Call,
  { id }: JsonRpc,
): MicroVm {
  const mcpSession = headers['mcp-session-id']
  const own = headers[SESSION_HEADER]

  if (own !== undefined && (own.length < 33 || own.length > 256)) {
    throw refuse('validation', 'The runtime session id must be 33 to 256 characters long.', id)
  }
  // MCP's own header counts first: SDKs make up a runtime session id for every call.
  const sessionId = mcpSession === undefined ? own?.toString() : String(mcpSession)

  if (sessionId !== undefined && !/^[a-zA-Z0-9][a-zA-Z0-9-_]{0,1023}$/.test(sessionId)) {
    throw refuse('validation', 'The Mcp-Session-Id header is not valid.', id)
  }
  const known = sessionId === undefined ? undefined : findMicroVm(call.state, call.now(), target.runtime.id, sessionId)

  if (known?.endedAt !== undefined) {
    throw new ServiceError('ResourceNotFoundException', `Session ${sessionId} was not found or has ended.`, 404)
  }
  return known ?? startMicroVm(call.state, call.now(), target, sessionId)
}

function endSession({ headers }: RawRequest, { runtime }: InvocationTarget, call: Call): Answer {
  const sessionId = String(headers['mcp-session-id'] ?? '')
  const vm = findMicroVm(call.state, call.now(), runtime.id, sessionId)

  if (vm) {
    endMicroVm(call.state, vm, call.now(), 'stopped')
  }
  return { status: 200, headers: {}, body: null }
}

function plain(status: number, message: string, headers: Record<string, string>): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ message }) }
}
