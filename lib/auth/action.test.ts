import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { encode } from 'next-auth/jwt'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { listField } from '@/lib/form-input'
import { idle } from '@/lib/form-state'
import { ok } from '@/lib/result'

const jar = new Map<string, string>()
vi.mock('next/server', async (original) => ({
  ...(await original<typeof import('next/server')>()),
  after: () => {},
  connection: async () => {},
}))
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ cookie: [...jar].map((pair) => pair.join('=')).join('; ') }),
  cookies: async () => ({ get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined) }),
}))

const secret = 'a-secret-for-tests-of-at-least-32-characters'
const here = 'practice/us-east-1'

beforeEach(() => {
  vi.resetModules()
  vi.stubEnv('NEXTAUTH_SECRET', secret)
  vi.stubEnv('SLIPWAY_STATE_DIR', mkdtempSync(path.join(tmpdir(), 'slipway-action-')))
  vi.stubEnv('SLIPWAY_PRACTICE_URL', 'http://127.0.0.1:1')
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere')
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere')
  vi.stubEnv('SLIPWAY_AWS', 'practice')
})

afterEach(() => {
  vi.unstubAllEnvs()
  jar.clear()
})

type Forgery = { secret?: string; maxAge?: number; method?: 'link' | 'password' | 'oidc'; name?: string }

async function signIn({ method = 'link', name = 'owner', ...options }: Forgery = {}): Promise<string> {
  const { newSession } = await import('@/lib/auth/session')
  const token = newSession(method, name, { address: '127.0.0.1', browser: 'curl' })
  jar.set('slipway.session', await encode({ secret, token, ...options }))
  return token.sid
}

async function greet(raw: unknown, access?: 'read' | 'write') {
  const { action } = await import('@/lib/auth/action')
  const run = vi.fn(async ({ actor }: { actor: { name: string } }, { name }: { name: string }) =>
    ok(`${actor.name} greets ${name}`),
  )
  const definition = { input: z.object({ name: z.string().min(1, 'Give a name.') }), run }
  const result = await action(access ? { ...definition, access } : definition)(raw)
  return { result, run }
}

async function codeOf(raw: unknown): Promise<string> {
  const { result, run } = await greet(raw)
  expect(run).not.toHaveBeenCalled()
  return result.ok ? 'ok' : result.error.code
}

