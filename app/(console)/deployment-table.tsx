import Link from 'next/link'
import { Suspense } from 'react'
import { shownRuntimes } from '@/app/(console)/shown-runtimes'
import { Section } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { Skeleton } from '@/components/ui/skeleton'
import { Status } from '@/components/ui/status'
import { Cell, Row, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { Tone } from '@/components/ui/tone'
import type { Connection } from '@/lib/aws/connection'
import { routes } from '@/lib/routes'
import { isTransitional, type RuntimeStatus, type RuntimeSummary } from '@/lib/runtimes/model'
import { getRuntime } from '@/lib/runtimes/queries'

type DeploymentTableProps = { connection: Connection; runtimes: RuntimeSummary[] }

const COLUMNS = ['Name', 'Status', 'Region', 'Inbound auth', 'Version', 'Last change'].map((label) => ({ label }))

export function DeploymentTable({ connection, runtimes }: DeploymentTableProps) {
  const shown = shownRuntimes(runtimes)

  return (
    <Section title="Deployments" actions={<RefreshButton />}>
      <Table label="Deployments" columns={COLUMNS}>
        {shown.map((runtime) => (
          <DeploymentRow key={runtime.id} connection={connection} runtime={runtime} />
        ))}
      </Table>
      {shown.length < runtimes.length ? (
        <Link href={routes.runtimes()} className="w-fit text-accent underline underline-offset-4">
          {`See all ${runtimes.length} runtimes`}
        </Link>
      ) : null}
    </Section>
  )
}

function DeploymentRow({ connection, runtime }: { connection: Connection; runtime: RuntimeSummary }) {
  return (
    <Row>
      <Cell label="Name">
        <Link href={routes.runtime(runtime.id)} className="rounded font-medium hover:underline">
          {runtime.name}
        </Link>
      </Cell>
      <Cell label="Status">
        <Status tone={statusTone(runtime.status)} label={runtime.status} />
      </Cell>
      <Cell label="Region">
        <span className="font-mono">{connection.region}</span>
      </Cell>
      <Cell label="Inbound auth">
        <Suspense fallback={<Skeleton className="h-4 w-16" />}>
          <InboundAuth connection={connection} id={runtime.id} />
        </Suspense>
      </Cell>
      <Cell label="Version">{runtime.version}</Cell>
      <Cell label="Last change">
        <Time at={runtime.lastUpdatedAt} />
      </Cell>
    </Row>
  )
}

async function InboundAuth({ connection, id }: { connection: Connection; id: string }) {
  const detail = await getRuntime(connection, id)

  if (!detail.ok) {
    return <span className="text-danger">Could not be read</span>
  }
  return detail.data.inboundAuth.type === 'jwt' ? 'JWT' : 'SigV4'
}

function statusTone(status: RuntimeStatus): Tone {
  if (isTransitional(status)) {
    return 'info'
  }
  return status === 'READY' ? 'success' : 'danger'
}
