import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Connection } from '@/lib/aws/connection'
import type { KeptSignIn } from '@/lib/tokens/model'
import { readRefreshToken } from '@/lib/tokens/sign-in/refresh-cookie'

/** The user whose sign-in this browser keeps for a runtime; undefined when it keeps none. */
export async function keptSignIn(
  actor: Actor,
  connection: Connection,
  runtimeId: string,
): Promise<KeptSignIn | undefined> {
  const kept = await readRefreshToken(actor, connection, runtimeId)
  return kept && { userName: kept.userName, until: kept.until }
}
