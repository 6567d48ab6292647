import Link from 'next/link'
import { EmptyState } from '@/components/feedback/empty-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionGuard } from '@/components/layout/connection-context'
import { RefreshButton } from '@/components/layout/refresh-button'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Identifier } from '@/components/ui/identifier'
import { Cell, Row, Table } from '@/components/ui/table'
import { requireContext } from '@/lib/auth/context'
import { connectionKey } from '@/lib/aws/connection'
import { formatBytes } from '@/lib/format/bytes'
import type { LogGroupSummary } from '@/lib/logs/model'
import { listRuntimeLogGroups } from '@/lib/logs/queries'
import { routes } from '@/lib/routes'
import { listRuntimes } from '@/lib/runtimes/queries'

const COLUMNS = [
  { label: 'Runtime' },
  { label: 'Endpoint' },
  { label: 'Log group' },
  { label: 'Stored', align: 'end' as const },
  { label: 'Kept for', align: 'end' as const },
]

export async function LogGroupTable() {
  const { connection } = await requireContext()
  const [groups, runtimes] = await Promise.all([listRuntimeLogGroups(connection), listRuntimes(connection)])
  const living = runtimes.ok ? new Set(runtimes.data.map(({ id }) => id)) : undefined

  return (
    <ConnectionGuard connectionKey={connectionKey(connection)}>
      {groups.ok ? (
        groups.data.length === 0 ? (
          <EmptyState
            title="No log groups yet"
            actions={<ButtonLink href={routes.runtimes()}>See all runtimes</ButtonLink>}
          >
            AWS makes one at the first call of a runtime. If a runtime was called already, its execution role may not
            write logs.
          </EmptyState>
        ) : (
          <Table label="Log groups" columns={COLUMNS}>
            {groups.data.map((group) => (
              <GroupRow
                key={group.name}
                group={group}
                isDeleted={living !== undefined && !living.has(group.runtimeId)}
              />
            ))}
          </Table>
        )
      ) : (
        <FailureNotice failure={groups.error} retry={<RefreshButton label="Try again" />} />
      )}
    </ConnectionGuard>
  )
}

function GroupRow({ group, isDeleted }: { group: LogGroupSummary; isDeleted: boolean }) {
  const { name, runtimeId, endpoint, storedBytes, retentionDays } = group
  return (
    <Row>
      <Cell label="Runtime">
        {isDeleted ? (
          <span className="flex flex-wrap items-center gap-2 break-all">
            {runtimeId}
            <Badge>deleted</Badge>
          </span>
        ) : (
          <Link href={routes.runtimeTab(runtimeId, 'logs')} className="break-all rounded font-medium hover:underline">
            {runtimeId}
          </Link>
        )}
      </Cell>
      <Cell label="Endpoint">{endpoint}</Cell>
      <Cell label="Log group">
        <Identifier value={name} max={36} label="log group name" />
      </Cell>
      <Cell label="Stored" align="end">
        {formatBytes(storedBytes)}
      </Cell>
      <Cell label="Kept for" align="end">
        {retentionDays === null ? 'ever' : `${retentionDays} days`}
      </Cell>
    </Row>
  )
}
