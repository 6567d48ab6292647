import { type Answer, Refusal, writeAnswer } from '@/lib/practice/agentcore/answer'
import type { Backend } from '@/lib/practice/agentcore/container/container'
import { invoke } from '@/lib/practice/agentcore/data/invoke'
import { platformRefusal } from '@/lib/practice/agentcore/data/platform-errors'
import { protectedResource } from '@/lib/practice/agentcore/data/protected-resource'
import { stopSession } from '@/lib/practice/agentcore/data/stop-session'
import type { RawContext, RawRequest, RawRoute, ServiceDefinition } from '@/lib/practice/wire/service'

/** AgentCore's data plane. `services` of the backend is what `call_aws` reaches: the account's own list. */
export function agentCoreService(backend: Backend): ServiceDefinition {
  return {
    id: 'agentcore',
    signingName: 'bedrock-agentcore',
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
        refusal: platformRefusal,
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
