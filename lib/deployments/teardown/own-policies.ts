import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { everyPage } from '@/lib/aws/paging'
import { isOwned } from '@/lib/deployments/spec/names'
import { type RoleDetail, toTags } from '@/lib/roles/model'

/**
 * ARNs of managed policies that right-sizing made for a role, attached or not, and that nobody else uses or has edited. None where
 * these credentials may not look: such a policy stays, and does nothing without a role.
 */
export async function ownPolicies(
  connection: Connection,
  deployment: string,
  { name, attachedPolicies }: RoleDetail,
): Promise<string[]> {
  const attached = new Set(attachedPolicies.map(({ arn }) => arn))
  const found = await attempt(async () => {
    const { iam } = awsClients(connection)
    const policies = await everyPage(async (marker) => {
      const page = await iam.listPolicies({ Scope: 'Local', MaxItems: 1000, Marker: marker })
      return { items: page.Policies, nextToken: page.Marker }
    })
    const named = policies.flatMap(({ Arn = '', PolicyName = '' }) =>
      PolicyName.startsWith(`${name}-`) && /-narrowed(-\d+)?$/.test(PolicyName) ? [Arn] : [],
    )
    const read = await Promise.all(named.map((PolicyArn) => iam.getPolicy({ PolicyArn })))
    return read.flatMap(({ Policy }) => {
      const arn = Policy?.Arn ?? ''
      const isFree = (Policy?.AttachmentCount ?? 0) <= (attached.has(arn) ? 1 : 0)
      return isFree && Policy?.DefaultVersionId === 'v1' && isOwned(toTags(Policy.Tags), deployment) ? [arn] : []
    })
  })
  return found.ok ? found.data : []
}
