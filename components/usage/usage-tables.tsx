import { Section } from '@/components/layout/page'
import { Cell, Row, Table } from '@/components/ui/table'
import { daySlots, type UsagePlace } from '@/components/usage/usage-charts'
import { dollars } from '@/lib/format/dollars'
import { costOf, type Priced } from '@/lib/prices'
import { errorsOf, type Totals } from '@/lib/usage/metrics/totals'

/** Days are put together on the server, so its zone is the one that counts. */
const SERVER_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

const COLUMNS = ['Requests', 'Errors', 'Sessions', 'vCPU-h', 'GB-h', 'Cost'].map((label) => ({
  label,
  align: 'end' as const,
}))

/** The same by day and by endpoint. Endpoints are parts of the whole that AWS counts by itself. */
export function UsageTables({ metrics, span, query, priced }: UsagePlace) {
  const days = daySlots(metrics.periods, span, query).reverse()

  return (
    <>
      <Section
        title="By day"
        description={
          query.isUtc
            ? 'Days begin at midnight UTC, as on the bill.'
            : `Days begin at midnight of ${SERVER_ZONE}, where this console runs.`
        }
      >
        <Figures
          label="Usage by day"
          first="Day"
          priced={priced}
          rows={days.map(({ label, totals }) => ({ name: label, totals }))}
        />
      </Section>
      <Section title="By endpoint" description="Endpoints that were deleted are in the days, not here.">
        <Figures label="Usage by endpoint" first="Endpoint" priced={priced} rows={metrics.endpoints} />
      </Section>
    </>
  )
}

type FiguresProps = { label: string; first: string; priced: Priced; rows: readonly { name: string; totals: Totals }[] }

function Figures({ label, first, priced, rows }: FiguresProps) {
  return (
    <Table label={label} columns={[{ label: first }, ...COLUMNS]}>
      {rows.map(({ name, totals }) => (
        <Row key={name}>
          <Cell label={first} narrow="first">
            {name}
          </Cell>
          {figuresOf(totals, priced).map((figure, at) => (
            <Cell key={COLUMNS[at]?.label} label={COLUMNS[at]?.label ?? ''} align="end" narrow="named">
              <span className="tabular-nums">{figure}</span>
            </Cell>
          ))}
        </Row>
      ))}
    </Table>
  )
}

function figuresOf(totals: Totals, priced: Priced): string[] {
  const { calls, sessions, vcpuHours, gbHours } = totals
  const cost = costOf(totals, priced)
  const counts = [calls, errorsOf(totals), sessions].map((value) => value.toLocaleString('en'))
  return [...counts, vcpuHours.toFixed(4), gbHours.toFixed(4), cost === null ? 'No price' : dollars(cost)]
}
