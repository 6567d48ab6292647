import type { Metadata } from 'next'
import { Suspense } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionGuard } from '@/components/form/connection-context'
import { Section } from '@/components/layout/page'
import { Teardown } from '@/components/setup/teardown/teardown'
import { MoveFirst } from '@/components/successor/move-first'
import { Skeleton } from '@/components/ui/skeleton'
import { requireContext } from '@/lib/auth/context'
import { connectionKey } from '@/lib/aws/connection'
import { advanceTeardownAction } from '@/lib/deployments/actions'
import { observeTeardown } from '@/lib/deployments/teardown/teardown'
import { deploymentOfRuntimeId } from '@/lib/deployments/teardown/teardown-model'
import { getRuntime } from '@/lib/runtimes/queries'
import { leftoverNotes } from '@/lib/usage/delivery/usage-delivery'

export const metadata: Metadata = { title: 'Delete' }

export default function DeletePage({ params }: PageProps<'/runtimes/[id]/delete'>) {
  return (
    <Section
      title="Delete"
      description="Slipway deletes what you tick, in a safe order. You can stop and go on at any point."
    >
      <Suspense fallback={<Skeleton className="h-96" />}>
        <Parts params={params} />
      </Suspense>
    </Section>
  )
}

async function Parts({ params }: { params: Promise<{ id: string }> }) {
  const { connection } = await requireContext()
  const id = decodeURIComponent((await params).id)
  const runtime = await getRuntime(connection, id)
  // Gone already when a teardown goes on: then the id has to tell.
  const name = runtime.ok ? runtime.data.name : deploymentOfRuntimeId(id)
  const [observed, left] = await Promise.all([
    observeTeardown(connection, name),
    runtime.ok ? leftoverNotes(connection, runtime.data) : [],
  ])

  if (!observed.ok) {
    return <FailureNotice failure={observed.error} />
  }
  return (
    <ConnectionGuard connectionKey={connectionKey(connection)}>
      {runtime.ok ? <MoveFirst runtime={runtime.data} region={connection.region} /> : null}
      <Teardown
        name={name}
        items={observed.data.targets.map(({ item }) => item)}
        notes={[...observed.data.notes, ...left]}
        advance={advanceTeardownAction}
      />
    </ConnectionGuard>
  )
}
