import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Connection } from '@/lib/aws/connection'
import type { Credential } from '@/lib/mcp/access'
import { commandAccess } from '@/lib/mcp/command-access'
import { testCredential } from '@/lib/mcp/credential'
import { callTester, type Link, openTester } from '@/lib/mcp/tester'
import type { TesterReport } from '@/lib/mcp/tester-model'
import type { TesterInput } from '@/lib/mcp/tester-schema'
import { endWatched, IDLE_SECONDS, watchedLink, watchSession } from '@/lib/mcp/tester-sessions'
import { type Failure, fail, ok, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { getRuntime } from '@/lib/runtimes/queries'
import { decodeClaims, expiryOf, MIN_LIFE_SECONDS } from '@/lib/tokens/claims'

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
    // Read-only mode does not take the browser's word for what a tool does.
    const isTrusted = actor.canWrite || KNOWN_TOOLS.has(input.tool)
    const doubt = await doubtAbout(isTrusted ? input : { ...input, isReadOnly: false })

    if (doubt !== undefined && !actor.canWrite) {
      return fail({ ...READ_ONLY, details: doubt })
    }
    if (doubt !== undefined && !input.isConfirmed) {
      const nothing = { durationMs: 0, attempts: 0, exchanges: [] }
      return ok({ do: 'call', report: { state: 'ask', why: doubt, ...nothing } })
    }
  }
  const link = await linkOf(actor, connection, runtime.data, input)
  return link.ok ? ok(await perform(actor.name, link.data, input)) : link
}

async function perform(owner: string, link: Link, input: TesterInput): Promise<TesterReport> {
  switch (input.do) {
    case 'open': {
      const report = await openTester(link, IDLE_SECONDS)

      if (report.ok) {
        watchSession(owner, report.session.sessionId, link)
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

/** Why a call may change something; undefined when it only reads. */
async function doubtAbout({ tool, arguments: values, isReadOnly }: Call): Promise<string | undefined> {
  if (tool !== 'call_aws') {
    return isReadOnly ? undefined : 'The tool does not say that it only reads.'
  }
  const given = values.cli_command
  const commands = (Array.isArray(given) ? given : [given]).map(String)
  const found = await Promise.all(commands.map(commandAccess))
  const doubts = found.flatMap((access) => (access.kind === 'reads' ? [] : [access.why]))
  return doubts.length === 0 ? undefined : doubts.join(' ')
}

/** Tools of the AWS API MCP Server that change nothing by themselves. */
const KNOWN_TOOLS = new Set(['call_aws', 'suggest_aws_commands'])

const READ_ONLY: Failure = {
  code: 'read-only',
  message: 'This console is in read-only mode, and this call may change something.',
  remedy: 'Start Slipway without SLIPWAY_READ_ONLY to make it.',
}
