import { forgetTarget, reachTarget, type Target } from '@/cli/bridge/reach-target'
import { terminalWriter } from '@/lib/auth/terminal'
import { parseArn } from '@/lib/aws/arn'
import type { Connection } from '@/lib/aws/connection'
import { isRefusal, withComment } from '@/lib/bridge/comment'
import { forModernServers } from '@/lib/bridge/eras/modern-server'
import { guard } from '@/lib/bridge/guard'
import type { Lane } from '@/lib/bridge/lane'
import type { Message } from '@/lib/bridge/message'
import { ownRequests } from '@/lib/bridge/own-requests'
import { slipwayLine } from '@/lib/bridge/program'
import { keepRecord } from '@/lib/bridge/recording/keep-record'
import { recorder } from '@/lib/bridge/recording/record'
import { Relay } from '@/lib/bridge/relay'
import { readRules } from '@/lib/bridge/rules-file'
import { type Upstream, upstreamAt } from '@/lib/bridge/upstream'
import { wordsOf } from '@/lib/bridge/words'
import type { GuardPolicy } from '@/lib/mcp/guard/decide'
import type { ServerPlace } from '@/lib/mcp/guard/model'
import { AppError } from '@/lib/result'
import { root } from '@/scripts/lib/root.mjs'

export type LaneOptions = {
  connection?: Connection | undefined
  qualifier: string
  guard: GuardPolicy['mode']
  record: 'off' | 'on' | 'full'
}

/** The way from a client to one runtime, with guard and record. Nothing is looked up before the first message. */
export function openLane(runtime: string, options: LaneOptions, send: (message: Message) => void): Lane {
  const target = onceReached(
    () => reachTarget(runtime, options),
    () => forgetTarget(runtime, options),
  )
  const name = () => target.reached()?.name ?? runtime
  const own = ownRequests(send)
  let write: ReturnType<typeof recorder> | undefined
  const kept = keepRecord({
    session: () => relay.session,
    withArguments: options.record === 'full',
    runtime: () => target.reached()?.arn,
    write: (made) => {
      write ??= options.record === 'off' ? () => undefined : recorder(name())
      write(made)
    },
  })
  const watch = guard({
    own,
    policy: async () => policyOf((await target.reach()).name, options.guard),
    place: () => placeOf(target.reached()),
    onDecision: kept.onDecision,
  })
  const relay: Relay = new Relay({
    upstream: forModernServers(through(target), own.ask),
    before: watch.before,
    after: kept.after,
    toClient: (message) => {
      watch.heard(message)
      if (isRefusal(message)) {
        void withComment(message).then(send, () => send(message))
      } else {
        send(message)
      }
    },
    renew: async () => (await target.reach()).renew(),
    words: (trouble) => wordsOf(trouble, target.reached()?.auth ?? 'sigv4'),
  })
  return {
    take: (message) => {
      if (!own.take(message)) {
        void relay.take(message)
      }
    },
    end: async () => {
      relay.end()
      await leave(target.reached(), relay.session.sessionId)
    },
  }
}

/** Looks for the target until it was found once: what a person mends meanwhile works without a restart of the client. */
function onceReached(reach: () => Promise<Target>, forget: () => void): Reached {
  let reaching: Promise<Target> | undefined
  let reached: Target | undefined

  return {
    reached: () => reached,
    reach: async () => {
      reaching ??= reach().finally(() => {
        reaching = undefined
      })
      reached ??= await reaching
      return reached
    },
    again: async () => {
      forget()
      reached = await reach()
      return reached
    },
  }
}

/** `again` looks it up anew. */
type Reached = Record<'reach' | 'again', () => Promise<Target>> & { reached: () => Target | undefined }

function through({ reach, again }: Reached): Upstream {
  return async (message, sending) => {
    const { url, authorize, isRecalled } = await reach()
    const reply = await upstreamAt(url, authorize)(message, sending)

    if (!isRecalled || reply.kind !== 'refused' || !MAY_BE_OUTDATED.has(reply.status)) {
      return reply
    }
    const fresh = await again().catch(unlessGone)
    return fresh ? upstreamAt(fresh.url, fresh.authorize)(message, sending) : reply
  }
}

/** Who may call a runtime may not be let look it up; then the refusal stands. */
function unlessGone(error: unknown): undefined {
  if (error instanceof AppError && error.failure.code === 'not-found') {
    throw error
  }
}

/** It has gone, or lets in by other means than it did: nothing has run then. */
const MAY_BE_OUTDATED = new Set([401, 403, 404])

/** In read-only mode nothing but a read passes, whatever a rule allows. */
function policyOf(name: string, mode: GuardPolicy['mode']): GuardPolicy {
  const rules = readRules(name)
  return terminalWriter().ok
    ? { mode, rules, name, line: (words) => slipwayLine(root, words) }
    : { mode: 'read-only', rules: rules.filter(({ effect }) => effect === 'deny'), name }
}

/** Where the server's commands go when they don't say it. */
function placeOf(target: Target | undefined): ServerPlace {
  const { region, accountId } = parseArn(target?.arn ?? '') ?? {}
  return { ...(region ? { region } : {}), ...(accountId ? { account: accountId } : {}) }
}

/** The session's machine is not paid for until the idle time-out then. */
async function leave(target: Target | undefined, sessionId: string | undefined): Promise<void> {
  if (sessionId === undefined || !target) {
    return
  }
  const { connection, arn, url, credential } = target
  const { endSession } = await import('@/lib/mcp/tester/end-session')
  await endSession(connection, { arn, invocationUrl: url }, await credential(), sessionId).catch(() => false)
}
