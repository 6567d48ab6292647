import Link from 'next/link'
import { Suspense } from 'react'
import { Section } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { Elsewhere } from '@/components/overview/elsewhere'
import { ServerHealth } from '@/components/overview/server-health'
import { AutoRefresh } from '@/components/runtimes/auto-refresh'
import { InboundAuth } from '@/components/runtimes/inbound-auth'
import { RuntimeStatus } from '@/components/runtimes/runtime-status'
import { Skeleton } from '@/components/ui/skeleton'
import { Cell, Row, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { Actor } from '@/lib/auth/actor'
import type { Connection } from '@/lib/aws/connection'
import { routes } from '@/lib/routes'
import { isTransitional, type RuntimeSummary } from '@/lib/runtimes/model'
import { getRuntime } from '@/lib/runtimes/queries'
import { shownRuntimes } from '@/lib/runtimes/shown'

type DeploymentTableProps = { actor: Actor; connection: Connection; runtimes: RuntimeSummary[] }

const COLUMNS = ['Name', 'Status', 'Health', 'Inbound auth', 'Version', 'Last change'].map((label) => ({ label }))

export function DeploymentTable({ actor, connection, runtimes }: DeploymentTableProps) {
  const shown = shownRuntimes(runtimes)
  const firstInMotion = shown.find(({ status }) => isTransitional(status))

  return (
    <Section title="Servers" actions={<RefreshButton readAt={new Date().toISOString()} />}>
      <Table label="Servers" columns={COLUMNS}>
        {shown.map((runtime) => (
          <DeploymentRow
            key={runtime.id}
            actor={actor}
            connection={connection}
            runtime={runtime}
            // One row reads the page again for all of them.
            refreshes={runtime === firstInMotion}
          />
        ))}
      </Table>
      <Suspense>
        <Elsewhere connection={connection} />
      </Suspense>
      {shown.length < runtimes.length ? (
        <Link href={routes.runtimes()} className="w-fit text-accent underline underline-offset-4">
          {`See all ${runtimes.length} runtimes`}
        </Link>
      ) : null}
    </Section>
  )
}

type DeploymentRowProps = { actor: Actor; connection: Connection; runtime: RuntimeSummary; refreshes: boolean }

function DeploymentRow({ actor, connection, runtime, refreshes }: DeploymentRowProps) {
  return (
    <Row>
      <Cell label="Name" narrow="first">
        <Link href={routes.runtime(runtime.id)} className="rounded font-medium hover:underline">
          {runtime.name}
        </Link>
      </Cell>
      <Cell label="Status" narrow="end">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <RuntimeStatus status={runtime.status} />
          {refreshes ? <AutoRefresh since={runtime.lastUpdatedAt} /> : null}
        </span>
      </Cell>
      <Cell label="Health" narrow="line">
        <Suspense fallback={<Skeleton className="h-9 w-40" />}>
          <ServerHealth actor={actor} connection={connection} id={runtime.id} />
        </Suspense>
      </Cell>
      <Cell label="Inbound auth" narrow="line">
        <Suspense fallback={<Skeleton className="h-4 w-16" />}>
          <RowAuth connection={connection} id={runtime.id} />
        </Suspense>
      </Cell>
      <Cell label="Version" narrow="named">
        {runtime.version}
      </Cell>
      <Cell label="Last change" narrow="line">
        <Time at={runtime.lastUpdatedAt} />
      </Cell>
    </Row>
  )
}

async function RowAuth({ connection, id }: { connection: Connection; id: string }) {
  const detail = await getRuntime(connection, id)

  if (!detail.ok) {
    return <span className="text-danger">Could not be read</span>
  }
  return <InboundAuth auth={detail.data.inboundAuth} />
}
