import { EmptyState } from '@/components/feedback/empty-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionGuard } from '@/components/form/connection-context'
import { RefreshButton } from '@/components/layout/refresh-button'
import { RuntimeTable } from '@/components/runtimes/runtime-table'
import { ButtonLink } from '@/components/ui/button'
import { requireContext } from '@/lib/auth/context'
import { connectionKey } from '@/lib/aws/connection'
import { routes } from '@/lib/routes'
import { listRuntimes } from '@/lib/runtimes/queries'

export type RuntimeSearch = Promise<{ q?: string | string[] }>

export async function RuntimeList({ searchParams }: { searchParams: RuntimeSearch }) {
  const { connection } = await requireContext()
  const runtimes = await listRuntimes(connection)
  const { q = '' } = await searchParams
  return (
    <ConnectionGuard connectionKey={connectionKey(connection)}>
      {runtimes.ok ? (
        runtimes.data.length === 0 ? (
          <EmptyState
            title="No runtimes here yet"
            actions={<ButtonLink href={routes.setup()}>Set up your server</ButtonLink>}
          >
            {`Nothing runs on AgentCore in ${connection.region}. Switch the connection to see the runtimes of another region.`}
          </EmptyState>
        ) : (
          <RuntimeTable connection={connection} runtimes={runtimes.data} search={String(q)} />
        )
      ) : (
        <FailureNotice failure={runtimes.error} retry={<RefreshButton label="Try again" />} />
      )}
    </ConnectionGuard>
  )
}
