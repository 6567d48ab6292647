import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { inRegion } from '@/lib/deployments/observe/observe'
import type { Account } from '@/lib/deployments/observe/observed'
import { basePermissions } from '@/lib/deployments/spec/role-documents'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { BASE_POLICY_NAME } from '@/lib/policies/templates/base-permissions'
import { roleNameOf } from '@/lib/roles/model'
import { managedPolicyText, policiesVerdict, roleOutlook } from '@/lib/roles/outlook'
import { readRole } from '@/lib/roles/queries'

/**
 * What the assistant will be able to do, in a sentence; null where a policy of it can't be read: half of it would claim less.
 * Takes up to a second of computing, so it is asked for apart from the plan.
 */
export async function allowedWords(
  connection: Connection,
  { executionRole, server, region }: DeploymentSpec,
): Promise<string | null> {
  const here = inRegion(connection, region)

  if (executionRole.mode === 'adopt') {
    const role = await attempt(() => readRole(here, roleNameOf(executionRole.arn), { withDocuments: true }))
    const outlook = role.ok && role.data ? await roleOutlook(role.data) : undefined
    return outlook && outlook.unreadable.length === 0 ? outlook.verdict : null
  }
  const { managedPolicyArns, inlinePolicies } = executionRole.permissions
  const managed = await attempt(() => Promise.all(managedPolicyArns.map((arn) => managedPolicyText(here, arn))))

  if (!managed.ok) {
    return null
  }
  const base = { name: BASE_POLICY_NAME, document: basePermissions({ ...ANY_ACCOUNT, region }, server.image) }
  const { verdict, unreadable } = await policiesVerdict([base, ...managed.data, ...inlinePolicies])
  return unreadable.length === 0 ? verdict : null
}

/** Which account the base permissions name makes no difference to what they are called. */
const ANY_ACCOUNT: Omit<Account, 'region'> = { accountId: '000000000000', partition: 'aws', principalArn: '' }
