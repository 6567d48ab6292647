import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { awsClients, writeClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { parsePolicy } from '@/lib/policies/document/document'
import { refusePolicy } from '@/lib/policies/evaluate/danger'
import { type Failure, ok, type Result } from '@/lib/result'
import { decodeDocument } from '@/lib/roles/model'
import type { SaveOutcome } from '@/lib/roles/save-outcome'
import type { DefaultVersionInput } from '@/lib/roles/schema'
import { wideningVersion } from '@/lib/roles/widening'
import { writeChecked } from '@/lib/roles/write-checked'
import type { Writer } from '@/lib/writer'

export type PolicyVersion = { id: string; isDefault: boolean /** ISO. */; createdAt: string; text: string }

/** IAM keeps five versions of a managed policy. Source: AWS, IAM quotas. */
const KEPT_VERSIONS = 5

/** Every version of a customer managed policy, newest first. IAM keeps five at most. */
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
export async function replaceManagedPolicy(
  writer: Writer,
  connection: Connection,
  arn: string,
  text: string,
): Promise<void> {
  const { iam } = writeClients(writer, connection)
  const { Versions = [] } = await iam.listPolicyVersions({ PolicyArn: arn })
  const oldest = Versions.filter(({ IsDefaultVersion }) => !IsDefaultVersion)
    .toSorted((one, other) => Number(one.VersionId?.slice(1)) - Number(other.VersionId?.slice(1)))
    .at(0)

  if (Versions.length >= KEPT_VERSIONS && oldest) {
    await iam.deletePolicyVersion({ PolicyArn: arn, VersionId: oldest.VersionId })
  }
  await iam.createPolicyVersion({ PolicyArn: arn, PolicyDocument: text, SetAsDefault: true })
}

/** Makes another version of a managed policy the one that counts, when the default is still the one that was shown. */
export async function setDefaultVersion(
  writer: Writer,
  connection: Connection,
  { arn, versionId, current, reason }: DefaultVersionInput,
): Promise<Result<SaveOutcome>> {
  const versions = await listPolicyVersions(connection, arn)

  if (!versions.ok) {
    return versions
  }
  const before = versions.data.find(({ id }) => id === current)
  const chosen = versions.data.find(({ id }) => id === versionId)

  if (!chosen || !before) {
    return ok({ state: 'changed-elsewhere', current: versions.data.find(({ isDefault }) => isDefault)?.text ?? null })
  }
  const { iam } = writeClients(writer, connection)
  const outcome = await writeChecked(connection, {
    subject: arn,
    read: async () => (await iam.getPolicy({ PolicyArn: arn })).Policy?.DefaultVersionId ?? null,
    write: () => iam.setDefaultPolicyVersion({ PolicyArn: arn, VersionId: versionId }),
    text: versionId,
    expected: current,
    refuse: () => refusalOf(before.text, chosen.text, reason),
  })
  return outcome.ok && outcome.data.state === 'changed-elsewhere' ? withText(connection, arn, outcome.data) : outcome
}

/** The outcome of a choice names a version; people want its text. */
async function withText(
  connection: Connection,
  arn: string,
  outcome: SaveOutcome & { state: 'changed-elsewhere' },
): Promise<Result<SaveOutcome>> {
  const versions = await listPolicyVersions(connection, arn)
  const text = versions.ok ? versions.data.find(({ id }) => id === outcome.current)?.text : undefined
  return ok({ ...outcome, current: text ?? null })
}

async function refusalOf(before: string, text: string, reason: string): Promise<Failure | null> {
  const parsed = parsePolicy(text)
  const dangerous = parsed.ok ? refusePolicy(parsed.data) : parsed.error
  return dangerous ?? wideningVersion(before, text, reason)
}
