import 'server-only'
import { cookies } from 'next/headers'
import { isSecure } from '@/lib/auth/base-url'
import { SEALED_SIGN_IN_PREFIX, sessionCookieName, sessionCookieOptions } from '@/lib/auth/cookies'
import { env } from '@/lib/env'
import { routes } from '@/lib/routes'

/** Clears the session cookie, what is kept of sign-ins to user pools, and everything that the browser has cached of the pages. */
export async function endSession(): Promise<Response> {
  const secure = isSecure(env())
  const jar = await cookies()
  jar.set(sessionCookieName(secure), '', { ...sessionCookieOptions(secure), maxAge: 0 })

  for (const { name } of jar.getAll().filter(({ name }) => name.startsWith(SEALED_SIGN_IN_PREFIX))) {
    jar.delete(name)
  }
  return new Response(null, {
    status: 303,
    headers: { Location: routes.signIn(), 'Cache-Control': 'no-store', 'Clear-Site-Data': '"cache"' },
  })
}
