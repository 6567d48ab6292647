import { type NextRequest, NextResponse } from 'next/server'
import { isSecure, ownOrigins } from '@/lib/auth/base-url'
import { sessionCookieName, sessionCookieOptions } from '@/lib/auth/cookies'
import { doorwayOf } from '@/lib/auth/doorway'
import { gateOf, isActionCall, refusalOf } from '@/lib/auth/request-guard'
import { readSession, renewedSession } from '@/lib/auth/session'
import { SESSION_IDLE_S } from '@/lib/auth/sessions/lifetime'
import { SIGNED_OUT } from '@/lib/auth/signed-out'
import { env } from '@/lib/env'
import { fail } from '@/lib/result'

/** The door: our own Host and Origin, then a session. Pages, actions and handlers still check for themselves. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { method, headers, nextUrl } = request
  const path = nextUrl.pathname
  const doorway = doorwayOf({ method, path, search: nextUrl.search, host: headers.get('host') }, env())

  if (doorway) {
    return doorway === 'health' ? NextResponse.next() : new Response(doorway.page, { headers: HTML })
  }
  const own = ownOrigins(env())
  const asked = { method, path, host: headers.get('host'), origin: headers.get('origin') }
  const refusal = refusalOf({ ...asked, fetchSite: headers.get('sec-fetch-site') }, own)

  if (refusal) {
    return new Response(refusal.message, { status: refusal.status, headers: PLAIN })
  }
  const secure = isSecure(env())
  const session = await readSession(request.cookies.get(sessionCookieName(secure))?.value)
  const gate = session ? 'open' : gateOf({ method, path, search: nextUrl.search, isAction: isActionCall(headers) })

  if (gate === 'unauthenticated') {
    return Response.json(fail(SIGNED_OUT), { status: 401, headers: NO_STORE })
  }
  if (gate !== 'open') {
    return NextResponse.redirect(new URL(gate.redirect, addressOf(request, own)), { headers: NO_STORE })
  }
  // The API says itself what may be kept, and a stream must not be transformed; this would win over it.
  const response = NextResponse.next(path.startsWith('/api/') ? undefined : { headers: NO_STORE })
  const renewed = session && path !== '/api/sign-out' ? await renewedSession(session) : null

  if (renewed) {
    response.cookies.set(sessionCookieName(secure), renewed, {
      ...sessionCookieOptions(secure),
      maxAge: SESSION_IDLE_S,
    })
  }
  return response
}

/** Where the visitor is: Next knows only the address that it listens on. The guard has seen that the host is one of ours. */
function addressOf({ headers, url }: NextRequest, own: ReadonlySet<string>): string {
  return [...own].find((origin) => new URL(origin).host === headers.get('host')?.toLowerCase()) ?? url
}

const NO_STORE = { 'Cache-Control': 'no-store' }
const HTML = { ...NO_STORE, 'Content-Type': 'text/html; charset=utf-8' }
const PLAIN = { ...NO_STORE, 'Content-Type': 'text/plain; charset=utf-8' }

export const config = { matcher: ['/((?!_next/static/).*)'] }
