import type * as iam from '@aws-sdk/client-iam'
import { checkManagedPolicy } from '@/lib/practice/iam/access/documents'
import { alreadyExists, deleteConflict } from '@/lib/practice/iam/errors'
import { page } from '@/lib/practice/iam/paging'
import { anyPolicy, awsPolicyArns } from '@/lib/practice/iam/policies/managed'
import { onPolicy, policySummary, requireOwnPolicy, requirePolicy } from '@/lib/practice/iam/policies/policy-record'
import { hasPolicyNamed, iamStore, type StoredPolicy, usesOf } from '@/lib/practice/iam/store'
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

    if (hasPolicyNamed(call.state, input.PolicyName)) {
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
    const own = scope === 'AWS' ? [] : Object.keys(iamStore(call.state).policies)
    const aws = scope === 'Local' ? [] : awsPolicyArns()
    const { PathPrefix = '/' } = input
    const shown = [...own, ...aws].filter(
      (arn) =>
        arn.split(':policy')[1]?.startsWith(PathPrefix) && isUsedAs(input, (use) => usesOf(call.state, use, arn)),
    )
    const { items, ...rest } = page(shown, (arn) => arn, input)
    const policies = await Promise.all(items.map((arn) => anyPolicy(call.state, arn)))
    return { Policies: policies.flatMap((policy) => (policy ? [policySummary(call, policy)] : [])), ...rest }
  },
})

function isUsedAs(
  { OnlyAttached, PolicyUsageFilter }: iam.ListPoliciesCommandInput,
  uses: (use: 'attached' | 'boundary') => number,
): boolean {
  if (PolicyUsageFilter !== undefined) {
    return uses(PolicyUsageFilter === 'PermissionsBoundary' ? 'boundary' : 'attached') > 0
  }
  return !OnlyAttached || uses('attached') > 0
}

const deletePolicy = operation<{ PolicyArn: string }, unknown>({
  authorization: onPolicy('DeletePolicy'),
  run: ({ PolicyArn }, call) => {
    const policy = requireOwnPolicy(call, PolicyArn)

    if (usesOf(call.state, 'attached', policy.arn) + usesOf(call.state, 'boundary', policy.arn) > 0) {
      throw deleteConflict('Cannot delete a policy attached to entities.')
    }
    if (policy.versions.length > 1) {
      throw deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      )
    }
    delete iamStore(call.state).policies[policy.arn]
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
