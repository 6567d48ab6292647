import { CODES, errorAnswer, failedTool, isMessage, type Message, paramsOf, type Request } from '@/lib/bridge/message'
import type { OwnRequests } from '@/lib/bridge/own-requests'
import type { Session } from '@/lib/bridge/session'
import type { GuardedTool } from '@/lib/mcp/guard/classify-tool'
import type { GuardPolicy } from '@/lib/mcp/guard/decide'
import type { Classification, ServerPlace } from '@/lib/mcp/guard/model'

export type GuardOptions = {
  /** Read for each call, so that a new rule counts at once. Waits until it is known by which name rules mean the server. */
  policy: () => GuardPolicy | Promise<GuardPolicy>
  own: OwnRequests
  place: () => ServerPlace
  now?: () => number
  onDecision?: (verdict: 'allow' | 'deny' | 'asked: yes' | 'asked: no', found: Classification, request: Request) => void
}

export type Guard = {
  /** An answer in place of the server's, when the call may not go on. */
  before: (request: Request, session: Session) => Promise<Message | undefined>
  /** Learns what the server says of its tools. */
  heard: (message: Message) => void
}

/** Looks at each call of a tool before it is sent. No boundary of security: the execution role is. */
export function guard({ policy, own, place, now = Date.now, onDecision }: GuardOptions): Guard {
  const tools = new Map<string, GuardedTool>()

  return {
    heard: ({ result }) => {
      for (const tool of toolsIn(result)) {
        tools.set(tool.name, tool)
      }
    },
    before: async (request, session) => {
      if (request.method !== 'tools/call') {
        return undefined
      }
      if (!isReadable(request)) {
        return errorAnswer(request.id, CODES.invalidParams, 'A call of a tool has a name and an object of arguments.')
      }
      const { name = '', arguments: args = {} } = paramsOf(request)
      const rules = await policy()
      // The catalogue of AWS is loaded with the first call, so that the handshake does not wait for it.
      const { judge } = await import('@/lib/mcp/guard/judge')
      const { verdict, found, why, notes, how } = await judge(tools.get(name) ?? { name }, args, rules, place(), now())

      if (verdict === 'allow') {
        onDecision?.('allow', found, request)
        return undefined
      }
      if (verdict === 'ask' && canAsk(session)) {
        const isYes = await asked(own, why, notes)
        onDecision?.(isYes ? 'asked: yes' : 'asked: no', found, request)
        return isYes
          ? undefined
          : failedTool(request.id, refusal(['You were asked, and did not agree.', ...why], notes))
      }
      onDecision?.('deny', found, request)
      return failedTool(request.id, refusal(why, notes, how))
    },
  }
}

/** What the guard can't read, the server may. */
function isReadable({ params }: Request): boolean {
  const { name, arguments: args } = (params ?? {}) as { name?: unknown; arguments?: unknown }
  return typeof name === 'string' && (args === undefined || args === null || isMessage(args))
}

function canAsk({ client }: Session): boolean {
  return client !== undefined && 'elicitation' in client.capabilities
}

async function asked(own: OwnRequests, why: string[], notes: string[]): Promise<boolean> {
  const answer = await own.ask('elicitation/create', {
    message: ['Let this call run?', ...[...why, ...notes].map(inOneLine)].join('\n'),
    requestedSchema: {
      type: 'object',
      properties: {
        run: {
          type: 'boolean',
          title: 'Run it',
          description: 'Runs it once, with the permissions of the execution role.',
        },
      },
      required: ['run'],
    },
  })
  const { action, content } = (answer?.result ?? {}) as { action?: unknown; content?: { run?: unknown } }
  return action === 'accept' && content?.run === true
}

/** Line breaks and unseen signs of a command could pass for words of the guard. */
function inOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
}

function refusal(why: string[], notes: string[], how: string[] = []): string {
  const remedy = how.length > 0 ? ['To allow it, a person runs in a terminal:', ...how] : []
  return ['Slipway’s guard did not send this call.', ...why, ...notes, ...remedy].join('\n')
}

function toolsIn(result: unknown): GuardedTool[] {
  const { tools } = (result ?? {}) as { tools?: unknown }
  return Array.isArray(tools) ? tools.filter((tool): tool is GuardedTool => typeof tool?.name === 'string') : []
}
