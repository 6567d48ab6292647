import 'server-only'
import type { NextRequest } from 'next/server'
import nextAuth from 'next-auth'
import { currentSession } from '@/lib/auth/context'
import { clientAddress } from '@/lib/auth/door/client-address'
import type { Visitor } from '@/lib/auth/session'
import { browserName } from '@/lib/auth/sessions/browser-name'
import { authOptions } from '@/lib/auth/sign-in/options'

type Context = { params: Promise<{ nextauth: string[] }> }

/** What is used of next-auth's interface. The rest (its own pages, its log endpoint) does not exist here. */
const ENDPOINTS = {
  GET: ['csrf', 'signin', 'error', 'callback/oidc'],
  POST: ['signin/oidc', 'callback/link', 'callback/password'],
} as const

const MAX_BYTES = 16_384

/** next-auth's route handler for one method, narrowed to what the console uses. */
export function authRoute(method: keyof typeof ENDPOINTS) {
  return async (request: NextRequest, context: Context): Promise<Response> => {
    const endpoint = (await context.params).nextauth.join('/')

    if (!(ENDPOINTS[method] as readonly string[]).includes(endpoint)) {
      return answer(404, 'There is nothing here.\n')
    }
    if (method === 'POST' && !isSmallForm(request.headers)) {
      return answer(400, 'Send a small form.\n')
    }
    const response: Response = await nextAuth(request, context, authOptions(await visitorOf(request.headers)))
    response.headers.set('Cache-Control', 'no-store')
    return response
  }
}

async function visitorOf(headers: Headers): Promise<Visitor> {
  return {
    address: clientAddress(headers.get('x-forwarded-for')),
    browser: browserName(headers.get('user-agent')),
    replaced: (await currentSession())?.id,
  }
}

function isSmallForm(headers: Headers): boolean {
  const length = headers.get('content-length') ?? ''
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers.get('content-type') ?? '')
  return isForm && /^\d+$/.test(length) && Number(length) <= MAX_BYTES
}

function answer(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}
