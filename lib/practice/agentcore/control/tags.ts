import type {
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-bedrock-agentcore-control'
import { ACCOUNT_ID } from '@/lib/practice/account'
import { parseRuntimeArn } from '@/lib/practice/agentcore/arns'
import { endpointOf, runtimeOf, tagContext } from '@/lib/practice/agentcore/control/lookup'
import { invalid, notFound } from '@/lib/practice/agentcore/errors'
import { type Call, operation } from '@/lib/practice/wire/service'

type Tagged = { resourceArn: string }

const TAG_QUOTA = 50

export const tagResource = operation<TagResourceRequest & Tagged, object>({
  authorization: ({ resourceArn, tags }) => [
    { action: 'bedrock-agentcore:TagResource', resource: resourceArn, context: tagContext(tags) },
  ],
  run: ({ resourceArn, tags = {} }, call) => {
    const holder = taggedResource(resourceArn, call)
    const next = { ...holder.tags, ...tags }

    if (Object.keys(next).length > TAG_QUOTA) {
      throw invalid(`A resource can have at most ${TAG_QUOTA} tags.`)
    }
    holder.tags = next
    return {}
  },
})

export const untagResource = operation<UntagResourceRequest & Tagged, object>({
  authorization: ({ resourceArn, tagKeys = [] }) => [
    { action: 'bedrock-agentcore:UntagResource', resource: resourceArn, context: { 'aws:TagKeys': tagKeys } },
  ],
  run: ({ resourceArn, tagKeys = [] }, call) => {
    const holder = taggedResource(resourceArn, call)
    holder.tags = Object.fromEntries(Object.entries(holder.tags).filter(([key]) => !tagKeys.includes(key)))
    return {}
  },
})

export const listTagsForResource = operation<Tagged, ListTagsForResourceResponse>({
  authorization: ({ resourceArn }) => [{ action: 'bedrock-agentcore:ListTagsForResource', resource: resourceArn }],
  run: ({ resourceArn }, call) => ({ tags: { ...taggedResource(resourceArn, call).tags } }),
})

function taggedResource(resourceArn: string, call: Call): { tags: Record<string, string> } {
  const reference = parseRuntimeArn(resourceArn)

  if (!reference || reference.accountId !== ACCOUNT_ID || reference.region !== call.region) {
    throw notFound(`Resource '${resourceArn}' was not found.`)
  }
  const runtime = runtimeOf(call, { agentRuntimeId: reference.id })
  const { endpointName } = reference
  return endpointName === undefined || endpointName === 'DEFAULT' ? runtime : endpointOf(runtime, endpointName)
}
