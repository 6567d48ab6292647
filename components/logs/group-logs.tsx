import { EmptyState } from '@/components/feedback/empty-state'
import { ConnectionGuard } from '@/components/form/connection-context'
import { PageHeader } from '@/components/layout/page'
import { LogViewer } from '@/components/log-viewer/log-viewer'
import { ButtonLink } from '@/components/ui/button'
import { Identifier } from '@/components/ui/identifier'
import { requireContext } from '@/lib/auth/context'
import { connectionKey } from '@/lib/aws/connection'
import { LOG_GROUP_NAME } from '@/lib/logs/group-name'
import { toLogGroup } from '@/lib/logs/model'
import { routes } from '@/lib/routes'

/** The viewer for any log group by its name: of a deleted runtime, say, which has no page of its own. */
export async function GroupLogs({ params }: { params: Promise<{ group: string }> }) {
  const { connection } = await requireContext()
  const name = decodeURIComponent((await params).group)
  const key = connectionKey(connection)

  if (!LOG_GROUP_NAME.test(name)) {
    return (
      <>
        <PageHeader title="No such log group" />
        <EmptyState
          title="This is not the name of a log group"
          actions={<ButtonLink href={routes.logs()}>See all log groups</ButtonLink>}
        >
          A name has letters, digits and . - _ / #, and at most 512 of them.
        </EmptyState>
      </>
    )
  }
  const runtime = toLogGroup({ logGroupName: name })

  return (
    <ConnectionGuard connectionKey={key}>
      <PageHeader
        title={runtime ? `${runtime.runtimeId}, ${runtime.endpoint}` : 'Log group'}
        description={<Identifier value={name} max={80} label="log group name" />}
        actions={<ButtonLink href={routes.logs()}>All log groups</ButtonLink>}
      />
      <h2 className="sr-only">Lines</h2>
      <LogViewer
        connection={key}
        group={name}
        emptyActions={<ButtonLink href={routes.logs()}>See all log groups</ButtonLink>}
      />
    </ConnectionGuard>
  )
}
