import { Notice } from '@/components/feedback/notice'
import { Status } from '@/components/ui/status'
import { Cell, Row, Table } from '@/components/ui/table'
import { counted } from '@/lib/format/counted'
import type { Coverage, CoverageRow } from '@/lib/successor/model'

/** Beyond this the command line has them all. */
const MOST_ROWS = 50

const COLUMNS = [{ label: 'Used' }, { label: 'Calls', align: 'end' as const }, { label: 'There' }, { label: 'You may' }]

/** What assistants used, as the record has it, and whether the managed server and the person can. */
export function CoverageTable({ coverage: { rows, calls, days, unknownWhy } }: { coverage: Coverage }) {
  if (calls === 0) {
    return (
      <p className="text-muted">
        {`No call is recorded on this computer in ${counted(days, 'day')}. Clients that start Slipway’s bridge have their calls recorded.`}
      </p>
    )
  }
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p>{`${counted(calls, 'call')} recorded on this computer in ${counted(days, 'day')}:`}</p>
      {unknownWhy === undefined ? null : (
        <Notice tone="warning" title="What you may do is not known">
          <p>{unknownWhy}</p>
        </Notice>
      )}
      <Table label="Recorded calls, and the managed server" columns={COLUMNS}>
        {rows.slice(0, MOST_ROWS).map((row) => (
          <Row key={`${row.tool} ${row.action}`}>
            <Cell label="Used" narrow="first">
              <span className="break-all font-mono">{row.action ?? row.tool}</span>
            </Cell>
            <Cell label="Calls" align="end" narrow="named">
              <span className="tabular-nums">{row.calls.toLocaleString('en')}</span>
            </Cell>
            <Cell label="There" narrow="named">
              {row.there === undefined ? 'No such tool' : <span className="break-all font-mono">{row.there}</span>}
            </Cell>
            <Cell label="You may" narrow="named">
              <May row={row} />
            </Cell>
          </Row>
        ))}
      </Table>
      {rows.length > MOST_ROWS ? (
        <p className="text-muted">{`${(rows.length - MOST_ROWS).toLocaleString('en')} more are left out here.`}</p>
      ) : null}
    </div>
  )
}

function May({ row: { action, person } }: { row: CoverageRow }) {
  if (action === undefined) {
    return <span className="text-muted">No permission is known for it</span>
  }
  return person === 'unknown' ? (
    <Status tone="neutral" label="Unknown" />
  ) : (
    <Status
      tone={person === 'allowed' ? 'success' : 'danger'}
      label={person === 'allowed' ? 'Yes' : 'No, or not on every resource'}
    />
  )
}
