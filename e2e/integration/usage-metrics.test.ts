import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { actor, connection, connectTo, launch, must, sigv4Spec, startTestPractice } from '@/e2e/integration/support'
import { writeClients } from '@/lib/aws/clients'
import { runTester } from '@/lib/mcp/tester/run-tester'
import type { Practice } from '@/lib/practice/server/start'
import { getRuntime, listRuntimes, listRuntimeTags } from '@/lib/runtimes/queries'
import { BUDGET_TAG } from '@/lib/usage/budget/budget'
import { readSpend } from '@/lib/usage/budget/read-spend'
import { readMetrics } from '@/lib/usage/metrics/read-metrics'

// The program reads its configuration once; here the account's address is only known later.
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>()
  return { ...real, env: () => real.parseEnv(process.env) }
})

let practice: Practice

beforeAll(async () => {
  practice = await startTestPractice()
  practice.faults.switch({ metricLagMs: 0, trailLagMs: 0 })
  connectTo(practice)
  await launch(sigv4Spec)
}, 30_000)
afterAll(() => practice.close())

async function launched() {
  const id = must(await listRuntimes(connection))[0]?.id ?? ''
  return must(await getRuntime(connection, id))
}

const span = () => ({ from: Date.now() - 7_200_000, to: Date.now() + 60_000, periodSeconds: 3600 })

it('reads nothing of a server that nobody called, and then what it did, without adding up levels', async () => {
  const runtime = await launched()
  expect(must(await readMetrics(connection, runtime, span(), ['DEFAULT'])).periods).toEqual([])
  const opened = await runTester(actor, connection, { do: 'open', runtimeId: runtime.id })
  expect(opened.ok).toBe(true)
  const { whole, endpoints, periods } = must(await readMetrics(connection, runtime, span(), ['DEFAULT', 'other']))
  expect(whole.sessions).toBe(1)
  expect(whole.calls).toBeGreaterThan(1)
  expect(endpoints).toEqual([
    { name: 'DEFAULT', totals: whole },
    { name: 'other', totals: expect.objectContaining({ calls: 0, gbHours: 0 }) },
  ])
  expect(periods.at(-1)?.p95).toBeGreaterThanOrEqual(periods.at(-1)?.p50 ?? Number.NaN)
})

it('holds the month against the budget, which a further launch keeps', async () => {
  const runtime = await launched()
  const { agentcoreControl } = writeClients(actor, connection)
  expect(must(await readSpend(connection, runtime)).budget).toBeNull()
  await agentcoreControl.tagResource({ resourceArn: runtime.arn, tags: { [BUDGET_TAG]: '5' } })
  await launch({ ...sigv4Spec, description: 'Changed' })
  expect(must(await listRuntimeTags(connection, runtime.arn))[BUDGET_TAG]).toBe('5')
  const spend = must(await readSpend(connection, runtime, Date.now() + 60_000))
  expect(spend).toMatchObject({ budget: 5, source: 'metrics' })
  expect(spend.perDay).toBeGreaterThan(0)
})

it('names the action that is missing', async () => {
  const runtime = await launched()
  practice.faults.add({ id: 'no', match: { operation: 'GetMetricData' }, effect: { type: 'access-denied' } })
  const read = await readSpend(connection, runtime)
  expect(read.ok ? '' : read.error.message).toContain('cloudwatch:GetMetricData')
})
