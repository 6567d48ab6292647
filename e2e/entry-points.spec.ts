import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '@/scripts/lib/root.mjs'
import { rawRequest } from './support/raw-request'
import { NEXTAUTH_SECRET, type Stack } from './support/stack'
import { expect, resealed, sessionCookie, test } from './support/test'

/** What answers without a session, and why that is right. */
const PUBLIC_HANDLERS = new Set([
  'GET /api/health',
  'GET /api/auth/x',
  'POST /api/auth/x',
  'GET /api/sign-out',
  'POST /api/sign-out',
])

type Handler = { method: string; path: string }

/** Every method of every route.ts below app/, found in the source. */
function routeHandlers(): Handler[] {
  return readdirSync(path.join(root, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('route.ts'))
    .flatMap((file) => {
      const text = readFileSync(path.join(root, 'app', file), 'utf8')
      const url = `/${path.dirname(file)}`.replace(/\/\([^)]+\)/g, '').replace(/\[[^\]]+\]/g, 'x')
      const declared = [...text.matchAll(/export (?:async function|const) (GET|HEAD|POST|PUT|PATCH|DELETE)\b/g)].map(
        ([, method]) => method,
      )
      const listed = [...text.matchAll(/as (GET|POST|PUT|PATCH|DELETE)\b/g)].map(([, method]) => method)
      return [...declared, ...listed].map((method) => ({ method: method ?? 'GET', path: url }))
    })
}

/** Names of the server actions in the source. */
function actionNames(): string[] {
  return readdirSync(path.join(root, 'lib'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(path.join(root, 'lib', file), 'utf8'))
    .filter((text) => /^['"]use server['"]/m.test(text))
    .flatMap((text) => [...text.matchAll(/export const (\w+Action)\b/g)].map(([, name]) => name ?? ''))
}

/** Ids under which the built server answers actions. */
function actionIds(): string[] {
  const manifest = JSON.parse(readFileSync(path.join(root, '.next/server/server-reference-manifest.json'), 'utf8'))
  return Object.keys(manifest.node)
}

const VISITORS = ['no session', 'expired', 'signed out', 'forged cookie', 'foreign Origin', 'foreign Host'] as const

async function headersOf(visitor: (typeof VISITORS)[number], stack: Stack): Promise<Record<string, string>> {
  const { url } = stack
  const host = new URL(url).host
  const own = { host, origin: url, 'sec-fetch-site': 'same-origin' }
  const value = await sessionCookie(stack)
  const good = `slipway.session=${value}`

  switch (visitor) {
    case 'no session':
      return own
    case 'expired':
      return { ...own, cookie: `slipway.session=${await resealed(value, { maxAge: -60 })}` }
    case 'signed out':
      await rawRequest(url, 'POST', '/api/sign-out', { ...own, cookie: good })
      return { ...own, cookie: good }
    case 'forged cookie':
      return { ...own, cookie: `slipway.session=${await resealed(value, { secret: `${NEXTAUTH_SECRET}-not` })}` }
    case 'foreign Origin':
      return { ...own, cookie: good, origin: 'http://attacker.example', 'sec-fetch-site': 'cross-site' }
    case 'foreign Host':
      return { ...own, cookie: good, host: 'attacker.example', origin: 'http://attacker.example' }
  }
}

test('the lists of entry points are complete', () => {
  expect(actionNames().length).toBeGreaterThan(2)
  expect(actionIds().length).toBe(actionNames().length)
  expect(routeHandlers().length).toBeGreaterThan(3)
})

for (const visitor of VISITORS) {
  test(`every server action refuses: ${visitor}`, async ({ stack }) => {
    const headers = await headersOf(visitor, stack)
    const calls: string[] = []
    const stop = stack.practice.onCall((event) => {
      calls.push(event.operation)
    })

    for (const id of actionIds()) {
      const answer = await rawRequest(
        stack.url,
        'POST',
        '/settings',
        { ...headers, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
        '[{}]',
      )
      const isRefused =
        answer.status === 403 || answer.status === 401 || answer.body.includes('"code":"unauthenticated"')
      expect(isRefused, `${id}: ${answer.status} ${answer.body.slice(0, 300)}`).toBe(true)
    }
    stop()
    expect(calls).toEqual([])
  })

  test(`every route handler refuses: ${visitor}`, async ({ stack }) => {
    const headers = await headersOf(visitor, stack)
    const isForeign = visitor.startsWith('foreign')

    for (const { method, path: url } of routeHandlers()) {
      if (!isForeign && PUBLIC_HANDLERS.has(`${method} ${url}`)) {
        continue
      }
      const answer = await rawRequest(
        stack.url,
        method,
        url,
        { ...headers, 'content-type': 'application/json' },
        method === 'GET' ? undefined : '{}',
      )
      expect([401, 403], `${method} ${url}: ${answer.status} ${answer.body.slice(0, 200)}`).toContain(answer.status)
    }
  })
}
