import type { Answer } from '@/lib/practice/agentcore/answer'
import { admit } from '@/lib/practice/agentcore/data/inbound-auth'
import { findTarget } from '@/lib/practice/agentcore/data/invocation-target'
import { endMicroVm, findMicroVm } from '@/lib/practice/agentcore/data/microvm'
import { notFound } from '@/lib/practice/agentcore/errors'
import type { RawContext, RawRequest } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const SESSION_HEADER = 'x-amzn-bedrock-agentcore-runtime-session-id'

/** Ends a session's microVM. Takes the id that AgentCore issued as Mcp-Session-Id; a JWT runtime wants the bearer here too. */
export async function stopSession(request: RawRequest, context: RawContext): Promise<Answer> {
  const target = findTarget(request, context.anonymous())
  const call = await admit({ request, context, target, action: 'StopRuntimeSession', id: null })
  const sessionId = String(request.headers[SESSION_HEADER] ?? '')

  if (sessionId.length < 33 || sessionId.length > 256) {
    throw new ServiceError('ValidationException', 'runtimeSessionId must be 33 to 256 characters long.')
  }
  const vm = findMicroVm(call.state, call.now(), target.runtime.id, sessionId)

  if (!vm || vm.endedAt !== undefined) {
    throw notFound(`Session ${sessionId} was not found or has ended.`)
  }
  endMicroVm(vm, call.now())
  return { status: 200, headers: { 'content-type': 'application/json', [SESSION_HEADER]: sessionId }, body: '{}' }
}
