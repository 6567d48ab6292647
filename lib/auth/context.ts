import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { after, connection } from 'next/server'
import { cache } from 'react'
import { type Actor, mintActor, type WritingActor } from '@/lib/auth/actor'
import { isSecure } from '@/lib/auth/door/base-url'
import { type Session, sessionOf } from '@/lib/auth/session'
import type { Connection } from '@/lib/aws/connection'
import { endRenderWith } from '@/lib/aws/conversation'
import { currentConnection } from '@/lib/aws/current-connection'
import { env } from '@/lib/env'
import { routes } from '@/lib/routes'

/** Who asks, and whose AWS it is about. */
export type Context<By extends Actor = Actor> = { actor: By; connection: Connection }

/** The same of somebody who may write. */
export type WriteContext = Context<WritingActor>

/** For pages. Somebody without a session is sent to sign in. */
export async function requireContext(): Promise<Context> {
  return (await currentContext()) ?? redirect(routes.signIn())
}

/** For route handlers and actions; null without a session. */
export const currentContext = cache(async (): Promise<Context | null> => {
  const actor = await currentActor()
  endWithResponse()
  return actor && { actor, connection: await currentConnection() }
})

/** What a page asks AWS ends when its response does, so also when its client leaves: React goes on rendering then. */
function endWithResponse(): void {
  const ends = new AbortController()
  endRenderWith(ends.signal)
  after(() => ends.abort())
}

/** Who is signed in, without touching any connection; null without a session. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const session = await currentSession()
  return session && mintActor({ name: session.name, method: session.method, canWrite: !env().SLIPWAY_READ_ONLY })
})

/** The session of this request, for what is about sessions themselves; null without one. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const asked = await headers()
  // A session is weighed by the clock, so nothing of it belongs in what is rendered ahead.
  await connection()
  return sessionOf(asked.get('cookie'), isSecure(env()))
})
