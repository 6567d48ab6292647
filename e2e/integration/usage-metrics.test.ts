import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { runSlipway } from '@/e2e/integration/run-slipway'
import { actor, connection, connectTo, launch, must, sigv4Spec, startTestPractice } from '@/e2e/integration/support'
import { writeClients } from '@/lib/aws/clients'
import { readDrift } from '@/lib/drift/read-drift'
import { readBriefly } from '@/lib/health/brief'
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

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-usage-'))
let practice: Practice

beforeAll(async () => {
  practice = await startTestPractice()
  practice.faults.switch({ metricLagMs: 0, trailLagMs: 0 })
  connectTo(practice)
  await launch(sigv4Spec)
}, 30_000)
afterAll(async () => {
  await practice.close()
  rmSync(folder, { recursive: true, force: true })
})

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

const doctor = () => runSlipway(practice, folder, 'doctor', 'guide', '--no-call', '--json')

async function setBudget(dollars: string | null): Promise<void> {
  const { arn: resourceArn } = await launched()
  const { agentcoreControl } = writeClients(actor, connection)
  await (dollars === null
    ? agentcoreControl.untagResource({ resourceArn, tagKeys: [BUDGET_TAG] })
    : agentcoreControl.tagResource({ resourceArn, tags: { [BUDGET_TAG]: dollars } }))
}

it('fails the doctor above the budget, not below it, and knows none once it is taken away', async () => {
  practice.faults.clear()
  practice.faults.switch({ metricLagMs: 0, trailLagMs: 0 })
  const runtime = await launched()

  // Each begins a session of its own: together more than a cent in a month.
  for (let session = 0; session < 10; session += 1) {
    await runTester(actor, connection, { do: 'open', runtimeId: runtime.id })
  }
  await setBudget('0.01')
  await vi.waitFor(
    async () => expect(must(await readSpend(connection, runtime)).projectedMonth).toBeGreaterThan(0.01),
    { timeout: 10_000, interval: 500 },
  )
  const over = await doctor()
  expect(over.stdout).toContain('above the budget of $0.01')
  expect(over.code).toBe(1)

  await setBudget('5')
  const below = await doctor()
  expect(below.stdout).toContain('budget $5 a month')
  expect(below.code).toBe(0)

  await setBudget(null)
  expect(must(await readSpend(connection, runtime)).budget).toBeNull()
  expect((await doctor()).stdout).not.toContain('budget')
}, 60_000)

it('takes a budget for no drift, and leaves cost out of the rows of an overview', async () => {
  await setBudget('0.01')
  const runtime = await launched()
  const { rows } = must(await readDrift(connection, runtime))
  expect(rows).toEqual([])
  const verdict = await readBriefly(connection, runtime, undefined, Date.now())
  expect(JSON.stringify(verdict)).not.toContain('budget')
})

it('says that it was throttled, and that the runtime was deleted meanwhile', async () => {
  const runtime = await launched()
  const match = { operation: 'GetMetricData', times: null }
  practice.faults.add({ id: 'busy', match, effect: { type: 'throttle' } })
  expect(await readMetrics(connection, runtime, span(), ['DEFAULT'])).toMatchObject({
    ok: false,
    error: { code: 'throttled' },
  })
  practice.faults.clear()
  const future = { from: Date.now() + 3_600_000, to: Date.now() + 7_200_000, periodSeconds: 3600 }
  expect(must(await readMetrics(connection, runtime, future, ['DEFAULT'])).periods).toEqual([])
  await writeClients(actor, connection).agentcoreControl.deleteAgentRuntime({ agentRuntimeId: runtime.id })
  await vi.waitFor(async () => expect((await readSpend(connection, runtime)).ok).toBe(false), { timeout: 10_000 })
  expect(await readSpend(connection, runtime)).toMatchObject({ ok: false, error: { code: 'not-found' } })
}, 30_000)
