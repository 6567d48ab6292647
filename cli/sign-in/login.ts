import { EXIT } from '@/cli/shared/exit'
import { findRuntime } from '@/cli/shared/find-runtime'
import { readStdin, required } from '@/cli/shared/prompt'
import { must, type Verb } from '@/cli/shared/verb'
import { tokenRuntime } from '@/cli/sign-in/kept-runtime'
import { type LoginValues, withLoginOptions } from '@/cli/sign-in/login-options'
import { passwordSignIn } from '@/cli/sign-in/password-sign-in'
import { runtimeConnection } from '@/cli/token/token-options'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { type Order, type SignedIn, signIn } from '@/lib/sign-ins/sign-in'
import { type SignInClient, signInClient } from '@/lib/tokens/user-pool/pool'

/** Signs in once at the issuer that a runtime trusts, whoever that is, and keeps the sign-in for the bridge and `token`. */
export const login: Verb = (command, done) =>
  void withLoginOptions(command).action(async (wanted, values) => {
    const connection = await runtimeConnection(wanted, values.connection)
    const passes = must(await attempt(() => run(connection, wanted, values)))
    done(passes ? EXIT.done : EXIT.failed)
  })

async function run(connection: Connection, wanted: string, values: LoginValues): Promise<boolean> {
  const runtime = tokenRuntime(must(await findRuntime(connection, wanted)))
  const pool = await poolFor(connection, runtime, values)

  if (pool && usesPassword(pool, values)) {
    const { user, passwordStdin: passwordFromStdin = false } = values
    const { userName } = await passwordSignIn(pool, runtime.arn, { user, passwordFromStdin }, true)
    tell(`Signed in as ${userName}. The sign-in is kept, encrypted, and renews itself.`)
    return true
  }
  return report(await signIn(runtime, await orderOf(values, pool)))
}

/** A user pool knows the settings of its clients, which another issuer would not tell. */
async function poolFor(
  connection: Connection,
  { id, authorizer }: ReturnType<typeof tokenRuntime>,
  { clientId, machine, user }: LoginValues,
): Promise<SignInClient | undefined> {
  const isPool = authorizer.userPoolId !== undefined && !machine
  return isPool || user !== undefined ? signInClient(connection, id, clientId) : undefined
}

function usesPassword({ client }: SignInClient, { user, device }: LoginValues): boolean {
  const flows: readonly string[] = client?.AllowedOAuthFlows ?? []
  return user !== undefined || (!device && !flows.includes('code'))
}

async function orderOf(values: LoginValues, pool: SignInClient | undefined): Promise<Order> {
  const { clientId, scope, audience, resource, idToken, port, machine, device } = values
  return {
    ...{ scope, audience, resource, idToken, port, tell },
    way: machine ? 'machine' : device ? 'device' : 'browser',
    clientId: clientId ?? pool?.clientId,
    clientSecret: await secretOf(values, pool),
  }
}

async function secretOf({ secretStdin, machine }: LoginValues, pool: SignInClient | undefined) {
  if (secretStdin) {
    return readStdin()
  }
  return machine
    ? required('Secret of the client', { hidden: true, instead: '--secret-stdin' })
    : pool?.client?.ClientSecret
}

/** Whether the runtime will take the token; what it will not take is said before the first call. */
function report({ userName, issued, judgement, lasts }: SignedIn): boolean {
  for (const [index, { claim, why }] of judgement.checks.filter(({ verdict }) => verdict === 'failed').entries()) {
    tell(`The runtime will refuse this token (${claim}): ${why}\n  ${judgement.advice[index] ?? ''}`)
  }
  const until = issued.endsAt === 0 ? '' : ` It lasts until ${new Date(issued.endsAt).toISOString()}`
  tell(
    lasts
      ? `Signed in as ${userName}. The sign-in is kept, encrypted, and renews itself.`
      : `Signed in as ${userName}, for this one token: the issuer gave nothing to renew it with.${until && `${until}.`} ` +
          'Allow the client refresh tokens (offline_access) at the issuer to stay signed in.',
  )
  return judgement.passes
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}
