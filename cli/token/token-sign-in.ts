import { readStdin, required } from '@/cli/shared/prompt'
import { env } from '@/lib/env'
import type { Challenge, ChallengeAnswer } from '@/lib/tokens/sign-in/challenge'
import { answerPending, startSignIn, type Tokens } from '@/lib/tokens/sign-in/sign-in'
import type { SignInClient } from '@/lib/tokens/user-pool/pool'

export type Credentials = { user?: string | undefined; passwordFromStdin: boolean }

/** Signs in with what was given, and asks on the terminal for the rest. Throws an AppError when nobody can be asked. */
export async function signInHere(
  pool: SignInClient,
  options: Credentials,
): Promise<{ userName: string; tokens: Tokens }> {
  const userName = options.user ?? (await required('User name', { instead: '--user NAME' }))
  const password = await passwordOf(options)
  let answer = await startSignIn(pool, { userName, password })

  while (answer.state === 'challenge') {
    const { challenge, pending } = answer
    answer = await answerPending(pool, pending, await answerOf(challenge))
  }
  return { userName, tokens: answer.tokens }
}

async function passwordOf({ passwordFromStdin }: Credentials): Promise<string> {
  if (passwordFromStdin) {
    return readStdin()
  }
  return (
    env().SLIPWAY_TOKEN_PASSWORD ??
    required('Password', { instead: '--password-stdin or SLIPWAY_TOKEN_PASSWORD', hidden: true })
  )
}

async function answerOf(challenge: Challenge): Promise<ChallengeAnswer> {
  switch (challenge.kind) {
    case 'new-password':
      return newPassword(challenge.attributes)
    case 'choice':
      return { choice: await required(`One of ${challenge.options.join(', ')}`) }
    case 'setup':
      process.stderr.write(`Add this key to an authenticator app: ${challenge.key}\n`)
      return { code: await required('Code that it shows') }
    case 'code':
      return {
        code: await required(
          `Code (${challenge.name}${challenge.destination ? `, sent to ${challenge.destination}` : ''})`,
        ),
      }
  }
}

async function newPassword(names: string[]): Promise<ChallengeAnswer> {
  const attributes: Record<string, string> = {}

  for (const name of names) {
    attributes[name] = await required(name)
  }
  return { newPassword: await required('New password', { hidden: true }), attributes }
}
