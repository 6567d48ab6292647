import type * as iam from '@aws-sdk/client-iam'
import { checkManagedPolicy } from '@/lib/practice/iam/access/documents'
import { alreadyExists, deleteConflict } from '@/lib/practice/iam/errors'
import { page } from '@/lib/practice/iam/paging'
import { anyPolicy, awsPolicyArns } from '@/lib/practice/iam/policies/managed'
import {
  onPolicy,
  policySummary,
  requireOwnPolicy,
  requirePolicy,
  usesOf,
} from '@/lib/practice/iam/policies/policy-record'
import { iamStore, type StoredPolicy } from '@/lib/practice/iam/store'
import { tagList, withTags } from '@/lib/practice/iam/tags'
import { uniqueId } from '@/lib/practice/wire/ids'
import { type Call, operation } from '@/lib/practice/wire/service'

const createPolicy = operation<iam.CreatePolicyCommandInput & { PolicyName: string; PolicyDocument: string }, unknown>({
  authorization: (input, call) => [{ action: 'iam:CreatePolicy', resource: arnOf(input, call) }],
  run: (input, call) => {
    const { policies } = iamStore(call.state)
    const arn = arnOf(input, call)
    const now = call.now()
    checkManagedPolicy(input.PolicyDocument)

    if (Object.values(policies).some(({ name }) => name.toLowerCase() === input.PolicyName.toLowerCase())) {
      throw alreadyExists(`A policy called ${input.PolicyName} already exists. Duplicate names are not allowed.`)
    }
    const policy: StoredPolicy = {
      name: input.PolicyName,
      id: uniqueId('ANPA'),
      path: input.Path ?? '/',
      arn,
      createdAt: now,
      updatedAt: now,
      tags: withTags({}, input.Tags ?? []),
      versions: [{ id: 'v1', text: input.PolicyDocument, createdAt: now }],
      defaultVersion: 'v1',
      nextVersion: 2,
      description: input.Description,
    }
    policies[arn] = policy
    call.state.touch()
    const tagged = Object.keys(policy.tags).length > 0 ? { Tags: tagList(policy.tags) } : {}
    return { Policy: { ...policySummary(call, policy), ...tagged } }
  },
})

const getPolicy = operation<{ PolicyArn: string }, unknown>({
  authorization: onPolicy('GetPolicy'),
  run: async ({ PolicyArn }, call) => {
    const policy = await requirePolicy(call, PolicyArn)
    const { description, tags } = policy
    return {
      Policy: {
        ...policySummary(call, policy),
        Description: description,
        Tags: tagList(tags),
      },
    }
  },
})

const listPolicies = operation<iam.ListPoliciesCommandInput, unknown>({
  run: async (input, call) => {
    const scope = input.Scope ?? 'All'
    const own = scope === 'AWS' ? [] : Object.values(iamStore(call.state).policies)
    const arns = scope === 'Local' ? [] : awsPolicyArns()
    const aws = await Promise.all(arns.map((arn) => anyPolicy(call.state, arn)))
    const shown = [...own, ...aws.filter((policy) => policy !== undefined)].filter(
      ({ path, arn }) => path.startsWith(input.PathPrefix ?? '/') && isUsedAs(input, () => usesOf(call, arn)),
    )
    const { items, ...rest } = page(shown, ({ arn }) => arn, input)
    return { Policies: items.map((policy) => policySummary(call, policy)), ...rest }
  },
})

function isUsedAs(
  { OnlyAttached, PolicyUsageFilter }: iam.ListPoliciesCommandInput,
  uses: () => ReturnType<typeof usesOf>,
): boolean {
  if (PolicyUsageFilter !== undefined) {
    return uses()[PolicyUsageFilter === 'PermissionsBoundary' ? 'boundary' : 'attached'] > 0
  }
  return !OnlyAttached || uses().attached > 0
}

const deletePolicy = operation<{ PolicyArn: string }, unknown>({
  authorization: onPolicy('DeletePolicy'),
  run: ({ PolicyArn }, call) => {
    const policy = requireOwnPolicy(call, PolicyArn)
    const { attached, boundary } = usesOf(call, policy.arn)

    if (attached + boundary > 0) {
      throw deleteConflict('Cannot delete a policy attached to entities.')
    }
    if (policy.versions.length > 1) {
      throw deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      )
    }
    delete iamStore(call.state).policies[policy.arn]
    call.state.touch()
  },
})

function arnOf({ Path = '/', PolicyName }: { Path?: string | undefined; PolicyName: string }, call: Call): string {
  return `arn:${call.partition}:iam::${call.accountId}:policy${Path}${PolicyName}`
}

export const policyOperations = {
  CreatePolicy: createPolicy,
  GetPolicy: getPolicy,
  ListPolicies: listPolicies,
  DeletePolicy: deletePolicy,
}
