import type {
  ListTagsForResourceRequest,
  ListTagsLogGroupRequest,
  TagLogGroupRequest,
  TagResourceRequest,
  UntagLogGroupRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-cloudwatch-logs'
import { invalid, nameOf, onGroup, requireGroup } from '@/lib/practice/logs/resources'
import type { LogGroup } from '@/lib/practice/logs/slice'
import { type AuthorizationRequest, type Call, operation } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const MAX_TAGS = 50

type Resource = { resourceArn: string | undefined; tags?: Record<string, string> | undefined }

export const tagOperations = {
  TagResource: operation({
    authorization: onResource,
    run: (input: TagResourceRequest, call) => addTags(resourceGroup(input, call), input.tags),
  }),
  UntagResource: operation({
    authorization: onResource,
    run: (input: UntagResourceRequest, call) => removeTags(resourceGroup(input, call), input.tagKeys),
  }),
  ListTagsForResource: operation({
    authorization: onResource,
    run: (input: ListTagsForResourceRequest, call) => ({ tags: resourceGroup(input, call).tags }),
  }),
  TagLogGroup: operation({
    authorization: onGroup<TagLogGroupRequest>,
    run: (input: TagLogGroupRequest, call) => addTags(requireGroup(input, call), input.tags),
  }),
  UntagLogGroup: operation({
    authorization: onGroup<UntagLogGroupRequest>,
    run: (input: UntagLogGroupRequest, call) => removeTags(requireGroup(input, call), input.tags),
  }),
  ListTagsLogGroup: operation({
    authorization: onGroup<ListTagsLogGroupRequest>,
    run: (input: ListTagsLogGroupRequest, call) => ({ tags: requireGroup(input, call).tags }),
  }),
}

/** These three alone are authorized on the ARN without `:*`. */
function onResource({ resourceArn = '', tags }: Resource, call: Call): AuthorizationRequest[] {
  const context = tags && {
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    'aws:TagKeys': Object.keys(tags),
  }
  return [{ action: `logs:${call.operation}`, resource: resourceArn, context }]
}

function resourceGroup({ resourceArn = '' }: Resource, call: Call): LogGroup {
  if (!resourceArn.includes(':log-group:') || resourceArn.endsWith('*')) {
    throw invalid(`Invalid resourceArn: ${resourceArn}`)
  }
  return requireGroup({ logGroupName: nameOf({ logGroupIdentifier: resourceArn }) }, call)
}

function addTags(group: LogGroup, tags: Record<string, string> | undefined) {
  const all = { ...group.tags, ...tags }

  if (Object.keys(all).length > MAX_TAGS) {
    throw new ServiceError('TooManyTagsException', `A resource can have at most ${MAX_TAGS} tags.`)
  }
  group.tags = all
  return {}
}

function removeTags(group: LogGroup, keys: string[] | undefined) {
  group.tags = Object.fromEntries(Object.entries(group.tags).filter(([key]) => !keys?.includes(key)))
  return {}
}
