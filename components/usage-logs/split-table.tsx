import { FailureNotice } from '@/components/feedback/failure-notice'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { Cell, Row, Table } from '@/components/ui/table'
import { counted } from '@/lib/format/counted'
import { dollars } from '@/lib/format/dollars'
import { formatDuration } from '@/lib/format/duration'
import { RANGES, type UsageQuery } from '@/lib/usage/metrics/range'
import { readSplit } from '@/lib/usage/split/read-split'
import { costOfSplit, type Share } from '@/lib/usage/split/split'

const DAY_MS = 86_400_000
const LOOK_MS = 20_000

const SHARES: readonly [Share, string, string][] = [
  ['boot', 'Start', 'Before the first work, and the first 10 s of it at most'],
  ['work', 'Work', 'More than 2% of a processor in use'],
  ['idle', 'Idle', 'Waiting; memory alone is paid for'],
]

type SplitTableProps = RuntimeView & { group: string; last: UsageQuery['last'] }

/** What sessions were paid for, by what they did. */
export async function SplitTable({ connection, runtime, group, last }: SplitTableProps) {
  const now = Date.now()
  const { days, words } = RANGES[last]
  const look = { from: now - days * DAY_MS, now, signal: AbortSignal.timeout(LOOK_MS) }
  const read = await readSplit(connection, group, look)

  if (!read.ok) {
    return <FailureNotice failure={read.error} />
  }
  const { split, sessions, isCut } = read.data

  if (sessions === 0) {
    return <p className="text-muted">No usage records {words}. They come within a minute of a call.</p>
  }
  const priced = costOfSplit(split, { region: connection.region, platformVersion: runtime.platformVersion })
  return (
    <>
      <p>
        {counted(sessions, 'session')} {isCut ? 'lately; there are more records, and the oldest are left out' : words}.
      </p>
      <Table
        label="Start, work and idle"
        columns={[{ label: 'What' }, ...['Time', 'Cost', 'Share'].map((label) => ({ label, align: 'end' as const }))]}
      >
        {SHARES.map(([share, title, how]) => (
          <Row key={share}>
            <Cell label="What" narrow="first">
              {title} <span className="text-muted">{how}</span>
            </Cell>
            {[
              ['Time', formatDuration(split[share].seconds * 1000)],
              ['Cost', priced ? dollars(priced.cost[share]) : 'No price'],
              ['Share', priced && priced.total > 0 ? `${Math.round((priced.cost[share] / priced.total) * 100)}%` : '–'],
            ].map(([label = '', figure]) => (
              <Cell key={label} label={label} align="end" narrow="named">
                <span className="tabular-nums">{figure}</span>
              </Cell>
            ))}
          </Row>
        ))}
      </Table>
    </>
  )
}
