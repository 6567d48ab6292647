import { setTimeout as sleep } from 'node:timers/promises'
import { printJson } from '@/cli/shared/report'
import { must, type Verb } from '@/cli/shared/verb'
import { dropKept, readKept, writeKept } from '@/cli/token/kept-token'
import { readTokenOptions, type TokenOptions, withTokenOptions } from '@/cli/token/token-options'
import { signInHere } from '@/cli/token/token-sign-in'
import { parseArn } from '@/lib/aws/arn'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { fail, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { getRuntime, listRuntimes } from '@/lib/runtimes/queries'
import type { IssuedToken } from '@/lib/tokens/model'
import { issueToken } from '@/lib/tokens/sign-in/issue'
import { endSignIn, type Tokens, tokensByRefresh } from '@/lib/tokens/sign-in/sign-in'
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
    (await renewed(pool, runtime.arn, options)) ?? (await signedIn(pool, runtime.arn, options))
  const issued = issueToken(tokens, userName, pool.authorizer, Date.now())

  for (const { claim, why } of issued.checks.filter(({ verdict }) => verdict === 'failed')) {
    process.stderr.write(`The runtime will refuse this token (${claim}): ${why}\n`)
  }
  print(issued, runtime, options.form)
}

/** Longer than it takes to write a file. */
const KEEPING_MS = 500

type SignedIn = { userName: string; tokens: Tokens }

/** With the kept sign-in, when there is one and it is of the user that was asked for. */
async function renewed(pool: SignInClient, arn: string, options: TokenOptions): Promise<SignedIn | undefined> {
  const { user } = options
  const kept = readKept(arn)

  if (!kept || kept.clientId !== pool.clientId || (user !== undefined && user !== kept.userName)) {
    return undefined
  }
  const result = await attempt(() => tokensByRefresh(pool, kept.refreshToken))

  if (!result.ok && result.error.code === 'credentials-expired') {
    // Another client's helper may have used it at the same moment, and be about to keep the one that came instead.
    await sleep(KEEPING_MS)

    if (readKept(arn)?.refreshToken !== kept.refreshToken) {
      return renewed(pool, arn, options)
    }
    dropKept(arn)
    return undefined
  }
  const tokens = must(result)

  if (tokens.refreshToken !== undefined) {
    writeKept({ ...kept, refreshToken: tokens.refreshToken })
  }
  return { userName: kept.userName, tokens }
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

async function findRuntime(connection: Connection, wanted: string): Promise<Result<RuntimeDetail>> {
  const resource = parseArn(wanted)?.resource
  const name = resource?.startsWith('runtime/') ? resource.slice('runtime/'.length) : wanted

  if (/-[a-zA-Z0-9]{10}$/.test(name)) {
    return getRuntime(connection, name)
  }
  const runtimes = await listRuntimes(connection)

  if (!runtimes.ok) {
    return runtimes
  }
  const found = runtimes.data.find((runtime) => runtime.name === name)
  return found
    ? getRuntime(connection, found.id)
    : fail({
        code: 'not-found',
        message: `There is no runtime ${name} in ${connection.region}.`,
        remedy: 'Give its ARN, or another --connection.',
      })
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
