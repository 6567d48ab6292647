import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { Context } from '@/lib/auth/context'
import { question, readQuery } from '@/lib/auth/request'
import { SessionStore } from '@/lib/auth/sessions/store'
import { AppError, fail, ok, type Result } from '@/lib/result'

const here = 'practice/us-east-1'
const signedIn = {
  actor: { name: 'owner', method: 'link', canWrite: true },
  connection: { source: { type: 'practice' }, region: 'us-east-1' },
} as unknown as Context

let context: Context | null = signedIn
const store = new SessionStore(mkdtempSync(path.join(tmpdir(), 'slipway-request-')), () => 1_700_000_000, 'g')
const session = store.begin({ method: 'link', name: 'owner', generation: '', address: '', browser: '' })
vi.mock('@/lib/auth/context', () => ({ currentContext: async () => context, currentSession: async () => session }))
vi.mock('@/lib/auth/sessions/store', async (original) => ({ ...(await original<object>()), sessionStore: () => store }))

beforeEach(() => {
  context = signedIn
})

const input = z.strictObject({ name: z.string().min(1, 'Give a name.') })

async function post(body: unknown, run: () => Promise<Result<string>> = async () => ok('asked')) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const request = new Request('http://localhost/api/x', { method: 'POST', body: text })
  const answer = await question({ input, run })(request)
  return { status: answer.status, isRead: request.bodyUsed, answer: await answer.json() }
}

it('asks, and answers a failure of the question itself with 200', async () => {
  expect(await post({ connection: here, name: 'x' })).toMatchObject({ status: 200, answer: { ok: true } })
  const failure = { code: 'not-found', message: 'No.' } as const
  for (const run of [async () => fail(failure), () => Promise.reject(new AppError(failure))]) {
    expect(await post({ connection: here, name: 'x' }, run)).toMatchObject({ status: 200, answer: { error: failure } })
  }
  await expect(post({ connection: here, name: 'x' }, () => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug')
})

it.each([
  [{ name: '' }, 409, 'connection-changed'],
  [{ connection: 'chain/us-east-1', name: 'x' }, 409, 'connection-changed'],
  ['not JSON', 409, 'connection-changed'],
  [{ connection: here, name: '' }, 400, 'invalid-input'],
  [{ connection: here, name: 'x', more: 1 }, 400, 'invalid-input'],
])('refuses %j, the connection first', async (body, status, code) => {
  const run = vi.fn(async () => ok('asked'))
  expect(await post(body, run)).toMatchObject({ status, answer: { ok: false, error: { code } } })
  expect(run).not.toHaveBeenCalled()
})

it('reads nothing of what somebody without a session sends', async () => {
  context = null
  const refused = { status: 401, isRead: false, answer: { error: { code: 'unauthenticated' } } }
  expect(await post({ connection: here, name: 'x' })).toMatchObject(refused)
})

it('reads addresses by the same gate', async () => {
  const ask = async (query: string, connection?: 'any') => {
    const asked = await readQuery(new Request(`http://localhost/api/x?${query}`), {
      input,
      ...(connection ? { connection } : {}),
    })
    return 'refusal' in asked ? asked.refusal.status : asked.query
  }
  expect(await ask(`connection=${here}&name=x`)).toEqual({ name: 'x' })
  expect(await ask('name=x')).toBe(409)
  expect(await ask(`connection=${here}`)).toBe(400)
  expect(await ask('name=x', 'any')).toEqual({ name: 'x' })
  context = null
  expect(await ask('name=x', 'any')).toBe(401)
})

it('ends what is still being sent when the client leaves, and when its session is ended', async () => {
  const client = new AbortController()
  const ask = async () => {
    const request = new Request(`http://localhost/api/x?connection=${here}&name=x`, { signal: client.signal })
    const asked = await readQuery(request, { input })
    return 'refusal' in asked ? AbortSignal.abort() : asked.signal
  }
  const first = await ask()
  expect(first.aborted).toBe(false)
  client.abort()
  expect(first.aborted).toBe(true)
  const other = new Request(`http://localhost/api/x?connection=${here}&name=x`)
  const third = await readQuery(other, { input })
  const signal = 'refusal' in third ? AbortSignal.abort() : third.signal
  expect(signal.aborted).toBe(false)
  store.end([session.id])
  expect(signal.aborted).toBe(true)
})
