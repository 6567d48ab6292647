import { FailureNotice } from '@/components/feedback/failure-notice'
import { RuntimeStatus } from '@/components/runtimes/runtime-status'
import { Identifier } from '@/components/ui/identifier'
import { Cell, Row, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { Connection } from '@/lib/aws/connection'
import { listEndpoints } from '@/lib/runtimes/queries'

const COLUMNS = ['Name', 'Status', 'Live version', 'ARN', 'Last change'].map((label) => ({ label }))

export async function Endpoints({ connection, runtimeId }: { connection: Connection; runtimeId: string }) {
  const endpoints = await listEndpoints(connection, runtimeId)

  if (!endpoints.ok) {
    return <FailureNotice failure={endpoints.error} />
  }
  if (endpoints.data.length === 0) {
    return <p className="text-muted">None. AWS makes DEFAULT together with the runtime.</p>
  }
  return (
    <Table label="Endpoints" columns={COLUMNS}>
      {endpoints.data.map(({ name, status, arn, liveVersion, targetVersion, lastUpdatedAt }) => (
        <Row key={name}>
          <Cell label="Name" narrow="first">
            <span className="font-mono">{name}</span>
          </Cell>
          <Cell label="Status" narrow="end">
            <RuntimeStatus status={status} />
          </Cell>
          <Cell label="Live version" narrow="named">
            {liveVersion ?? '–'}
            {targetVersion && targetVersion !== liveVersion ? ` → ${targetVersion}` : null}
          </Cell>
          <Cell label="ARN" narrow="line">
            <Identifier value={arn} max={36} label={`ARN of endpoint ${name}`} />
          </Cell>
          <Cell label="Last change" narrow="line">
            <Time at={lastUpdatedAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
