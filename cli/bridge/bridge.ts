import { Option } from '@commander-js/extra-typings'
import { forgetTarget, reachTarget, type Target } from '@/cli/bridge/reach-target'
import { CONNECTION_OPTION } from '@/cli/shared/connection'
import { EXIT } from '@/cli/shared/exit'
import type { Verb } from '@/cli/shared/verb'
import { terminalWriter } from '@/lib/auth/terminal'
import { parseArn } from '@/lib/aws/arn'
import { guard } from '@/lib/bridge/guard'
import { keepRecord } from '@/lib/bridge/keep-record'
import { linesOf } from '@/lib/bridge/lines'
import { CODES, errorAnswer, isMessage, type Message } from '@/lib/bridge/message'
import { type OwnRequests, ownRequests } from '@/lib/bridge/own-requests'
import { recorder } from '@/lib/bridge/record'
import { Relay } from '@/lib/bridge/relay'
import { readRules } from '@/lib/bridge/rules-file'
import { type Upstream, upstreamAt } from '@/lib/bridge/upstream'
import { wordsOf } from '@/lib/bridge/words'
import type { GuardPolicy } from '@/lib/mcp/guard/decide'
import type { ServerPlace } from '@/lib/mcp/guard/model'
import { AppError } from '@/lib/result'

const NOTES = `
An MCP server on standard input and output, for a client to start. It ends when standard input does.`

/** Stands between an MCP client and a runtime: signs, keeps the session alive, and says in words what fails. */
export const bridge: Verb = (command, done) =>
  void command
    .argument('<runtime>', 'name, id or ARN of the runtime')
    .addOption(CONNECTION_OPTION)
    .addOption(new Option('--qualifier <name>', "the runtime's endpoint").default('DEFAULT'))
    .addOption(
      new Option(
        '--guard <mode>',
        'what may run without a question: everything, or what only reads; or nothing else at all',
      )
        .choices(['off', 'ask', 'read-only'] as const)
        .default('ask' as const),
    )
    .addHelpText('after', NOTES)
    .addOption(
      new Option('--record <how>', 'what is written down of each call: nothing, what it was, or its arguments too')
        .choices(['off', 'on', 'full'] as const)
        .default('on' as const),
    )
    .action(async (runtime, options) => {
      const target = onceReached(
        () => reachTarget(runtime, options),
        () => forgetTarget(runtime, options),
      )
      const own = ownRequests(send)
      const relay = relayTo(target, own, runtime, options)
      await serve((message) => own.take(message) || void relay.take(message))
      relay.end()
      await leave(target, relay.session.sessionId)
      done(EXIT.done)
    })

type Wanted = { guard: GuardPolicy['mode']; record: 'off' | 'on' | 'full' }

function relayTo(target: Reached, own: OwnRequests, runtime: string, { guard: mode, record }: Wanted): Relay {
  const name = () => target.reached()?.name ?? runtime
  let write: ReturnType<typeof recorder> | undefined
  const kept = keepRecord({
    session: () => relay.session,
    withArguments: record === 'full',
    runtime: () => target.reached()?.arn,
    write: (made) => {
      write ??= record === 'off' ? () => undefined : recorder(name())
      write(made)
    },
  })
  const watch = guard({
    own,
    policy: () => policyOf(name(), mode),
    place: () => placeOf(target.reached()),
    onDecision: kept.onDecision,
  })
  const relay: Relay = new Relay({
    upstream: through(target),
    before: watch.before,
    after: kept.after,
    toClient: (message) => {
      watch.heard(message)
      send(message)
    },
    renew: async () => (await target.reach()).renew(),
    words: (trouble) => wordsOf(trouble, target.reached()?.auth ?? 'sigv4'),
  })
  return relay
}

/** Looks for the target until it was found once: what a person mends meanwhile works without a restart of the client. */
function onceReached(reach: () => Promise<Target>, forget: () => void): Reached {
  let reaching: Promise<Target> | undefined
  let reached: Target | undefined

  const once = async () => {
    reaching ??= reach().finally(() => {
      reaching = undefined
    })
    reached ??= await reaching
    return reached
  }
  return {
    reached: () => reached,
    reach: once,
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

/** Reads messages until the client closes its side. Each is taken at once, so that a slow call holds nobody up. */
async function serve(take: (message: Message) => void): Promise<void> {
  for await (const line of linesOf(process.stdin)) {
    read(line).forEach(take)
  }
}

/** In read-only mode nothing but a read passes, whatever a rule allows. */
function policyOf(name: string, mode: GuardPolicy['mode']): GuardPolicy {
  const rules = readRules(name)
  return terminalWriter().ok
    ? { mode, rules, name }
    : { mode: 'read-only', rules: rules.filter(({ effect }) => effect === 'deny'), name }
}

/** Where the server's commands go when they don't say it. */
function placeOf(target: Target | undefined): ServerPlace {
  const { region, accountId } = parseArn(target?.arn ?? '') ?? {}
  return { ...(region ? { region } : {}), ...(accountId ? { account: accountId } : {}) }
}

function read(line: string): Message[] {
  try {
    const value: unknown = JSON.parse(line)
    const messages = (Array.isArray(value) ? value : [value]).filter(isMessage)
    if (messages.length > 0) {
      return messages
    }
    send(errorAnswer(null, CODES.invalidRequest, 'This is not a JSON-RPC message.'))
  } catch {
    send(errorAnswer(null, CODES.parse, 'This line is not JSON.'))
  }
  return []
}

function send(message: Message): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}

/** The session's machine is not paid for until the idle time-out then. */
async function leave({ reached }: Reached, sessionId: string | undefined): Promise<void> {
  const target = reached()

  if (sessionId === undefined || !target) {
    return
  }
  const { connection, arn, url, credential } = target
  const { endSession } = await import('@/lib/mcp/tester/end-session')
  await endSession(connection, { arn, invocationUrl: url }, await credential(), sessionId).catch(() => false)
}
