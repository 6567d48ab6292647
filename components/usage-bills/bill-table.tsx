import { Cell, Row, Table } from '@/components/ui/table'
import { dollars } from '@/lib/format/dollars'
import type { BillDay } from '@/lib/usage/bills/bill'
import type { MeteredDay } from '@/lib/usage/bills/metered-days'

const COLUMNS = ['Day (UTC)', 'Bill', 'Metrics', 'Difference', 'Other AgentCore'].map((label) => ({ label }))

/** AgentCore's bill by day beside what the metrics add up to. */
export function BillTable({ days, metered }: { days: readonly BillDay[]; metered: readonly MeteredDay[] }) {
  const byDay = new Map(metered.map((one) => [one.day, one.dollars]))

  return (
    <Table label="Bill by day" columns={COLUMNS}>
      {days.toReversed().map(({ day, runtimes, others, isEstimated }) => (
        <Row key={day}>
          <Cell label="Day (UTC)" narrow="first">
            {day}
            {isEstimated ? <span className="text-muted"> estimated</span> : null}
          </Cell>
          <Cell label="Bill">{dollars(runtimes)}</Cell>
          <Cell label="Metrics">{moneyOrNone(byDay.get(day))}</Cell>
          <Cell label="Difference">{differenceOf(runtimes, byDay.get(day))}</Cell>
          <Cell label="Other AgentCore">{others > 0 ? dollars(others) : '–'}</Cell>
        </Row>
      ))}
    </Table>
  )
}

function moneyOrNone(amount: number | undefined): string {
  return amount === undefined ? '–' : dollars(amount)
}

/** To the cent, as a bill is read. */
function differenceOf(billed: number, metered: number | undefined): string {
  if (metered === undefined) {
    return '–'
  }
  const cents = Math.round((billed - metered) * 100)
  return cents === 0 ? 'none' : `${cents < 0 ? '−' : '+'}${dollars(Math.abs(cents) / 100)}`
}
