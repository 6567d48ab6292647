import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import type { Observed } from '@/lib/deployments/observe/observed'
import { basePermissions } from '@/lib/deployments/spec/role-documents'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { BASE_POLICY_NAME } from '@/lib/policies/templates/base-permissions'
import { managedPolicyText, policiesVerdict, roleOutlook } from '@/lib/roles/outlook'

/** What the assistant will be able to do, in a sentence; null where a policy of it can't be read: half of it would claim less. */
export async function allowedWords(
  connection: Connection,
  { executionRole, server }: DeploymentSpec,
  { role, account }: Pick<Observed, 'role' | 'account'>,
): Promise<string | null> {
  if (executionRole.mode === 'adopt') {
    const outlook = role && (await roleOutlook(role))
    return outlook && outlook.unreadable.length === 0 ? outlook.verdict : null
  }
  const { managedPolicyArns, inlinePolicies } = executionRole.permissions
  const managed = await attempt(() => Promise.all(managedPolicyArns.map((arn) => managedPolicyText(connection, arn))))

  if (!managed.ok) {
    return null
  }
  const base = { name: BASE_POLICY_NAME, document: basePermissions(account, server.image) }
  const { verdict, unreadable } = await policiesVerdict([base, ...managed.data, ...inlinePolicies])
  return unreadable.length === 0 ? verdict : null
}
