import { Suspense } from 'react'
import { ConnectionGuard } from '@/components/form/connection-context'
import { AttentionList } from '@/components/overview/attention-list'
import { DeploymentTable } from '@/components/overview/deployment-table'
import { FirstSteps } from '@/components/overview/first-steps'
import { OverviewFailure } from '@/components/overview/overview-failure'
import { SkeletonRows } from '@/components/ui/skeleton'
import { requireContext } from '@/lib/auth/context'
import { connectionKey } from '@/lib/aws/connection'
import { listRuntimes } from '@/lib/runtimes/queries'

/** What needs attention, then the deployments; without any, what to do first. */
export async function Overview() {
  const { connection } = await requireContext()
  const runtimes = await listRuntimes(connection)

  if (!runtimes.ok) {
    return (
      <ConnectionGuard connectionKey={connectionKey(connection)}>
        <OverviewFailure connection={connection} failure={runtimes.error} />
      </ConnectionGuard>
    )
  }
  return (
    <ConnectionGuard connectionKey={connectionKey(connection)}>
      {runtimes.data.length === 0 ? (
        <>
          <Suspense>
            <AttentionList connection={connection} runtimes={[]} />
          </Suspense>
          <FirstSteps connection={connection} />
        </>
      ) : (
        <>
          <Suspense fallback={<SkeletonRows rows={1} label="Looking for what needs attention" />}>
            <AttentionList connection={connection} runtimes={runtimes.data} />
          </Suspense>
          <DeploymentTable connection={connection} runtimes={runtimes.data} />
        </>
      )}
    </ConnectionGuard>
  )
}
