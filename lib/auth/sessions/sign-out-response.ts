import 'server-only'
import { cookies } from 'next/headers'
import { currentSession } from '@/lib/auth/context'
import { SEALED_SIGN_IN_PREFIX, sessionCookieName, sessionCookieOptions } from '@/lib/auth/cookies'
import { isSecure } from '@/lib/auth/door/base-url'
import type { Session } from '@/lib/auth/session'
import { sessionStore } from '@/lib/auth/sessions/store'
import { env } from '@/lib/env'
import { routes } from '@/lib/routes'

/**
 * The answer to a form that signs out: this session, with `session` another one by its id, with `everywhere` all of them. Where this
 * one ends, so do its cookie, what is kept of sign-ins to user pools, and everything that the browser has cached of the pages.
 */
export async function endSession(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => new FormData())
  const current = await currentSession()
  const ending = current ? idsOf(form, current) : []
  sessionStore().end(ending)

  if (current && !ending.includes(current.id)) {
    return answer(routes.settingsSession(), {})
  }
  await clearCookies()
  return answer(routes.signIn(), { 'Clear-Site-Data': '"cache"' })
}

function idsOf(form: FormData, current: Session): string[] {
  const other = form.get('session')

  if (form.has('everywhere')) {
    return sessionStore()
      .list()
      .map(({ id }) => id)
  }
  return [typeof other === 'string' ? other : current.id]
}

async function clearCookies(): Promise<void> {
  const secure = isSecure(env())
  const jar = await cookies()
  jar.set(sessionCookieName(secure), '', { ...sessionCookieOptions(secure), maxAge: 0 })

  for (const { name } of jar.getAll().filter(({ name }) => name.startsWith(SEALED_SIGN_IN_PREFIX))) {
    jar.delete(name)
  }
}

function answer(location: string, headers: Record<string, string>): Response {
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store', ...headers } })
}
