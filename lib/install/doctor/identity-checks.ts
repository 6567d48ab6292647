import 'server-only'
import { parseArn } from '@/lib/aws/arn'
import { attempt } from '@/lib/aws/attempt'
import { type Connection, parseConnectionKey } from '@/lib/aws/connection'
import { loginLine } from '@/lib/bridge/call'
import { bridgeLine, optionOf } from '@/lib/clients/merge/bridge-line'
import type { CommandLine } from '@/lib/clients/merge/command-options'
import { type CallerIdentity, callerIdentity } from '@/lib/connections/identity'
import { connectionName } from '@/lib/connections/names'
import { simulate } from '@/lib/deployments/preflight/simulate'
import { env } from '@/lib/env'
import { type Check, failedCheck } from '@/lib/install/doctor/model'
import { variablesOf } from '@/lib/install/doctor/surroundings'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { freshToken } from '@/lib/sign-ins/fresh-token'
import { readSignIn } from '@/lib/sign-ins/keeping/store'
import { checkClaims, decodeClaims } from '@/lib/tokens/claims/claims'

const IDENTITY = 'Who calls'
const PERMISSION = 'Permission to call'

/** With which connection an entry's program signs: what it names, else the default chain. */
export function connectionOfEntry(line: CommandLine, entry: unknown, region: string): Connection {
  const bridge = bridgeLine(line)
  const named = bridge && parseConnectionKey(optionOf(bridge, '--connection') ?? '')
  const at = line.args.indexOf('--profile')
  const profile = variablesOf(entry).AWS_PROFILE ?? (bridge || at === -1 ? undefined : line.args[at + 1])
  return named ?? { source: profile === undefined ? { type: 'chain' } : { type: 'profile', profile }, region }
}

/** Whether the entry's credentials resolve, are of the runtime's account, and may call it. */
export async function signingChecks(
  connection: Connection,
  { arn }: Pick<RuntimeDetail, 'arn'>,
  entry: unknown,
): Promise<Check[]> {
  const identity = await callerIdentity(connection)

  if (!identity.ok) {
    return [failedCheck('identity', IDENTITY, identity.error)]
  }
  const { accountId, principal } = identity.data
  const account = parseArn(arn)?.accountId
  const who = `${connectionName(connection)} signs as ${principal} of account ${accountId}.`

  if (account !== undefined && account !== accountId) {
    return [
      {
        ...{ id: 'identity', title: IDENTITY, state: 'failed' },
        detail: `${who} The runtime is in account ${account}.`,
        remedy: 'Take a profile of that account: --connection profile:NAME/REGION.',
      },
    ]
  }
  return [
    isOfThisTerminal(connection, entry)
      ? {
          ...{ id: 'identity', title: IDENTITY, state: 'todo' },
          detail: `${who} The keys are variables of this terminal, which a client does not get.`,
          remedy: 'Sign in to a profile of ~/.aws, and install with --connection profile:NAME/REGION.',
        }
      : { id: 'identity', title: IDENTITY, state: 'ok', detail: who },
    await permissionCheck(connection, identity.data, arn),
  ]
}

/** The chain takes the variables first, and a client hands none of them on. */
function isOfThisTerminal({ source }: Connection, entry: unknown): boolean {
  return (
    source.type === 'chain' &&
    env().AWS_ACCESS_KEY_ID !== undefined &&
    variablesOf(entry).AWS_ACCESS_KEY_ID === undefined
  )
}

const INVOKE = 'bedrock-agentcore:InvokeAgentRuntime'

async function permissionCheck(connection: Connection, { arn }: CallerIdentity, runtime: string): Promise<Check> {
  const about = { id: 'permission', title: PERMISSION }
  const simulation = await simulate(connection, arn, [{ action: INVOKE, resource: runtime, context: {} }])

  if (simulation.state === 'unknown') {
    return { ...about, state: 'skipped', detail: `IAM could not be asked. ${simulation.why}` }
  }
  return simulation.missing.length === 0
    ? { ...about, state: 'ok', detail: `It may ${INVOKE} on this runtime.` }
    : {
        ...{ ...about, state: 'failed', detail: `It may not ${INVOKE} on this runtime.` },
        remedy: 'Have this policy added to it.',
        policy: invokePolicy(runtime),
      }
}

/** A call is checked against the runtime and against its endpoint. */
function invokePolicy(runtime: string): string {
  const statement = { Effect: 'Allow', Action: INVOKE, Resource: [runtime, `${runtime}/runtime-endpoint/*`] }
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2)
}

/** Whether a sign-in is kept, and whether the runtime will take what it gives. */
export async function signInChecks(connection: Connection, runtime: RuntimeDetail): Promise<Check[]> {
  const { id, arn, name, inboundAuth } = runtime
  const about = { id: 'sign-in', title: 'Sign-in' }
  const login = { remedy: 'Sign in once in a terminal.', command: loginLine(connection, { name, arn }) }

  if (inboundAuth.type !== 'jwt') {
    return []
  }
  const kept = await attempt(() => readSignIn({ runtimeArn: arn, discoveryUrl: inboundAuth.discoveryUrl }))

  if (!kept.ok) {
    return [failedCheck(about.id, about.title, kept.error)]
  }
  if (!kept.data) {
    return [{ ...about, state: 'failed', detail: 'Nobody is signed in.', ...login }]
  }
  const fresh = await attempt(() => freshToken(connection, { id, arn, authorizer: inboundAuth }))

  if (!fresh.ok) {
    return [failedCheck(about.id, about.title, fresh.error)]
  }
  if (!fresh.data) {
    return [{ ...about, state: 'failed', detail: 'The sign-in has ended.', ...login }]
  }
  const { token, userName, issuer } = fresh.data
  const claims = decodeClaims(token)
  const wrong =
    claims && checkClaims(claims, inboundAuth, Date.now(), issuer).find(({ verdict }) => verdict === 'failed')
  const detail = `${userName} is signed in, and the runtime takes the token.`
  return claims && !wrong
    ? [{ ...about, state: 'ok', detail }]
    : [
        {
          ...{ ...about, state: 'failed' },
          detail: `The runtime refuses the token: ${wrong ? `${wrong.claim}: ${wrong.why}` : 'it is opaque, not a JWT.'}`,
          ...login,
        },
      ]
}
