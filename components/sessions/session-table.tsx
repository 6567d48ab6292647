import { EndSession } from '@/components/sessions/end-session'
import { Status } from '@/components/ui/status'
import { Cell, Row, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { Tone } from '@/components/ui/tone'
import { costOf, type Priced } from '@/lib/prices'
import type { Session, SessionSource, SessionState } from '@/lib/usage/sessions/sessions'

const STATES: Record<SessionState, { tone: Tone; label: string }> = {
  running: { tone: 'success', label: 'Running' },
  idle: { tone: 'info', label: 'Idle' },
  perhaps: { tone: 'neutral', label: 'May still run' },
  ended: { tone: 'neutral', label: 'Ended' },
}

const SOURCES: Record<SessionSource, string> = {
  usage: 'usage logs',
  record: 'the bridge’s record',
  tester: 'Slipway’s tester',
  cloudtrail: 'CloudTrail',
}

const COLUMNS = ['Session', 'State', 'Client', 'Began', 'Last sign', 'Calls', 'Cost'].map((label) => ({ label }))
const END = { label: 'End', hidden: true }

type SessionTableProps = {
  label: string
  sessions: readonly Session[]
  runtimeId: string
  priced: Priced
  canEnd: boolean
}

export function SessionTable({ label, sessions, ...facts }: SessionTableProps) {
  return (
    <Table label={label} columns={[...COLUMNS, END]}>
      {sessions.map((session) => (
        <SessionRow key={session.id} session={session} {...facts} />
      ))}
    </Table>
  )
}

type SessionRowProps = Omit<SessionTableProps, 'label' | 'sessions'> & { session: Session }

function SessionRow({ session, runtimeId, priced, canEnd }: SessionRowProps) {
  const { id, state, sources, clients, endpoint, firstAt, lastAt, calls, used } = session

  return (
    <Row>
      <Cell label="Session" narrow="first">
        <span className="flex flex-col">
          <span className="break-all font-mono">{id}</span>
          <span className="text-muted">
            {endpoint === undefined ? 'By ' : `${endpoint}, by `}
            {sources.map((source) => SOURCES[source]).join(', ')}
          </span>
        </span>
      </Cell>
      <Cell label="State" narrow="end">
        <Status {...STATES[state]} />
      </Cell>
      <Cell label="Client" narrow="line">
        {clients.join(', ') || 'Not known'}
      </Cell>
      <Cell label="Began" narrow="line">
        <Time at={firstAt} />
      </Cell>
      <Cell label="Last sign" narrow="line">
        <Time at={lastAt} />
      </Cell>
      <Cell label="Calls" narrow="named">
        {calls ?? 'Not known'}
      </Cell>
      <Cell label="Cost" narrow="line">
        {used ? costWords(costOf(used, priced)) : 'Not metered'}
      </Cell>
      <Cell label="End" narrow="line">
        {state === 'ended' || !canEnd ? null : <EndSession runtimeId={runtimeId} sessionId={id} endpoint={endpoint} />}
      </Cell>
    </Row>
  )
}

/** A session costs parts of a cent. */
function costWords(cost: number | null): string {
  return cost === null ? 'No price published' : `$${cost.toFixed(cost < 0.01 ? 6 : 2)}`
}
