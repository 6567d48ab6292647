import { expect, it } from 'vitest'
import { billDays } from '@/lib/usage/bills/bill'

const group = (use: string, cost: string, quantity: string) => ({
  Keys: [use],
  Metrics: { UnblendedCost: { Amount: cost, Unit: 'USD' }, UsageQuantity: { Amount: quantity, Unit: 'x' } },
})
const day = (Start: string, Groups: ReturnType<typeof group>[] = [], Estimated = false) => ({
  ...{ TimePeriod: { Start, End: Start }, Groups, Estimated },
})

it('tells runtimes from what else AgentCore bills, with any prefix of a region', () => {
  const groups = [
    group('USE1-Runtime:Consumption-based:vCPU', '0.10', '1.1'),
    group('Runtime:Consumption-based:Memory', '0.20', '21'),
    group('USE1-Runtime:Instance-based:m7g:Management-Hours', '4', '1'),
    group('USE1-Gateway:Calls', '0.5', '100'),
  ]
  expect(billDays([day('2026-12-02', [], true), day('2026-12-01', groups)])).toEqual([
    { ...{ day: '2026-12-01', others: 4.5, vcpuHours: 1.1, gbHours: 21, isEstimated: false }, runtimes: 0.1 + 0.2 },
    { day: '2026-12-02', runtimes: 0, others: 0, vcpuHours: 0, gbHours: 0, isEstimated: true },
  ])
})

it('adds up a day that two pages share, and makes no number of what is none', () => {
  const one = day('2026-12-01', [group('USE1-Runtime:Consumption-based:vCPU', '0.25', '2')])
  const other = day('2026-12-01', [group('USE1-Runtime:Consumption-based:Memory', 'N/A', '')])
  expect(billDays([one, other])[0]).toMatchObject({ runtimes: 0.25, vcpuHours: 2, gbHours: 0 })
})
