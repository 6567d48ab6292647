import Link from 'next/link'
import { EmptyState } from '@/components/feedback/empty-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionGuard } from '@/components/form/connection-context'
import { RefreshButton } from '@/components/layout/refresh-button'
import { DeleteGroup } from '@/components/logs/delete-group'
import { RetentionForm } from '@/components/logs/retention-form'
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
  { label: 'Actions', hidden: true },
]

export async function LogGroupTable() {
  const { actor, connection } = await requireContext()
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
                canWrite={actor.canWrite}
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

type GroupRowProps = { group: LogGroupSummary; isDeleted: boolean; canWrite: boolean }

function GroupRow({ group, isDeleted, canWrite }: GroupRowProps) {
  const { name, runtimeId, endpoint, storedBytes, retentionDays } = group
  const label = `${runtimeId}-${endpoint}`
  return (
    <Row>
      <Cell label="Runtime" narrow="first">
        <span className="flex flex-wrap items-center gap-2">
          <Link href={routes.logGroup(name)} className="break-all rounded font-medium hover:underline">
            {runtimeId}
          </Link>
          {isDeleted ? <Badge>deleted</Badge> : null}
        </span>
      </Cell>
      <Cell label="Endpoint" narrow="line">
        {endpoint}
      </Cell>
      <Cell label="Log group" narrow="none">
        <Identifier value={name} max={36} label="log group name" />
      </Cell>
      <Cell label="Stored" narrow="named" align="end">
        {formatBytes(storedBytes)}
      </Cell>
      <Cell label="Kept for" narrow="named" align="end">
        {canWrite ? (
          <RetentionForm key={String(retentionDays)} group={name} label={label} days={retentionDays} />
        ) : retentionDays === null ? (
          'ever'
        ) : (
          `${retentionDays} days`
        )}
      </Cell>
      <Cell label="" narrow="end" align="end">
        {canWrite ? <DeleteGroup group={name} label={label} stored={formatBytes(storedBytes)} /> : null}
      </Cell>
    </Row>
  )
}
