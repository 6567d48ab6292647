import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { sessionSecret } from '@/lib/auth/secret'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { open, seal } from '@/lib/tokens/sign-in/seal'
import type { Pending } from '@/lib/tokens/sign-in/sign-in'

/** Cognito's own lifetime of a challenge session, unless the app client has another. */
const DEFAULT_MINUTES = 3

/** With the app client that asks. */
type PendingWith = Pending & { clientId: string }

/** A challenge on its way through the browser, which can neither read nor change it. */
export function sealPending(
  actor: Actor,
  connection: Connection,
  runtimeId: string,
  pending: PendingWith,
  minutes = DEFAULT_MINUTES,
): Promise<string> {
  const bound = boundTo(actor, connection, runtimeId)
  return seal(sessionSecret(), { ...bound, expiresInSeconds: minutes * 60, content: pending })
}

export async function openPending(
  actor: Actor,
  connection: Connection,
  runtimeId: string,
  sealed: string,
): Promise<PendingWith | undefined> {
  const content = (await open(sessionSecret(), sealed, boundTo(actor, connection, runtimeId))) ?? {}
  const { name, session, userName, cognitoName, clientId } = content
  return name && session && userName && cognitoName && clientId
    ? { name, session, userName, cognitoName, clientId }
    : undefined
}

function boundTo(actor: Actor, connection: Connection, runtimeId: string) {
  return { audience: `challenge ${connectionKey(connection)} ${runtimeId}`, subject: actor.name }
}
