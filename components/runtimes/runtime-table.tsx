import Form from 'next/form'
import Link from 'next/link'
import { Suspense } from 'react'
import { TextInput } from '@/components/form/inputs'
import { InboundAuth } from '@/components/runtimes/inbound-auth'
import { RuntimeStatus } from '@/components/runtimes/runtime-status'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { Cell, Row, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { Connection } from '@/lib/aws/connection'
import { routes } from '@/lib/routes'
import type { RuntimeSummary } from '@/lib/runtimes/model'
import { getRuntime } from '@/lib/runtimes/queries'

const COLUMNS = ['Name', 'Status', 'Inbound auth', 'Version', 'Last change'].map((label) => ({ label }))

/** Details are read for rows on screen only: AWS lists no auth type, and allows so many reads a second. */
const MAX_DETAILS = 50

type RuntimeTableProps = { connection: Connection; runtimes: RuntimeSummary[]; search: string }

export function RuntimeTable({ connection, runtimes, search }: RuntimeTableProps) {
  const wanted = search.trim().toLowerCase()
  const shown = runtimes.filter(({ name, id }) => `${name} ${id}`.toLowerCase().includes(wanted))

  return (
    <>
      <Form action={routes.runtimes()} className="flex max-w-md gap-2">
        <TextInput
          name="q"
          type="search"
          defaultValue={search}
          aria-label="Search by name or id"
          placeholder="Name or id"
        />
        <Button type="submit">Search</Button>
      </Form>
      <p className="text-muted" role="status">
        {shown.length === runtimes.length ? `${runtimes.length} in all` : `${shown.length} of ${runtimes.length}`}
      </p>
      <Table label="Runtimes" columns={COLUMNS}>
        {shown.map((runtime, index) => (
          <Row key={runtime.id}>
            <Cell label="Name" narrow="first">
              <Link href={routes.runtime(runtime.id)} className="rounded font-medium hover:underline">
                {runtime.name}
              </Link>
            </Cell>
            <Cell label="Status" narrow="end">
              <RuntimeStatus status={runtime.status} />
            </Cell>
            <Cell label="Inbound auth" narrow="line">
              {index < MAX_DETAILS ? (
                <Suspense fallback={<Skeleton className="h-4 w-12" />}>
                  <Auth connection={connection} id={runtime.id} />
                </Suspense>
              ) : (
                <span className="text-muted">On its page</span>
              )}
            </Cell>
            <Cell label="Version" narrow="named">
              {runtime.version}
            </Cell>
            <Cell label="Last change" narrow="line">
              <Time at={runtime.lastUpdatedAt} />
            </Cell>
          </Row>
        ))}
      </Table>
    </>
  )
}

async function Auth({ connection, id }: { connection: Connection; id: string }) {
  const runtime = await getRuntime(connection, id)
  return runtime.ok ? (
    <InboundAuth auth={runtime.data.inboundAuth} />
  ) : (
    <span className="text-muted">Could not be read</span>
  )
}