describe('an action', () => {
  it('runs for somebody who signed in, with the connection that the page had', async () => {
    await signIn()
    const { result } = await greet({ connection: here, name: 'AWS' })
    expect(result).toEqual({ ok: true, data: 'owner greets AWS' })
  })

  it('refuses without a session, before it looks at anything else', async () => {
    expect(await codeOf({ connection: here, name: 'AWS' })).toBe('unauthenticated')
    expect(await codeOf(undefined)).toBe('unauthenticated')
  })

  it.each([
    ['forged', () => signIn({ secret: 'another-secret-of-at-least-32-characters' })],
    ['expired', () => signIn({ maxAge: -60 })],
    [
      'ended',
      async () => {
        const sid = await signIn()
        const { sessionStore } = await import('@/lib/auth/sessions/store')
        sessionStore().end([sid])
      },
    ],
    ['unknown', async () => void jar.set('slipway.session', await encode({ secret, token: { sid: 'unknown' } }))],
    [
      'of an earlier version, without an id',
      async () => {
        const token = { name: 'owner', method: 'link', since: Math.floor(Date.now() / 1000) }
        jar.set('slipway.session', await encode({ secret, token }))
      },
    ],
    ['of an e-mail address that is not allowed any more', () => signIn({ method: 'oidc', name: 'a@example.com' })],
    ['rubbish', async () => void jar.set('slipway.session', 'rubbish')],
  ])('refuses a session that is %s', async (_what, prepare) => {
    await prepare()
    expect(await codeOf({ connection: here, name: 'AWS' })).toBe('unauthenticated')
  })

  it('refuses to write in read-only mode, and still reads', async () => {
    vi.stubEnv('SLIPWAY_READ_ONLY', '1')
    await signIn()
    expect(await codeOf({ connection: here, name: 'AWS' })).toBe('read-only')
    const { result } = await greet({ connection: here, name: 'AWS' }, 'read')
    expect(result.ok).toBe(true)
  })

  it.each([undefined, '', 'practice/eu-west-1', 'chain/us-east-1', 7])('refuses connection %j', async (connection) => {
    await signIn()
    expect(await codeOf({ connection, name: 'AWS' })).toBe('connection-changed')
  })

  it.each([undefined, null, 'text', 7, []])('refuses %j as an input', async (raw) => {
    await signIn()
    expect(await codeOf(raw)).toBe('connection-changed')
  })

  it('says at which field the input is wrong', async () => {
    await signIn()
    const { result, run } = await greet({ connection: here, name: '' })
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid-input', fields: { name: ['Give a name.'] } } })
    expect(run).not.toHaveBeenCalled()
  })

  it('that may change IAM asks again who it is, an hour after signing in, outside the practice account', async () => {
    const run = vi.fn(async () => ok('saved'))
    const codeAfter = async (minutes: number, settings: Record<string, string> = {}, iam = true) => {
      vi.useFakeTimers({ now: Date.now(), toFake: ['Date'] })
      const { AWS = 'chain', ...rest } = settings
      vi.resetModules()
      vi.stubEnv('SLIPWAY_AWS', AWS)
      Object.entries(rest).forEach(([name, value]) => void vi.stubEnv(name, value))
      const fresh = await import('@/lib/auth/action')
      await signIn()
      vi.advanceTimersByTime(minutes * 60_000)
      const result = await fresh.action({ input: z.object({}), iam, run })({ connection: `${AWS}/us-east-1` })
      vi.useRealTimers()
      return result.ok ? result.data : result.error.code
    }
    expect(await codeAfter(59)).toBe('saved')
    expect(await codeAfter(61, { AWS: 'practice' })).toBe('saved')
    expect(await codeAfter(61, {}, false)).toBe('saved')
    expect(run).toHaveBeenCalledTimes(3)
    expect(await codeAfter(61)).toBe('reauthenticate')
    expect(await codeAfter(6, { SLIPWAY_REAUTH_MINUTES: '5' })).toBe('reauthenticate')
    expect(run).toHaveBeenCalledTimes(3)
    expect(await codeAfter(600, { SLIPWAY_REAUTH_MINUTES: '0' })).toBe('saved')
    expect(await codeAfter(61, { SLIPWAY_REAUTH_MINUTES: '' })).toBe('reauthenticate')
  })

  it('turns a thrown AppError into a failure and lets a bug be thrown', async () => {
    await signIn()
    const { action } = await import('@/lib/auth/action')
    const { AppError } = await import('@/lib/result')
    const failing = (error: Error) =>
      action({ input: z.object({}), run: () => Promise.reject(error) })({ connection: here })
    await expect(failing(new AppError({ code: 'refused', message: 'No.' }))).resolves.toMatchObject({ ok: false })
    await expect(failing(new TypeError('bug'))).rejects.toThrow('bug')
  })
})

describe('a form action', () => {
  const input = z.object({
    name: z.string().max(5),
    password: z.string(),
    tags: listField(z.string()),
    size: z.coerce.number(),
  })

  async function submit(fields: [string, string][]) {
    const { formAction } = await import('@/lib/auth/action')
    const form = new FormData()
    for (const [name, value] of [['connection', here], ['$ACTION_ID_x', ''], ...fields] as [string, string][]) {
      form.append(name, value)
    }
    return formAction({ input, run: async (_context, data) => ok(data) })(idle, form)
  }

  it('gives lists for repeated names and what the schema makes of the text', async () => {
    await signIn()
    const fields: [string, string][] = [
      ['name', '[1]'],
      ['password', 'x'],
      ['tags', 'a'],
      ['tags', 'b'],
      ['size', '1'],
    ]
    expect(await submit(fields)).toEqual({
      status: 'done',
      data: { name: '[1]', password: 'x', tags: ['a', 'b'], size: 1 },
    })
  })

  it('gives back what was typed, but no secret', async () => {
    await signIn()
    const state = await submit([
      ['name', 'too long'],
      ['password', 'hunter22'],
      ['clientSecret', 'y'],
      ['size', '{'],
    ])
    expect(state).toMatchObject({ status: 'failed', values: { name: 'too long', size: '{' } })
    expect(JSON.stringify(state)).not.toMatch(/hunter22|clientSecret/)
    expect(state.status === 'failed' && Object.keys(state.failure.fields ?? {})).toEqual(['name', 'size'])
  })

  it('is not confused by names of object members', async () => {
    await signIn()
    const state = await submit([
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ['name', 'ok'],
      ['password', 'x'],
      ['size', '1'],
    ])
    expect(state.status).toBe('done')
  })
})
