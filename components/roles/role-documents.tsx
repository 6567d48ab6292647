import { EditorLoader } from '@/components/policy-editor/texts/editor-loader'
import { RoleFacts } from '@/components/roles/role-facts'
import { RoleProblem } from '@/components/roles/role-problem'
import type { Actor } from '@/lib/auth/actor'
import { parseArn } from '@/lib/aws/arn'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { DEPLOYMENT_TAG } from '@/lib/deployments/spec/names'
import { roleUsers } from '@/lib/deployments/teardown/queries'
import { documentsOf } from '@/lib/roles/document'
import { getRole } from '@/lib/roles/queries'

type RoleDocumentsProps = { actor: Actor; connection: Connection; name: string }

/** A role as IAM has it now, and the editor of its documents. */
export async function RoleDocuments({ actor, connection, name }: RoleDocumentsProps) {
  const role = await getRole(connection, name)

  if (!role.ok || !role.data) {
    return <RoleProblem name={name} failure={role.ok ? undefined : role.error} />
  }
  const { arn, tags } = role.data
  const users = await roleUsers(connection, arn)
  const parts = parseArn(arn)

  return (
    <>
      <RoleFacts role={role.data} />
      <EditorLoader
        saved={documentsOf(role.data)}
        subject={{
          name,
          arn,
          isOwn: Object.hasOwn(tags, DEPLOYMENT_TAG),
          users: users.ok ? users.data : [],
          account: {
            accountId: parts?.accountId ?? '',
            partition: parts?.partition ?? 'aws',
            region: connection.region,
          },
          connection: connectionKey(connection),
          canWrite: actor.canWrite,
        }}
      />
    </>
  )
}
