import { Cell, Row, Table } from '@/components/ui/table'
import { bestOf, simulationSentence } from '@/components/usage-simulate/simulation-words'
import { counted } from '@/lib/format/counted'
import { dollars } from '@/lib/format/dollars'
import { formatDuration } from '@/lib/format/duration'
import type { Outcome, Simulation } from '@/lib/usage/simulate/simulate'

const COLUMNS = ['Idle time-out', 'Idle memory', 'Starts', 'Saved'].map((label) => ({ label }))

/** `span`: `in the last 7 days`. */
type SimulationTableProps = { simulation: Simulation; span: string }

/** What other idle time-outs would have done to the calls that there were. */
export function SimulationTable({ simulation: { now, others, sessions, calls }, span }: SimulationTableProps) {
  if (sessions === 0) {
    return <p className="text-muted">Nobody called {span}, so there is nothing to compare.</p>
  }
  const best = bestOf(others)
  const rows = [now, ...others].sort((one, other) => one.idleSeconds - other.idleSeconds)

  return (
    <div className="flex min-w-0 flex-col gap-3">
      {best ? <p>{simulationSentence(now, best, span)}</p> : null}
      <Table label="Other idle time-outs" columns={COLUMNS}>
        {rows.map((row) => (
          <SimulationRow key={row.idleSeconds} row={row} isNow={row === now} />
        ))}
      </Table>
      <p className="text-muted text-table">
        From {counted(calls, 'stretch', 'stretches')} of work in {counted(sessions, 'session')}. Someone waits 5 to 30 s
        for a cold start.
      </p>
    </div>
  )
}

function SimulationRow({ row, isNow }: { row: Outcome; isNow: boolean }) {
  return (
    <Row>
      <Cell label="Idle time-out" narrow="first">
        {formatDuration(row.idleSeconds * 1000)}
        {isNow ? <span className="text-muted"> as it is</span> : null}
      </Cell>
      <Cell label="Idle memory">{dollars(row.idleDollars)}</Cell>
      <Cell label="Starts">{row.boots.toLocaleString('en')}</Cell>
      <Cell label="Saved">{isNow ? '–' : savedText(row.saved)}</Cell>
    </Row>
  )
}

function savedText(saved: number): string {
  return saved < 0 ? `${dollars(-saved)} more` : dollars(saved)
}
