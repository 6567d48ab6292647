import { Notice } from '@/components/feedback/notice'
import { ExplainedView } from '@/components/findings/explained-view'
import { AnswerView } from '@/components/tester/answer-view'
import { ExchangeList } from '@/components/tester/exchange-list'
import type { HistoryEntry } from '@/components/tester/tester-state'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { Status } from '@/components/ui/status'
import { formatDuration } from '@/lib/format/duration'
import type { TesterFailure } from '@/lib/mcp/tester/tester-model'

/** What one request came to, and what went over the wire for it. */
export function EntryView({ entry }: { entry: HistoryEntry }) {
  const { title, report } = entry
  const { failure } = outcomeOf(entry)

  return (
    <Card>
      <CardHeader
        title={<span className="break-all font-mono">{title}</span>}
        description={<EntryStatus entry={entry} />}
        actions={
          <span className="flex items-center gap-2 tabular-nums">
            {report.attempts > 1 ? <Badge tone="info">{`cold start, ${report.attempts} tries`}</Badge> : null}
            {formatDuration(report.durationMs)}
          </span>
        }
      />
      <CardBody className="flex flex-col gap-4">
        {failure ? <Trouble failure={failure} /> : null}
        {entry.kind === 'call' && entry.report.state === 'answered' && !failure ? (
          <AnswerView answer={entry.report.answer} />
        ) : null}
        {entry.kind === 'open' && entry.report.ok ? (
          <p>
            {entry.report.session.server} offers{' '}
            {entry.report.session.tools.map(({ name }) => name).join(', ') || 'no tools'}.
          </p>
        ) : null}
        <ExchangeList exchanges={report.exchanges} />
      </CardBody>
    </Card>
  )
}

/** Four layers can fail; the word says which one did. */
export function EntryStatus({ entry }: { entry: HistoryEntry }) {
  const { failure, failedCommands } = outcomeOf(entry)

  if (failure) {
    return <Status tone="danger" label="Failed" />
  }
  return failedCommands > 0 ? (
    <Status
      tone="warning"
      label={failedCommands === 1 ? 'Answered, but a command failed' : 'Answered, but commands failed'}
    />
  ) : (
    <Status tone="success" label={entry.kind === 'open' ? 'Opened' : 'Answered'} />
  )
}

function outcomeOf({ report }: HistoryEntry): { failure?: TesterFailure | undefined; failedCommands: number } {
  const answer = 'answer' in report ? report.answer : undefined
  const failedCommands = answer?.commands.filter((command) => command.failure !== undefined).length ?? 0
  return { failure: 'failure' in report ? report.failure : undefined, failedCommands }
}

const CALL = { from: 'call' } as const

function Trouble({ failure: { explanation, raw, isSessionLost } }: { failure: TesterFailure }) {
  return (
    <Notice tone="danger" title={explanation.title}>
      <ExplainedView
        place={CALL}
        explained={isSessionLost ? { ...explanation, remedy: ['Open a new session.'] } : explanation}
      />
      <Disclosure summary="The other side's words">
        <p className="whitespace-pre-wrap break-words font-mono text-table">{raw}</p>
      </Disclosure>
    </Notice>
  )
}
