import { AllowButton } from '@/components/calls/allow-button'
import { Badge } from '@/components/ui/badge'
import { Status } from '@/components/ui/status'
import { Cell, Row, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { Tone } from '@/components/ui/tone'
import type { RecordEntry } from '@/lib/bridge/recording/record'
import type { Steering } from '@/lib/bridge/recording/steering'
import { formatBytes } from '@/lib/format/bytes'
import { formatDuration } from '@/lib/format/duration'
import { visibleText } from '@/lib/format/visible-text'

const COLUMNS = [
  { label: 'When' },
  { label: 'Tool' },
  { label: 'Client' },
  { label: 'Class' },
  { label: 'Guard' },
  { label: 'Outcome' },
  { label: 'Duration', align: 'end' as const },
  { label: 'Answer', align: 'end' as const },
]

const VERDICTS: Record<NonNullable<RecordEntry['verdict']>, string> = {
  allow: 'let it pass',
  deny: 'refused it',
  'asked: yes': 'asked, yes',
  'asked: no': 'asked, no',
}

/** `allowFor`: name of the server whose guard the reader may change. */
type CallTableProps = { entries: RecordEntry[]; allowFor?: string | undefined }

/** One row for each call; what clients and servers call themselves is text of others. */
export function CallTable({ entries, allowFor }: CallTableProps) {
  return (
    <Table label="Calls through the bridge" columns={COLUMNS}>
      {withKeys(entries).map(({ key, entry }) => (
        <Row key={key}>
          <Cell label="When" narrow="first">
            <Time at={entry.at} />
          </Cell>
          <Cell label="Tool" narrow="line">
            <span className="break-words font-medium">{visibleText(entry.tool ?? entry.method)}</span>
            {entry.actions ? (
              <span className="block break-all font-mono text-muted">{visibleText(entry.actions.join(', '))}</span>
            ) : null}
            {entry.arguments ? (
              <span className="block break-all font-mono text-muted">{visibleText(entry.arguments)}</span>
            ) : null}
          </Cell>
          <Cell label="Client" narrow="line">
            {visibleText(entry.client)}
          </Cell>
          <Cell label="Class" narrow="line">
            {entry.class}
          </Cell>
          <Cell label="Guard" narrow="named">
            {entry.verdict ? VERDICTS[entry.verdict] : null}
            {allowFor !== undefined && keptBack(entry) ? (
              <AllowButton name={allowFor} action={keptBack(entry) ?? ''} />
            ) : null}
          </Cell>
          <Cell label="Outcome" narrow="end">
            <Status {...outcomeOf(entry)} />
            {entry.steering ? <Badge tone="warning">The answer {listOf(entry.steering)}</Badge> : null}
          </Cell>
          <Cell label="Duration" align="end" narrow="named">
            <span className="whitespace-nowrap tabular-nums">{formatDuration(entry.ms)}</span>
          </Cell>
          <Cell label="Answer" align="end" narrow="named">
            <span className="whitespace-nowrap tabular-nums">{entry.bytes > 0 ? formatBytes(entry.bytes) : null}</span>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

const STEERS: Record<Steering, string> = {
  orders: 'gives orders',
  'asks for a call': 'asks for a call',
  'speaks as the system': 'speaks as the system',
  'asks for secrecy': 'asks for secrecy',
  'hidden signs': 'has hidden signs',
}

function listOf(steering: readonly Steering[]): string {
  return steering.map((kind) => STEERS[kind]).join(', ')
}

/** Two calls may have come in one millisecond; counted from the oldest, a key stays its call's when newer ones come. */
function withKeys(entries: RecordEntry[]): { key: string; entry: RecordEntry }[] {
  const seen = new Map<string, number>()
  return entries
    .toReversed()
    .map((entry) => {
      const count = (seen.get(entry.at) ?? 0) + 1
      seen.set(entry.at, count)
      return { key: `${entry.at} ${count}`, entry }
    })
    .toReversed()
}

/** The one action that a rule could let pass, of a call that the guard did not send. */
function keptBack({ verdict, actions = [] }: RecordEntry): string | undefined {
  const isKept = verdict === 'deny' || verdict === 'asked: no'
  return isKept && actions.length === 1 ? actions[0] : undefined
}

/** An outcome of the relay, such as `lost`, is why there was no answer. */
function outcomeOf({ outcome }: RecordEntry): { tone: Tone; label: string } {
  switch (outcome) {
    case 'answered':
      return { tone: 'success', label: 'Answered' }
    case 'not sent':
      return { tone: 'warning', label: 'Not sent' }
    case 'cancelled':
      return { tone: 'neutral', label: 'Cancelled' }
    case 'failed':
    case 'error':
      return { tone: 'danger', label: 'Failed' }
    default:
      return { tone: 'danger', label: `No answer: ${outcome}` }
  }
}
