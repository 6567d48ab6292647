import { Suspense } from 'react'
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
import type { StopReading } from '@/lib/stop/model'
import { stopOfRequest } from '@/lib/stop/read-stop'

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
  // Read beside the rest: the header waits for nothing but the runtime.
  const stop = stopOfRequest(connection, runtime.data)
  const items = SERVER_TABS.map(({ label, tab }) => ({ label, href: routes.runtimeTab(id, tab) }))

  return (
    <>
      <PageHeader
        title={runtime.data.name}
        status={
          <Suspense fallback={<StatusLine runtime={runtime.data} />}>
            <StoppedOr runtime={runtime.data} stop={stop} />
          </Suspense>
        }
        actions={
          <>
            <Suspense fallback={<StopLink id={id} />}>
              <StopOrResume id={id} stop={stop} />
            </Suspense>
            <RefreshButton readAt={new Date().toISOString()} />
          </>
        }
        description={runtime.data.description}
      />
      <TabLinks label="Runtime" items={[{ label: 'Overview', href: routes.runtime(id) }, ...items]} />
    </>
  )
}

type StopProps = { stop: Promise<StopReading> }

/** A runtime that is ready and lets nobody in is stopped, whatever AWS calls it. */
async function StoppedOr({ runtime, stop }: StopProps & { runtime: RuntimeDetail }) {
  const { state } = await stop
  return runtime.status === 'READY' && state === 'stopped' ? (
    <Status tone="warning" label="Stopped" />
  ) : (
    <StatusLine runtime={runtime} />
  )
}

async function StopOrResume({ id, stop }: StopProps & { id: string }) {
  const { state } = await stop
  return state === 'stopped' ? <ButtonLink href={routes.runtimeStop(id)}>Resume…</ButtonLink> : <StopLink id={id} />
}

function StopLink({ id }: { id: string }) {
  return (
    <ButtonLink variant="quiet-danger" href={routes.runtimeStop(id)}>
      Stop…
    </ButtonLink>
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
