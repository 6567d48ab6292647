import type * as iam from '@aws-sdk/client-iam'
import { checkManagedPolicy, encodeDocument } from '@/lib/practice/iam/access/documents'
import { wholeSeconds } from '@/lib/practice/iam/dates'
import { deleteConflict, limitExceeded, noSuchEntity } from '@/lib/practice/iam/errors'
import { page } from '@/lib/practice/iam/paging'
import { onPolicy, requireOwnPolicy, requirePolicy } from '@/lib/practice/iam/policies/policy-record'
import type { StoredPolicy } from '@/lib/practice/iam/store'
import { notHeld } from '@/lib/practice/wire/not-imitated'
import { operation } from '@/lib/practice/wire/service'

const VERSIONS_PER_POLICY = 5

type Version = { PolicyArn: string; VersionId: string }

function versionOf(policy: StoredPolicy, id: string): StoredPolicy['versions'][number] {
  const version = policy.versions.find((one) => one.id === id)

  if (!version) {
    throw noSuchEntity(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`)
  }
  return version
}

function summary(policy: StoredPolicy, { id, createdAt }: StoredPolicy['versions'][number]): iam.PolicyVersion {
  return { VersionId: id, IsDefaultVersion: id === policy.defaultVersion, CreateDate: wholeSeconds(createdAt) }
}

export const policyVersionOperations = {
  CreatePolicyVersion: operation<{ PolicyArn: string; PolicyDocument: string; SetAsDefault?: boolean }, unknown>({
    authorization: onPolicy('CreatePolicyVersion'),
    run: ({ PolicyArn, PolicyDocument, SetAsDefault }, call) => {
      const policy = requireOwnPolicy(call, PolicyArn)
      checkManagedPolicy(PolicyDocument)

      if (policy.versions.length >= VERSIONS_PER_POLICY) {
        throw limitExceeded(
          `A managed policy can have up to ${VERSIONS_PER_POLICY} versions. Before you create a new version, you must delete an existing version.`,
        )
      }
      const version = { id: `v${policy.nextVersion}`, text: PolicyDocument, createdAt: call.now() }
      policy.nextVersion += 1
      policy.versions.push(version)

      if (SetAsDefault) {
        policy.defaultVersion = version.id
      }
      policy.updatedAt = call.now()
      return { PolicyVersion: summary(policy, version) }
    },
  }),
  GetPolicyVersion: operation<Version, unknown>({
    authorization: onPolicy('GetPolicyVersion'),
    run: async ({ PolicyArn, VersionId }, call) => {
      const policy = await requirePolicy(call, PolicyArn)
      const version = versionOf(policy, VersionId)

      if (policy.isWithoutText) {
        throw notHeld(`the text of the policy of AWS ${PolicyArn}`)
      }
      return { PolicyVersion: { ...summary(policy, version), Document: encodeDocument(version.text) } }
    },
  }),
  ListPolicyVersions: operation<iam.ListPolicyVersionsCommandInput & { PolicyArn: string }, unknown>({
    authorization: onPolicy('ListPolicyVersions'),
    run: async (input, call) => {
      const policy = await requirePolicy(call, input.PolicyArn)
      const { items, ...rest } = page(policy.versions, ({ id }) => id.slice(1).padStart(9, '0'), input)
      return { Versions: items.map((version) => summary(policy, version)), ...rest }
    },
  }),
  SetDefaultPolicyVersion: operation<Version, unknown>({
    authorization: onPolicy('SetDefaultPolicyVersion'),
    run: ({ PolicyArn, VersionId }, call) => {
      const policy = requireOwnPolicy(call, PolicyArn)
      policy.defaultVersion = versionOf(policy, VersionId).id
      policy.updatedAt = call.now()
    },
  }),
  DeletePolicyVersion: operation<Version, unknown>({
    authorization: onPolicy('DeletePolicyVersion'),
    run: ({ PolicyArn, VersionId }, call) => {
      const policy = requireOwnPolicy(call, PolicyArn)
      const version = versionOf(policy, VersionId)

      if (version.id === policy.defaultVersion) {
        throw deleteConflict('Cannot delete the default version of a policy.')
      }
      policy.versions = policy.versions.filter((one) => one !== version)
    },
  }),
}
