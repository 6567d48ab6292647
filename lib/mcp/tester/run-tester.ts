import 'server-only'
import { z } from 'zod'
import { type Actor, asWriter } from '@/lib/auth/actor'
import type { Connection } from '@/lib/aws/connection'
import { apart } from '@/lib/aws/conversation'
import type { Credential } from '@/lib/mcp/access'
import { commandAccess } from '@/lib/mcp/command/command-access'
import { testCredential } from '@/lib/mcp/credential'
import { callTester, type Link, openTester } from '@/lib/mcp/tester/tester'
import type { TesterReport, TesterTool } from '@/lib/mcp/tester/tester-model'
import type { TesterInput } from '@/lib/mcp/tester/tester-schema'
import {
  endWatched,
  IDLE_SECONDS,
  watchedLink,
  watchedReadingTools,
  watchSession,
} from '@/lib/mcp/tester/tester-sessions'
import { type Failure, fail, ok, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { getRuntime } from '@/lib/runtimes/queries'
import { decodeClaims, expiryOf, MIN_LIFE_SECONDS } from '@/lib/tokens/claims/claims'

type Call = Extract<TesterInput, { do: 'call' }>

/** One request of the tool tester. Nothing that may change AWS is sent before the person has agreed. */
export async function runTester(
  actor: Actor,
  connection: Connection,
  input: TesterInput,
): Promise<Result<TesterReport>> {
  const runtime = await getRuntime(connection, input.runtimeId)

  if (!runtime.ok) {
    return runtime
  }
  if (input.do === 'call') {
    const doubt = await doubtAbout(actor, runtime.data, input)

    if (doubt !== undefined && !asWriter(actor).ok) {
      return fail({ ...READ_ONLY, details: doubt })
    }
    if (doubt !== undefined && !input.isConfirmed) {
      const nothing = { durationMs: 0, attempts: 0, exchanges: [] }
      return ok({ do: 'call', report: { state: 'ask', why: doubt, ...nothing } })
    }
  }
  const link = await linkOf(actor, connection, runtime.data, input)
  // A session that is half open when the client leaves has a machine that nobody would end.
  return link.ok ? ok(await apart(() => perform(actor.name, link.data, input))) : link
}

async function perform(owner: string, link: Link, input: TesterInput): Promise<TesterReport> {
  switch (input.do) {
    case 'open': {
      const report = await openTester(link, IDLE_SECONDS)

      if (report.ok) {
        const { sessionId, tools } = report.session
        watchSession(owner, sessionId, link, readingTools(tools))
      }
      return { do: 'open', report }
    }
    case 'call': {
      const { sessionId, protocolVersion, tool: name } = input
      watchSession(owner, sessionId, link)
      const report = await callTester(link, { sessionId, protocolVersion }, { name, arguments: input.arguments })
      watchSession(owner, sessionId, link)
      return { do: 'call', report }
    }
    case 'end':
      return { do: 'end', isEnded: await endWatched(owner, input.sessionId, link) }
  }
}

function readingTools(tools: TesterTool[]): Set<string> {
  return new Set(tools.flatMap(({ name, isReadOnly }) => (isReadOnly ? [name] : [])))
}

/** The session's own credential while it lasts; else AWS credentials, the pasted token, or a fresh one. */
async function linkOf(
  actor: Actor,
  connection: Connection,
  runtime: RuntimeDetail,
  input: TesterInput,
): Promise<Result<Link>> {
  const subject = { arn: runtime.arn, invocationUrl: runtime.invocationUrl }
  const known = input.do === 'open' ? undefined : watchedLink(actor.name, input.sessionId, { subject })

  if (known && hasLife(known.credential)) {
    return ok(known)
  }
  const credential = await testCredential(actor, connection, runtime, input.do === 'open' ? input.token : undefined)
  return credential.ok ? ok({ subject, connection, credential: credential.data }) : credential
}

function hasLife(credential: Credential): boolean {
  const expiry = credential.type === 'jwt' ? expiryOf(decodeClaims(credential.token) ?? {}) : Infinity
  return expiry === undefined || expiry - Date.now() > MIN_LIFE_SECONDS * 1000
}

/**
 * Why a call may change something; undefined when it only reads. Nothing that the browser says counts: the tools told their server's
 * hints when the session was opened, and in read-only mode only tools that Slipway knows are called at all.
 */
async function doubtAbout(
  actor: Actor,
  { arn, invocationUrl }: RuntimeDetail,
  { tool, sessionId, arguments: values }: Call,
): Promise<string | undefined> {
  if (tool === 'call_aws') {
    return doubtAboutCommands(values)
  }
  const told = watchedReadingTools(actor.name, sessionId, { subject: { arn, invocationUrl } })

  if (!told.has(tool)) {
    return 'The tool does not say that it only reads.'
  }
  return asWriter(actor).ok || tool === SUGGESTS ? undefined : 'Only the server itself says that this tool reads.'
}

async function doubtAboutCommands({ cli_command: given, ...others }: Call['arguments']): Promise<string | undefined> {
  const commands = z.array(z.string()).min(1).safeParse([given].flat()).data
  const strange = Object.keys(others).find((name) => !HARMLESS_ARGUMENTS.has(name))

  if (!commands || strange !== undefined) {
    return strange === undefined ? 'It names no command.' : `What the argument ${strange} does is not known.`
  }
  const found = await Promise.all(commands.map(commandAccess))
  const doubts = found.flatMap((access) => (access.kind === 'reads' ? [] : [access.why]))
  return doubts.length === 0 ? undefined : [...new Set(doubts)].join(' ')
}

/** The other tool of the AWS API MCP Server: it answers commands and runs none. */
const SUGGESTS = 'suggest_aws_commands'
const HARMLESS_ARGUMENTS = new Set(['max_results'])

const READ_ONLY: Failure = {
  code: 'read-only',
  message: 'This console is in read-only mode, and this call may change something.',
  remedy: 'Start Slipway without SLIPWAY_READ_ONLY to make it.',
}
