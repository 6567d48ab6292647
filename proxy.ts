import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { sessionCookieName, sessionCookieOptions } from '@/lib/auth/cookies'
import { isSecure, ownOrigins } from '@/lib/auth/door/base-url'
import { contentSecurityPolicy, DATA_POLICY, NONCE_HEADER } from '@/lib/auth/door/content-security-policy'
import { doorwayOf } from '@/lib/auth/door/doorway'
import { gateOf, isActionCall, refusalOf } from '@/lib/auth/door/request-guard'
import { renewedSession, sessionOf } from '@/lib/auth/session'
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
  const session = await sessionOf(headers.get('cookie'), secure)
  const gate = session ? 'open' : gateOf({ method, path, search: nextUrl.search, isAction: isActionCall(headers) })

  if (gate === 'unauthenticated') {
    return Response.json(fail(SIGNED_OUT), { status: 401, headers: NO_STORE })
  }
  if (gate !== 'open') {
    return NextResponse.redirect(new URL(gate.redirect, addressOf(request, own)), { headers: NO_STORE })
  }
  // The API says itself what may be kept, and a stream must not be transformed; this would win over it.
  const response = path.startsWith('/api/') ? NextResponse.next({ headers: DATA }) : page(headers)
  // Where a session ends or gives way to the next, its cookie must not be sent once more beside the answer's own.
  const isChanging = path === '/api/sign-out' || path.startsWith('/api/auth/')
  const renewed = session && !isChanging ? await renewedSession(session) : null

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

/** A page with a nonce of its own: Next puts what it finds in the request's policy on each script that it writes. */
function page(asked: Headers): NextResponse {
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce, env().NODE_ENV === 'development')
  const headers = new Headers(asked)
  headers.set(NONCE_HEADER, nonce)
  headers.set('Content-Security-Policy', policy)
  return NextResponse.next({
    request: { headers },
    headers: { ...NO_STORE, 'Content-Security-Policy': policy },
  })
}

const NO_STORE = { 'Cache-Control': 'no-store' }
const DATA = { 'Content-Security-Policy': DATA_POLICY }
const HTML = { ...NO_STORE, ...DATA, 'Content-Type': 'text/html; charset=utf-8' }
const PLAIN = { ...NO_STORE, ...DATA, 'Content-Type': 'text/plain; charset=utf-8' }

export const config = { matcher: ['/((?!_next/static/).*)'] }
