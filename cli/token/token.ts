import { findRuntime } from '@/cli/shared/find-runtime'
import { printJson } from '@/cli/shared/report'
import { must, type Verb } from '@/cli/shared/verb'
import { dropKept, readKept, writeKept } from '@/cli/token/kept-token'
import { renewKept, type SignedIn } from '@/cli/token/renew-kept'
import { readTokenOptions, type TokenOptions, withTokenOptions } from '@/cli/token/token-options'
import { signInHere } from '@/cli/token/token-sign-in'
import { attempt } from '@/lib/aws/attempt'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import type { IssuedToken } from '@/lib/tokens/model'
import { issueToken } from '@/lib/tokens/sign-in/issue'
import { endSignIn } from '@/lib/tokens/sign-in/sign-in'
import { type SignInClient, signInClient } from '@/lib/tokens/user-pool/pool'

/** Prints a fresh access token on standard output, and nothing else there. */
export const token: Verb = (command) =>
  void withTokenOptions(command).action(async (runtime, values) => {
    const options = await readTokenOptions(runtime, values)
    must(await attempt(() => run(options)))
  })

async function run(options: TokenOptions): Promise<void> {
  const runtime = must(await findRuntime(options.connection, options.runtime))
  const kept = readKept(runtime.arn)
  const pool = await signInClient(options.connection, runtime.id, options.client ?? kept?.clientId)

  if (options.forget) {
    await forget(pool, runtime.arn)
    return
  }
  const { userName, tokens } =
    (await renewKept(pool, runtime.arn, options.user)) ?? (await signedIn(pool, runtime.arn, options))
  const issued = issueToken(tokens, userName, pool.authorizer, Date.now())

  for (const { claim, why } of issued.checks.filter(({ verdict }) => verdict === 'failed')) {
    process.stderr.write(`The runtime will refuse this token (${claim}): ${why}\n`)
  }
  print(issued, runtime, options.form)
}

async function signedIn(pool: SignInClient, runtimeArn: string, options: TokenOptions): Promise<SignedIn> {
  const { userName, tokens } = await signInHere(pool, options)

  if (options.keep && tokens.refreshToken !== undefined) {
    writeKept({ runtimeArn, userName, refreshToken: tokens.refreshToken, clientId: pool.clientId })
  }
  return { userName, tokens }
}

/** Nothing is left behind even when Cognito can't be asked any more. */
async function forget(pool: SignInClient, arn: string): Promise<void> {
  const kept = readKept(arn)
  dropKept(arn)

  if (kept) {
    await endSignIn(pool, kept.refreshToken, false)
  }
  process.stderr.write(kept ? `The sign-in of ${kept.userName} is revoked and forgotten.\n` : 'Nothing was kept.\n')
}

function print(issued: IssuedToken, { arn }: RuntimeDetail, form: TokenOptions['form']): void {
  if (form === 'json') {
    printJson({ runtime: arn, ...issued })
    return
  }
  const { accessToken } = issued
  const text = form === 'header' ? JSON.stringify({ Authorization: `Bearer ${accessToken}` }) : accessToken
  process.stdout.write(`${text}\n`)
}
