import type {
  AssociateKmsKeyRequest,
  CreateLogGroupRequest,
  DeleteLogGroupRequest,
  DescribeLogGroupsRequest,
  DisassociateKmsKeyRequest,
  ListLogGroupsRequest,
  PutRetentionPolicyRequest,
} from '@aws-sdk/client-cloudwatch-logs'
import { groupArn, invalid, onGroup, page, requireGroup } from '@/lib/practice/logs/resources'
import { findGroup, groupsOf, type LogGroup } from '@/lib/practice/logs/slice'
import { ensureGroup, liveEvents, removeGroup } from '@/lib/practice/logs/store'
import { type AuthorizationRequest, type Call, operation } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]

export const groupOperations = {
  CreateLogGroup: operation({ authorization: authorizeCreation, run: createLogGroup }),
  DeleteLogGroup: operation({ authorization: onGroup, run: deleteLogGroup }),
  DescribeLogGroups: operation({ authorization: onAllGroups, run: describeLogGroups }),
  ListLogGroups: operation({
    authorization: () => [{ action: 'logs:ListLogGroups', resource: '*' }],
    run: listLogGroups,
  }),
  PutRetentionPolicy: operation({ authorization: onGroup, run: putRetentionPolicy }),
  DeleteRetentionPolicy: operation({ authorization: onGroup, run: deleteRetentionPolicy }),
  AssociateKmsKey: operation({ authorization: onGroup, run: associateKmsKey }),
  DisassociateKmsKey: operation({ authorization: onGroup, run: disassociateKmsKey }),
}

/** Tags at creation need the permission to tag as well. */
function authorizeCreation(input: CreateLogGroupRequest, call: Call): AuthorizationRequest[] {
  const tags = Object.entries(input.tags ?? {})
  const tagging = {
    action: 'logs:TagResource',
    resource: groupArn(call, input.logGroupName ?? ''),
    context: {
      ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
      'aws:TagKeys': tags.map(([key]) => key),
    },
  }
  return [...onGroup(input, call), ...(tags.length > 0 ? [tagging] : [])]
}

function createLogGroup(input: CreateLogGroupRequest, call: Call) {
  const name = input.logGroupName ?? ''

  if (findGroup(call.state, call.region, name)) {
    throw new ServiceError('ResourceAlreadyExistsException', 'The specified log group already exists')
  }
  if (/^aws\//i.test(name)) {
    throw invalid('Log groups starting with AWS/ are reserved for AWS.')
  }
  ensureGroup(call.state, {
    region: call.region,
    group: name,
    now: call.now(),
    groupClass: input.logGroupClass ?? 'STANDARD',
    tags: input.tags ?? {},
    isProtected: input.deletionProtectionEnabled ?? false,
    kmsKeyId: input.kmsKeyId,
  })
  return {}
}

function deleteLogGroup(input: DeleteLogGroupRequest, call: Call) {
  const group = requireGroup({ logGroupName: input.logGroupName }, call)

  if (group.isProtected) {
    throw new ServiceError(
      'OperationAbortedException',
      'The log group has deletion protection enabled. Disable it before you delete the log group.',
    )
  }
  removeGroup(call.state, group)
  return {}
}

/** AWS asks for this permission on no group in particular, whatever prefix is given. */
function onAllGroups(_input: DescribeLogGroupsRequest, call: Call): AuthorizationRequest[] {
  return onGroup({ logGroupName: '' }, call)
}

/** The pattern is a text that the name holds, or begins with after `^`. */
function listLogGroups(input: ListLogGroupsRequest, call: Call) {
  const { logGroupNamePattern: pattern = '', logGroupClass: wanted } = input
  const groups = groupsOf(call.state, call.region).filter(({ name, groupClass }) => {
    const fits = pattern.startsWith('^') ? name.startsWith(pattern.slice(1)) : name.includes(pattern)
    return fits && (wanted === undefined || groupClass === wanted)
  })
  const { items, nextToken } = page(groups, input, ({ name }) => name)
  const logGroups = items.map(({ name, groupClass }) => ({
    logGroupName: name,
    logGroupArn: groupArn(call, name),
    logGroupClass: groupClass,
  }))
  return { logGroups, nextToken }
}

function describeLogGroups(input: DescribeLogGroupsRequest, call: Call) {
  const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern } = input

  if (prefix !== undefined && pattern !== undefined) {
    throw invalid('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.')
  }
  const groups = groupsOf(call.state, call.region).filter(
    ({ name, groupClass }) =>
      name.startsWith(prefix ?? '') &&
      name.includes(pattern ?? '') &&
      (input.logGroupClass === undefined || groupClass === input.logGroupClass),
  )
  const { items, nextToken } = page(groups, input, ({ name }) => name)
  const shown = pattern === undefined ? describeGroup : nameGroup
  return { logGroups: items.map((group) => shown(group, call)), nextToken }
}

function describeGroup(group: LogGroup, call: Call) {
  liveEvents(call.state, group, call.now())
  return {
    ...nameGroup(group, call),
    retentionInDays: group.retentionDays,
    kmsKeyId: group.kmsKeyId,
    metricFilterCount: 0,
    storedBytes: group.storedBytes,
    logGroupClass: group.groupClass,
    logGroupArn: groupArn(call, group.name),
    deletionProtectionEnabled: group.isProtected,
  }
}

function nameGroup(group: LogGroup, call: Call) {
  return { logGroupName: group.name, creationTime: group.createdAt, arn: `${groupArn(call, group.name)}:*` }
}

function putRetentionPolicy(input: PutRetentionPolicyRequest, call: Call) {
  const days = input.retentionInDays ?? 0

  if (!RETENTION_DAYS.includes(days)) {
    const allowed = RETENTION_DAYS.join(', ')
    throw invalid(
      `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${allowed}]`,
    )
  }
  requireGroup(input, call).retentionDays = days
  return {}
}

function deleteRetentionPolicy(input: DeleteLogGroupRequest, call: Call) {
  delete requireGroup(input, call).retentionDays
  return {}
}

function associateKmsKey(input: AssociateKmsKeyRequest, call: Call) {
  requireGroup(input, call).kmsKeyId = input.kmsKeyId ?? ''
  return {}
}

function disassociateKmsKey(input: DisassociateKmsKeyRequest, call: Call) {
  delete requireGroup(input, call).kmsKeyId
  return {}
}
