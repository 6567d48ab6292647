import Link from 'next/link'
import { EmptyState } from '@/components/feedback/empty-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionGuard } from '@/components/form/connection-context'
import { RefreshButton } from '@/components/layout/refresh-button'
import { ButtonLink } from '@/components/ui/button'
import { Identifier } from '@/components/ui/identifier'
import { Cell, Row, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { requireContext } from '@/lib/auth/context'
import { connectionKey } from '@/lib/aws/connection'
import { listExecutionRoles } from '@/lib/roles/queries'
import { routes } from '@/lib/routes'

const COLUMNS = ['Name', 'ARN', 'Description', 'Created'].map((label) => ({ label }))

export async function RoleTable() {
  const { connection } = await requireContext()
  const roles = await listExecutionRoles(connection)

  return (
    <ConnectionGuard connectionKey={connectionKey(connection)}>
      {roles.ok ? (
        roles.data.length === 0 ? (
          <EmptyState
            title="No execution roles yet"
            actions={<ButtonLink href={routes.setup()}>Set up your server</ButtonLink>}
          >
            The setup makes one, with just the permissions that you choose.
          </EmptyState>
        ) : (
          <Table label="Execution roles" columns={COLUMNS}>
            {roles.data.map(({ name, arn, description, createdAt }) => (
              <Row key={arn}>
                <Cell label="Name" narrow="first">
                  <Link href={routes.role(name)} className="break-all rounded font-medium hover:underline">
                    {name}
                  </Link>
                </Cell>
                <Cell label="ARN" narrow="none">
                  <Identifier value={arn} max={44} label={`ARN of ${name}`} />
                </Cell>
                <Cell label="Description" narrow="none">
                  {description ?? '–'}
                </Cell>
                <Cell label="Created" narrow="named">
                  <Time at={createdAt} />
                </Cell>
              </Row>
            ))}
          </Table>
        )
      ) : (
        <FailureNotice failure={roles.error} retry={<RefreshButton label="Try again" />} />
      )}
    </ConnectionGuard>
  )
}
