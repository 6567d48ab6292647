import 'server-only'
import { partitionOf } from '@/lib/aws/arn'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { callerIdentity } from '@/lib/connections/identity'
import { toLogGroup } from '@/lib/logs/model'
import { parsePolicy } from '@/lib/policies/document/document'
import { evaluatePolicies } from '@/lib/policies/evaluate/evaluate'
import { type RoleDetail, roleNameOf } from '@/lib/roles/model'
import { readRole } from '@/lib/roles/queries'
import { readWholeRuntime } from '@/lib/runtimes/read-runtimes'

/** Why a runtime's log group isn't there. AgentCore makes it, as the execution role, at the first invocation. */
export type MissingLogGroup = 'not-invoked-yet' | 'role-cannot-write' | 'unknown'

/** Looks at the runtime's role. `unknown` when that can't be read, or the group is no runtime's. */
export async function whyNoLogGroup(connection: Connection, group: string): Promise<MissingLogGroup> {
  const { runtimeId } = toLogGroup({ logGroupName: group }) ?? {}
  const identity = await callerIdentity(connection)

  if (runtimeId === undefined || !identity.ok) {
    return 'unknown'
  }
  const role = await attempt(async () => {
    const runtime = await readWholeRuntime(connection, runtimeId)
    return readRole(connection, roleNameOf(runtime.roleArn ?? ''), { withDocuments: true })
  })

  if (!role.ok || !role.data) {
    return 'unknown'
  }
  const { region } = connection
  const arn = `arn:${partitionOf(region)}:logs:${region}:${identity.data.accountId}:log-group:${group}`
  return mayWrite(role.data, arn, region)
}

function mayWrite(role: RoleDetail, groupArn: string, region: string): MissingLogGroup {
  const documents = [...role.inlinePolicies, ...role.attachedPolicies].map(({ name, document }) => ({
    name,
    document: document === null ? null : parsePolicy(document),
  }))
  const identityPolicies = documents.flatMap(({ name, document }) =>
    document?.ok ? [{ name, document: document.data }] : [],
  )
  const needed = [
    { action: 'logs:CreateLogGroup', resource: groupArn },
    { action: 'logs:CreateLogStream', resource: `${groupArn}:log-stream:runtime-logs` },
    { action: 'logs:PutLogEvents', resource: `${groupArn}:log-stream:runtime-logs` },
  ]
  const context = { 'aws:RequestedRegion': region }
  const isAllowed = needed.every(
    (request) => evaluatePolicies({ identityPolicies, request: { ...request, context } }).effect === 'allowed',
  )

  if (isAllowed) {
    return 'not-invoked-yet'
  }
  return documents.every(({ document }) => document?.ok) ? 'role-cannot-write' : 'unknown'
}
