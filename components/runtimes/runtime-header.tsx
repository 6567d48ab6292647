import { PageHeader } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { SERVER_TABS } from '@/components/layout/registry'
import { AutoRefresh } from '@/components/runtimes/auto-refresh'
import { RuntimeStatus } from '@/components/runtimes/runtime-status'
import type { RuntimeParams } from '@/components/runtimes/with-runtime'
import { ButtonLink } from '@/components/ui/button'
import { Status } from '@/components/ui/status'
import { TabLinks } from '@/components/ui/tabs'
import { requireContext } from '@/lib/auth/context'
import { deploymentOfRuntimeId } from '@/lib/deployments/teardown/teardown-model'
import { routes } from '@/lib/routes'
import { RUNTIME_ID } from '@/lib/runtimes/ids'
import { isTransitional, type RuntimeDetail } from '@/lib/runtimes/model'
import { getRuntime } from '@/lib/runtimes/queries'

export async function RuntimeHeader({ params }: { params: RuntimeParams }) {
  const { connection } = await requireContext()
  const { id } = await params
  const runtime = RUNTIME_ID.test(id) ? await getRuntime(connection, id) : undefined

  if (!runtime?.ok) {
    const isGone = runtime?.error.code === 'not-found' || !runtime
    // The name is what its other parts, which may still be there, are known by.
    return isGone ? (
      <PageHeader title={deploymentOfRuntimeId(id)} status={<Status tone="neutral" label="No such runtime" />} />
    ) : (
      <PageHeader title={id} />
    )
  }
  const items = SERVER_TABS.map(({ label, tab }) => ({ label, href: routes.runtimeTab(id, tab) }))

  return (
    <>
      <PageHeader
        title={runtime.data.name}
        status={<StatusLine runtime={runtime.data} />}
        actions={
          <>
            <ButtonLink variant="quiet-danger" href={routes.runtimeStop(id)}>
              Stop…
            </ButtonLink>
            <RefreshButton readAt={new Date().toISOString()} />
          </>
        }
        description={runtime.data.description}
      />
      <TabLinks label="Runtime" items={[{ label: 'Overview', href: routes.runtime(id) }, ...items]} />
    </>
  )
}

function StatusLine({ runtime: { status, lastUpdatedAt, createdAt } }: { runtime: RuntimeDetail }) {
  return (
    <span className="flex items-center gap-2">
      <RuntimeStatus status={status} />
      {isTransitional(status) ? <AutoRefresh since={lastUpdatedAt || createdAt} /> : null}
    </span>
  )
}
