import { afterEach, describe, expect, it, vi } from 'vitest'
import { BROKEN_SERVERS, launchedServer, type Server } from '@/e2e/integration/broken-servers'
import { connection, must } from '@/e2e/integration/support'
import { readCore } from '@/lib/health/core'
import { allOf, examine } from '@/lib/health/examine'
import { healthVerdict } from '@/lib/health/verdict'
import { lastTestOf } from '@/lib/mcp/tester/last-tests'
import { testConnection } from '@/lib/mcp/tester/test-connection'
import type { Practice } from '@/lib/practice/server/start'
import { getRuntime } from '@/lib/runtimes/queries'
import { readStop } from '@/lib/stop/read-stop'

// The program reads its configuration once; here the account's address is only known later.
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>()
  return { ...real, env: () => real.parseEnv(process.env) }
})

let practice: Practice
afterEach(() => practice.close())

async function started(spec?: Parameters<typeof launchedServer>[0]): Promise<Server> {
  const server = await launchedServer(spec)
  practice = server.practice
  return server
}

/** How the server is, after one test of its connection where that can be made. */
async function look({ runtime: { id } }: Server) {
  const runtime = must(await getRuntime(connection, id))
  const isTestable = runtime.status === 'READY' && runtime.inboundAuth.type === 'sigv4'
  const test = isTestable
    ? lastTestOf(runtime, await testConnection(connection, runtime, { type: 'sigv4' }))
    : undefined
  const stop = readStop(connection, runtime)
  const core = readCore({ connection, runtime, test, stop })
  const signal = AbortSignal.timeout(30_000)
  const { checks, lately } = await allOf(examine({ connection, runtime, test, core, stop, now: Date.now(), signal }))
  return { checks, verdict: healthVerdict(await core, checks, lately, Date.now()) }
}

describe('a server', () => {
  it('is well when it was just launched', async () => {
    const { verdict, checks } = await look(await started())
    const troubles = checks.filter(({ state }) => state !== 'well' && state !== 'note')
    expect(troubles).toEqual([])
    expect(verdict).toMatchObject({ tone: 'success' })
  })

  it.each(BROKEN_SERVERS)('has $what', async ({ spec, breaks, check: id, state, says, door }) => {
    const broken = await started(spec)
    await breaks(broken)
    const { verdict, checks } = await look(broken)
    const check = checks.find((one) => one.id === id)
    expect(check?.state, JSON.stringify(check)).toBe(state)
    const isTrouble = state === 'failing' || state === 'warning'
    expect(isTrouble ? verdict.text : check?.evidence).toMatch(says)
    expect(check?.action?.href ?? '').toMatch(door ?? /.*/)

    if (isTrouble) {
      expect(['danger', 'warning']).toContain(verdict.tone)
    }
  })
})
