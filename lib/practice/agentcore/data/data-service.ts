import * as exported from '@aws-sdk/client-bedrock-agentcore'
import { type Answer, Refusal, writeAnswer } from '@/lib/practice/agentcore/answer'
import { AGENTCORE_CONSTRAINTS } from '@/lib/practice/agentcore/constraints'
import type { Backend } from '@/lib/practice/agentcore/container/container'
import { admit } from '@/lib/practice/agentcore/data/inbound-auth'
import { findTarget } from '@/lib/practice/agentcore/data/invocation-target'
import { invoke, noteUnheard, SESSION_HEADER } from '@/lib/practice/agentcore/data/invoke'
import { endMicroVm, findMicroVm } from '@/lib/practice/agentcore/data/microvm'
import { platformRefusal } from '@/lib/practice/agentcore/data/platform-errors'
import { protectedResource } from '@/lib/practice/agentcore/data/protected-resource'
import { notFound } from '@/lib/practice/agentcore/errors'
import { restModel } from '@/lib/practice/wire/models'
import type { RawContext, RawRequest, RawRoute, ServiceDefinition } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const MODEL = restModel({
  id: 'agentcore',
  signingName: 'bedrock-agentcore',
  exported,
  constraints: AGENTCORE_CONSTRAINTS,
})

/** AgentCore's data plane. `services` of the backend is what `call_aws` reaches: the account's own list. */
export function agentCoreService(backend: Backend): ServiceDefinition {
  return {
    model: MODEL,
    iamPrefix: 'bedrock-agentcore',
    operations: {},
    rawRoutes: [
      route(
        'GetRuntimeProtectedResourceMetadata',
        'GET',
        `invocations/.well-known/oauth-protected-resource`,
        (...all) => protectedResource(...all),
      ),
      route('StopRuntimeSession', 'POST', 'stopruntimesession', stopSession),
      {
        ...route('InvokeAgentRuntime', null, 'invocations', (request, context) => invoke(request, context, backend)),
        refusal: (error, request, context) => {
          noteUnheard(error, request, context)
          return platformRefusal(error, request)
        },
      },
    ],
  }
}

type Handler = (request: RawRequest, context: RawContext) => Answer | Promise<Answer>

/** A route under `/runtimes/{runtime}/`; without a method it takes them all. */
function route(operation: string, method: string | null, rest: string, handler: Handler): RawRoute {
  return {
    operation,
    matches: (given, path) => {
      const [, first, name, ...after] = path.replace(/\/$/, '').split('/')
      return first === 'runtimes' && !!name && after.join('/') === rest && (method === null || method === given)
    },
    handle: async (request, response, context) => {
      await writeAnswer(response, await answerOf(request, context, handler))
    },
  }
}

async function answerOf(request: RawRequest, context: RawContext, handler: Handler): Promise<Answer> {
  try {
    return await handler(request, context)
  } catch (error) {
    if (error instanceof Refusal) {
      return error.answer
    }
    throw error
  }
}

/** Ends a session's microVM. Takes the id that AgentCore issued as Mcp-Session-Id; a JWT runtime wants the bearer here too. */
async function stopSession(request: RawRequest, context: RawContext): Promise<Answer> {
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
  endMicroVm(call.state, vm, call.now(), 'stopped')
  return { status: 200, headers: { 'content-type': 'application/json', [SESSION_HEADER]: sessionId }, body: '{}' }
}
