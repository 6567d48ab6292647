import type { Connection } from '@/lib/aws/connection'
import { loginLine } from '@/lib/bridge/call'
import { AppError, type Failure } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import type { JwtAuthorizer } from '@/lib/tokens/claims/claims'
import { root } from '@/scripts/lib/root.mjs'

/** A runtime that takes tokens, and who may give them. */
type TokenRuntime = { id: string; arn: string; name: string; authorizer: JwtAuthorizer }

/** The part of a runtime that signing in is about. Throws an AppError for one that takes AWS signatures. */
export function tokenRuntime({
  id,
  arn,
  name,
  inboundAuth,
}: Pick<RuntimeDetail, 'id' | 'arn' | 'name' | 'inboundAuth'>): TokenRuntime {
  if (inboundAuth.type !== 'jwt') {
    throw new AppError({
      code: 'conflict',
      message: 'This runtime accepts AWS signatures, not tokens.',
      remedy: 'There is nothing to sign in to: the bridge signs with the credentials of the connection.',
    })
  }
  return { id, arn, name, authorizer: inboundAuth }
}

/** Nothing is kept, or it has ended. */
export function nothingKept(connection: Connection, runtime: { name: string; arn: string }): Failure {
  return {
    code: 'credentials-expired',
    message: `No sign-in is kept for ${runtime.name}, or it has ended.`,
    remedy: 'Sign in once in a terminal.',
    command: loginLine(connection, runtime, root),
  }
}
