import type { GuardOptions } from '@/lib/bridge/guard'
import { type Message, paramsOf, type Request } from '@/lib/bridge/message'
import { type RecordEntry, redactedArguments } from '@/lib/bridge/recording/record'
import { steeringIn, textsOf } from '@/lib/bridge/recording/steering'
import type { RelayOptions } from '@/lib/bridge/relay'
import type { Session } from '@/lib/bridge/session'
import type { Classification } from '@/lib/mcp/guard/model'

type KeepOptions = {
  session: () => Session
  write: (made: RecordEntry) => void
  withArguments: boolean
  /** ARN of the runtime, once it is known. */
  runtime?: () => string | undefined
  now?: () => number
}

type Kept = {
  onDecision: NonNullable<GuardOptions['onDecision']>
  after: NonNullable<RelayOptions['after']>
}

const RECORDED = /^(tools\/call|resources\/read|prompts\/get)$/

/** Joins what the guard decided with what came of a call, and writes it down. A record that can't be written stops no call. */
export function keepRecord({ session, write, withArguments, runtime, now = Date.now }: KeepOptions): Kept {
  const decided = new WeakMap<Request, Pick<RecordEntry, 'verdict' | 'class' | 'actions'>>()

  return {
    onDecision: (verdict, found, request) => decided.set(request, { verdict, class: found.class, ...actionsOf(found) }),
    after: (request, { answer, outcome, tries, ms }) => {
      if (!RECORDED.test(request.method)) {
        return
      }
      const { name, arguments: args } = paramsOf(request)
      const { client, sessionId } = session()
      const arn = runtime?.()
      const guarded = decided.get(request) ?? {}
      try {
        write({
          at: new Date(now() - ms).toISOString(),
          client: client?.name ?? 'unnamed',
          ...(arn === undefined ? {} : { runtime: arn }),
          ...(sessionId === undefined ? {} : { session: sessionId }),
          method: request.method,
          ...(name === undefined ? {} : { tool: name }),
          ...guarded,
          outcome: outcome ?? outcomeOf(answer, tries),
          ms,
          bytes: answer ? Buffer.byteLength(JSON.stringify(answer)) : 0,
          tries,
          ...steeringOf(answer),
          ...requestsOf(answer),
          ...(withArguments ? { arguments: redactedArguments(args) } : {}),
        })
      } catch (error) {
        process.stderr.write(`The record could not be written: ${error instanceof Error ? error.message : error}\n`)
      }
    },
  }
}

const MOST_ACTIONS = 10

function actionsOf({ parts }: Classification): Pick<RecordEntry, 'actions'> {
  const actions = [...new Set(parts.flatMap((part) => part.actions))].slice(0, MOST_ACTIONS)
  return actions.length > 0 ? { actions } : {}
}

function steeringOf(answer: Message | undefined): Pick<RecordEntry, 'steering'> {
  const found = answer ? steeringIn(textsOf(answer.result)) : []
  return found.length > 0 ? { steering: found } : {}
}

const MOST_REQUESTS = 20
const REQUEST_ID = /"RequestId\\*":\s*\\*"([\w-]{8,64})\\*"/gi

/** The server's answers carry what botocore notes of a response. */
function requestsOf(answer: Message | undefined): Pick<RecordEntry, 'requests'> {
  const found = answer ? [...JSON.stringify(answer.result ?? null).matchAll(REQUEST_ID)] : []
  const requests = [...new Set(found.map(([, id = '']) => id))].slice(0, MOST_REQUESTS)
  return requests.length > 0 ? { requests } : {}
}

function outcomeOf(answer: Message | undefined, tries: number): string {
  if (!answer) {
    return 'cancelled'
  }
  if (tries === 0) {
    return 'not sent'
  }
  if ('error' in answer) {
    return 'error'
  }
  const { isError } = (answer.result ?? {}) as { isError?: unknown }
  return isError === true ? 'failed' : 'answered'
}
