import { CostExplorer, type GetCostAndUsageRequest } from '@aws-sdk/client-cost-explorer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deploy, makeRole, type TestAccount, testAccount } from '@/lib/practice/agentcore/testing/account'
import { INITIALIZE, postMessage, signingFetch } from '@/lib/practice/agentcore/testing/client'
import { ASSUMED } from '@/lib/practice/agentcore/usage/consumption'

const DAY = 86_400_000
let account: TestAccount
let ce: CostExplorer
let midnight: number

beforeAll(async () => {
  account = await testAccount({ billLagMs: 0 })
  const { accessKeyId, secretAccessKey } = account.practice
  ce = new CostExplorer(account.config)
  // A session that begins five minutes before midnight idles into the next day.
  midnight = (Math.floor(account.clock.now / DAY) + 2) * DAY
  account.clock.now = midnight - 300_000
  const runtime = await deploy(account, await makeRole(account, 'tools-role'))
  await postMessage(signingFetch({ accessKeyId, secretAccessKey }), runtime.url, INITIALIZE)
  account.clock.now += 2 * 3_600_000
})
afterAll(() => account.practice.close())

const day = (at: number) => new Date(at).toISOString().slice(0, 10)

function ask(changes: Partial<GetCostAndUsageRequest> = {}) {
  return ce.getCostAndUsage({
    TimePeriod: { Start: day(midnight - DAY), End: day(midnight + DAY) },
    Granularity: 'DAILY',
    Metrics: ['UnblendedCost', 'UsageQuantity'],
    ...changes,
  })
}

describe('the bill', () => {
  it('is divided at midnight of UTC, by service and by what was used', async () => {
    const { ResultsByTime = [], GroupDefinitions } = await ask({
      GroupBy: [
        { Type: 'DIMENSION', Key: 'SERVICE' },
        { Type: 'DIMENSION', Key: 'USAGE_TYPE' },
      ],
    })
    expect(GroupDefinitions).toHaveLength(2)
    expect(ResultsByTime.map(({ TimePeriod }) => TimePeriod?.Start)).toEqual([day(midnight - DAY), day(midnight)])
    const [before, after] = ResultsByTime
    expect(before?.Groups?.map(({ Keys }) => Keys)).toEqual([
      ['Amazon Bedrock AgentCore', 'USE1-Runtime:Consumption-based:Memory'],
      ['Amazon Bedrock AgentCore', 'USE1-Runtime:Consumption-based:vCPU'],
    ])
    const [memory, vcpu] = before?.Groups ?? []
    expect(Number(vcpu?.Metrics?.UsageQuantity?.Amount)).toBeCloseTo((7 * ASSUMED.bootVcpu) / 3600, 9)
    expect(vcpu?.Metrics?.UsageQuantity?.Unit).toBe('vCPU-Hours')
    expect(memory?.Metrics?.UsageQuantity?.Unit).toBe('GB-Hours')
    const gb = [before, after].map((one) => Number(one?.Groups?.[0]?.Metrics?.UsageQuantity?.Amount))
    expect(gb[1]).toBeCloseTo((gb[0] ?? 0) * 2, 6)
    expect(Number(memory?.Metrics?.UnblendedCost?.Amount)).toBeCloseTo((gb[0] ?? 0) * 0.00945, 9)
  })

  it('has totals without groups, months, and zeros for days of nothing', async () => {
    const daily = await ask()
    const monthly = await ask({ Granularity: 'MONTHLY' })
    const total = (answer: typeof daily) =>
      (answer.ResultsByTime ?? []).reduce((sum, { Total }) => sum + Number(Total?.UnblendedCost?.Amount), 0)
    expect(total(daily)).toBeGreaterThan(0)
    expect(total(monthly)).toBeCloseTo(total(daily), 8)
    const idle = await ask({ TimePeriod: { Start: day(midnight - 3 * DAY), End: day(midnight - 2 * DAY) } })
    expect(idle.ResultsByTime?.[0]?.Total?.UnblendedCost).toEqual({ Amount: '0', Unit: 'USD' })
  })

  it('is filtered', async () => {
    const of = async (Filter: GetCostAndUsageRequest['Filter']) =>
      Number((await ask({ Filter })).ResultsByTime?.[0]?.Total?.UnblendedCost?.Amount)
    const own = { Dimensions: { Key: 'SERVICE' as const, Values: ['Amazon Bedrock AgentCore'] } }
    expect(await of(own)).toBeGreaterThan(0)
    expect(await of({ Not: own })).toBe(0)
    expect(await of({ And: [own, { Dimensions: { Key: 'REGION', Values: ['eu-west-1'] } }] })).toBe(0)
    expect(await of({ Or: [own, { Not: own }] })).toBe(await of(own))
  })

  it('does not know yet what is younger than its lag', async () => {
    account.clock.now = midnight + 60_000
    account.practice.faults.switch({ billLagMs: 3_600_000 })
    const { ResultsByTime = [] } = await ask()
    account.practice.faults.switch({ billLagMs: 0 })
    expect(ResultsByTime.map(({ Total }) => Total?.UnblendedCost?.Amount)).toEqual(['0', '0'])
  })

  it.each<[string, string, Partial<GetCostAndUsageRequest>]>([
    ['days the wrong way round', 'ValidationException', { TimePeriod: { Start: '2026-02-01', End: '2026-02-01' } }],
    ['no date', 'ValidationException', { TimePeriod: { Start: '2026-02-31x', End: '2026-03-01' } }],
    ['an unknown metric', 'ValidationException', { Metrics: ['Dollars'] }],
    ['a filter of nothing', 'ValidationException', { Filter: {} }],
    ['hours', 'NotImplemented', { Granularity: 'HOURLY' }],
    ['tags', 'NotImplemented', { GroupBy: [{ Type: 'TAG', Key: 'team' }] }],
  ])('refuses %s', async (_what, name, changes) => {
    await expect(ask(changes)).rejects.toMatchObject({ name })
  })
})
