import type * as iam from '@aws-sdk/client-iam'
import { page } from '@/lib/practice/iam/paging'
import { requireOwnPolicy, requirePolicy } from '@/lib/practice/iam/policies/policy-record'
import { findPolicy } from '@/lib/practice/iam/store'
import { requestTags, tagList, withoutTags, withTags } from '@/lib/practice/iam/tags'
import { type Call, operation } from '@/lib/practice/wire/service'

function onTags(action: string, call: Call, arn: string, context: Record<string, string | string[]> = {}) {
  const tags = Object.entries(findPolicy(call.state, arn)?.tags ?? {}).flatMap(([key, value]) => [
    [`aws:ResourceTag/${key}`, value],
    [`iam:ResourceTag/${key}`, value],
  ])
  return [{ action: `iam:${action}`, resource: arn, context: { ...Object.fromEntries(tags), ...context } }]
}

export const policyTagOperations = {
  TagPolicy: operation<{ PolicyArn: string; Tags: iam.Tag[] }, unknown>({
    authorization: ({ PolicyArn, Tags }, call) => onTags('TagPolicy', call, PolicyArn, requestTags(Tags)),
    run: ({ PolicyArn, Tags }, call) => {
      const policy = requireOwnPolicy(call, PolicyArn)
      policy.tags = withTags(policy.tags, Tags)
    },
  }),
  UntagPolicy: operation<{ PolicyArn: string; TagKeys: string[] }, unknown>({
    authorization: ({ PolicyArn, TagKeys }, call) => onTags('UntagPolicy', call, PolicyArn, { 'aws:TagKeys': TagKeys }),
    run: ({ PolicyArn, TagKeys }, call) => {
      const policy = requireOwnPolicy(call, PolicyArn)
      policy.tags = withoutTags(policy.tags, TagKeys)
    },
  }),
  ListPolicyTags: operation<iam.ListPolicyTagsCommandInput & { PolicyArn: string }, unknown>({
    authorization: ({ PolicyArn }, call) => onTags('ListPolicyTags', call, PolicyArn),
    run: async (input, call) => {
      const { tags } = await requirePolicy(call, input.PolicyArn)
      const { items, ...rest } = page(tagList(tags), ({ Key }) => Key, input)
      return { Tags: items, ...rest }
    },
  }),
}
