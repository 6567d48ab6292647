import { RangeLinks } from '@/app/(console)/runtimes/[id]/logs/range-links'
import { EmptyState } from '@/components/feedback/empty-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Section } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { LogLines } from '@/components/runtimes/log-lines'
import { ButtonLink } from '@/components/ui/button'
import { Identifier } from '@/components/ui/identifier'
import { Time } from '@/components/ui/time'
import type { Connection } from '@/lib/aws/connection'
import { logGroupName, type RecentLines } from '@/lib/logs/model'
import { recentLines } from '@/lib/logs/queries'
import { rangeOf } from '@/lib/logs/ranges'
import type { Result } from '@/lib/result'
import { routes } from '@/lib/routes'

export type LogSearch = Promise<{ range?: string | string[] }>

const LIMIT = 1000

type RuntimeLogsProps = { connection: Connection; runtimeId: string; searchParams: LogSearch }

export async function RuntimeLogs({ connection, runtimeId, searchParams }: RuntimeLogsProps) {
  const range = rangeOf((await searchParams).range)
  const result = await recentLines(connection, runtimeId, 'DEFAULT', { sinceMs: range.ms, limit: LIMIT })
  const readAt = new Date().toISOString()

  return (
    <Section
      title="Recent lines"
      description={
        <>
          From <Identifier value={logGroupName(runtimeId, 'DEFAULT')} max={80} label="log group name" />
        </>
      }
      actions={<RangeLinks runtimeId={runtimeId} selected={range.id} />}
    >
      <Lines result={result} runtimeId={runtimeId} rangeLabel={range.label} readAt={readAt} />
    </Section>
  )
}

type LinesProps = { result: Result<RecentLines>; runtimeId: string; rangeLabel: string; readAt: string }

function Lines({ result, runtimeId, rangeLabel, readAt }: LinesProps) {
  if (!result.ok) {
    return <FailureNotice failure={result.error} retry={<RefreshButton label="Try again" />} />
  }
  if (result.data.state === 'no-group') {
    return <NoGroup runtimeId={runtimeId} />
  }
  const { lines, isTruncated } = result.data

  if (lines.length === 0) {
    return (
      <EmptyState title={`No lines in the last ${rangeLabel}`}>
        Choose a longer range, or call the runtime and refresh. New lines take a few seconds to arrive.
      </EmptyState>
    )
  }
  return (
    <>
      <p className="text-muted text-table">
        {`${lines.length.toLocaleString('en')} lines, times in UTC, read `}
        <Time at={readAt} />.{isTruncated ? ' There are more; these are the newest.' : null}
      </p>
      <LogLines lines={lines} />
    </>
  )
}

function NoGroup({ runtimeId }: { runtimeId: string }) {
  return (
    <EmptyState
      title="No log group yet"
      actions={
        <>
          <ButtonLink variant="primary" href={routes.runtime(runtimeId)}>
            Test the connection
          </ButtonLink>
          <ButtonLink href={routes.runtimeTab(runtimeId, 'permissions')}>Look at the permissions</ButtonLink>
        </>
      }
    >
      AWS makes it at the first call, so most likely nobody has called the runtime yet. If somebody has, the execution
      role may not write logs.
    </EmptyState>
  )
}
