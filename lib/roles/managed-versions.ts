import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import type { Result } from '@/lib/result'
import { decodeDocument } from '@/lib/roles/model'

export type PolicyVersion = { id: string; isDefault: boolean /** ISO. */; createdAt: string; text: string }

/** IAM keeps five versions of a managed policy. Source: AWS, IAM quotas. */
const KEPT_VERSIONS = 5

/** Every version of a customer managed policy, newest first. */
export function listPolicyVersions(connection: Connection, arn: string): Promise<Result<PolicyVersion[]>> {
  return attempt(async () => {
    const { iam } = awsClients(connection)
    const { Versions = [] } = await iam.listPolicyVersions({ PolicyArn: arn })
    const versions = await Promise.all(
      Versions.map(async ({ VersionId: id = '', IsDefaultVersion: isDefault = false, CreateDate }) => {
        const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn: arn, VersionId: id })
        return {
          id,
          isDefault,
          createdAt: CreateDate?.toISOString() ?? '',
          text: decodeDocument(PolicyVersion?.Document),
        }
      }),
    )
    return versions.toSorted((one, other) => Number(other.id.slice(1)) - Number(one.id.slice(1)))
  })
}

/** Writes a new default version. Where there are five, the oldest that isn't in use makes room, as IAM demands. */
export async function replaceManagedPolicy(connection: Connection, arn: string, text: string): Promise<void> {
  const { iam } = awsClients(connection)
  const { Versions = [] } = await iam.listPolicyVersions({ PolicyArn: arn })
  const oldest = Versions.filter(({ IsDefaultVersion }) => !IsDefaultVersion)
    .toSorted((one, other) => Number(one.VersionId?.slice(1)) - Number(other.VersionId?.slice(1)))
    .at(0)

  if (Versions.length >= KEPT_VERSIONS && oldest) {
    await iam.deletePolicyVersion({ PolicyArn: arn, VersionId: oldest.VersionId })
  }
  await iam.createPolicyVersion({ PolicyArn: arn, PolicyDocument: text, SetAsDefault: true })
}
