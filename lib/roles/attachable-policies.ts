import 'server-only'
import { partitionOf } from '@/lib/aws/arn'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { everyPage } from '@/lib/aws/paging'
import { findManaged, type ManagedFound } from '@/lib/policies/managed/find-managed'
import type { ManagedGlance } from '@/lib/policies/managed/managed-model'
import { ok, type Result } from '@/lib/result'

/** Those of AWS's own policies that fit the words. Asks nothing of AWS. */
export async function findAwsPolicies(
  connection: Connection,
  { question }: { question: string },
): Promise<Result<ManagedFound>> {
  return ok(await findManaged(question, partitionOf(connection.region)))
}

/** The account's own managed policies, by name. Their texts aren't read: an account may have thousands. */
export function listOwnPolicies(connection: Connection): Promise<Result<ManagedGlance[]>> {
  return attempt(async () => {
    const policies = await everyPage(async (marker) => {
      const page = await awsClients(connection).iam.listPolicies({ Scope: 'Local', MaxItems: 1000, Marker: marker })
      return { items: page.Policies, nextToken: page.Marker }
    })
    return policies
      .flatMap(({ Arn, PolicyName, IsAttachable }) =>
        Arn && PolicyName
          ? [{ ...NOTHING_READ, arn: Arn, name: PolicyName, isAttachable: IsAttachable !== false }]
          : [],
      )
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
  })
}

const NOTHING_READ: Omit<ManagedGlance, 'arn' | 'name' | 'isAttachable'> = {
  use: 'any',
  levels: [],
  services: null,
  examples: [],
  denies: false,
  everyResource: false,
  isRetired: false,
  isOwn: true,
}
