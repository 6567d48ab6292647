import 'server-only'
import type { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import type { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import type { HandlerExecutionContext, MetadataBearer } from '@smithy/types'

type Client = BedrockAgentCoreControl | CognitoIdentityProvider
type Members = Record<string, unknown>
type HttpAnswer = { statusCode: number; body: unknown }

/** Operations of a client whose bodies go whole; `labels` are members of the input that travel in the path instead. */
export type WholeOperations = { reads: string[]; writes: Record<string, { labels: string[] }> }

/** By HTTP answer while a call is under way, by output after it. */
const bodies = new WeakMap<object, Members>()

/** What AWS answered, before the SDK drops the members that it doesn't know. Empty for an output of another operation. */
export function wholeBody(output: object): Members {
  return bodies.get(output) ?? {}
}

/**
 * The SDK drops members that it doesn't know from answers and from requests. For these operations an answer's body can be
 * read whole, and a request's body has every member of its input, which must be JSON then. All else stays the SDK's.
 */
export function keepWholeBodies(client: Client, { reads, writes }: WholeOperations): void {
  // The two clients' stacks differ in the types of their outputs only.
  const { middlewareStack } = client as BedrockAgentCoreControl

  middlewareStack.add(
    (next, context) => async (args) => {
      const write = writes[operationOf(context)]

      if (write) {
        const request = args.request as { body?: unknown }
        request.body = wholeRequest(request.body, args.input as Members, write.labels)
      }
      const result = await next(args)
      const body = bodies.get(result.response as object)

      if (body) {
        bodies.set(result.output as MetadataBearer, body)
      }
      return result
    },
    // Low: after the SDK's own, whose body this one replaces.
    { name: 'wholeRequest', step: 'serialize', priority: 'low' },
  )
  middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args)
      const response = result.response as HttpAnswer

      if (reads.includes(operationOf(context)) && response.statusCode < 300) {
        const bytes = await client.config.streamCollector(response.body)
        response.body = bytes
        remember(response, bytes)
      }
      return result
    },
    // Low: nearer to the network than the SDK's own, which reads the body afterwards.
    { name: 'wholeAnswer', step: 'deserialize', priority: 'low' },
  )
}

function operationOf({ commandName = '' }: HandlerExecutionContext): string {
  return commandName.replace(/Command$/, '')
}

/** The SDK's own body gives what it makes up itself, such as a client token. */
function wholeRequest(body: unknown, input: Members, labels: string[]): string {
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body ?? '')
  const own: unknown = text === '' ? {} : JSON.parse(text)
  const rest = Object.entries(input).filter(([name]) => !labels.includes(name))
  return JSON.stringify({ ...Object(own), ...Object.fromEntries(rest) })
}

// What is no JSON is the SDK's to refuse, in the words that everybody knows.
function remember(response: HttpAnswer, bytes: Uint8Array): void {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes))

    if (typeof parsed === 'object' && parsed !== null) {
      bodies.set(response, parsed as Members)
    }
  } catch {
    return
  }
}
