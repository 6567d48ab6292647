import { findRuntime } from '@/cli/shared/find-runtime'
import { printJson } from '@/cli/shared/report'
import { must, type Verb } from '@/cli/shared/verb'
import { nothingKept, tokenRuntime } from '@/cli/sign-in/kept-runtime'
import { forgetSignIn } from '@/cli/sign-in/logout'
import { passwordSignIn } from '@/cli/sign-in/password-sign-in'
import { readTokenOptions, type TokenOptions, withTokenOptions } from '@/cli/token/token-options'
import { attempt } from '@/lib/aws/attempt'
import { AppError } from '@/lib/result'
import { freshToken } from '@/lib/sign-ins/fresh-token'
import type { IssuedToken } from '@/lib/tokens/model'
import { issueToken } from '@/lib/tokens/sign-in/issue'
import { signInClient } from '@/lib/tokens/user-pool/pool'

/** Prints a fresh access token on standard output, and nothing else there. */
export const token: Verb = (command) =>
  void withTokenOptions(command).action(async (runtime, values) => {
    const options = await readTokenOptions(runtime, values)
    must(await attempt(() => run(options)))
  })

async function run(options: TokenOptions): Promise<void> {
  const { connection } = options
  const runtime = tokenRuntime(must(await findRuntime(connection, options.runtime)))

  if (options.forget) {
    await forgetSignIn(connection, runtime)
    return
  }
  const issued = (await keptToken(runtime, options)) ?? (await signedIn(runtime, options))

  for (const { claim, why } of issued.checks.filter(({ verdict }) => verdict === 'failed')) {
    process.stderr.write(`The runtime will refuse this token (${claim}): ${why}\n`)
  }
  print(issued, runtime, options.form)
}

type Runtime = ReturnType<typeof tokenRuntime>

async function keptToken(
  runtime: Runtime,
  { connection, user, client }: TokenOptions,
): Promise<IssuedToken | undefined> {
  const fresh = await freshToken(connection, runtime, { anew: true, user, clientId: client })
  return fresh && issueToken({ accessToken: fresh.token }, fresh.userName, runtime.authorizer, Date.now(), fresh.issuer)
}

/** Only a user pool takes a password from here; any other issuer wants a browser. */
async function signedIn({ id, arn, name, authorizer }: Runtime, options: TokenOptions): Promise<IssuedToken> {
  if (authorizer.userPoolId === undefined) {
    throw new AppError(nothingKept(options.connection, { name, arn }))
  }
  const pool = await signInClient(options.connection, id, options.client)
  const { userName, tokens } = await passwordSignIn(pool, arn, options, options.keep)
  return issueToken(tokens, userName, pool.authorizer, Date.now())
}

function print(issued: IssuedToken, { arn }: Runtime, form: TokenOptions['form']): void {
  if (form === 'json') {
    printJson({ runtime: arn, ...issued })
    return
  }
  const { accessToken } = issued
  const text = form === 'header' ? JSON.stringify({ Authorization: `Bearer ${accessToken}` }) : accessToken
  process.stdout.write(`${text}\n`)
}
