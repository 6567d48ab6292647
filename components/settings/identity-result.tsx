import { FailureNotice } from '@/components/feedback/failure-notice'
import { RefreshButton } from '@/components/layout/refresh-button'
import { Card, CardBody } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Identifier } from '@/components/ui/identifier'
import { Status } from '@/components/ui/status'
import type { Connection } from '@/lib/aws/connection'
import { callerIdentity } from '@/lib/connections/identity'
import { connectionName } from '@/lib/connections/names'

/** What STS says about the connection, or what mends it. */
export async function IdentityResult({ connection }: { connection: Connection }) {
  const identity = await callerIdentity(connection)

  if (!identity.ok) {
    return <FailureNotice failure={identity.error} retry={<RefreshButton label="Try again" />} />
  }
  const { accountId, principal, arn } = identity.data

  return (
    <Card>
      <CardBody>
        <DefinitionList
          items={[
            { term: 'Connection', value: connectionName(connection) },
            { term: 'State', value: <Status tone="success" label="AWS knows these credentials" /> },
            { term: 'Account', value: <Identifier value={accountId} label="account id" /> },
            { term: 'Principal', value: principal },
            { term: 'ARN', value: <Identifier value={arn} label="principal ARN" max={64} /> },
            { term: 'Region', value: <span className="font-mono text-table">{connection.region}</span> },
          ]}
        />
      </CardBody>
    </Card>
  )
}
