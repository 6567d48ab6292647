import { type HistoryEvent, textAt } from '@/lib/aws/event-history'
import { CONFIG_PARTS, configParts } from '@/lib/deployments/plan/parts'
import { documentJson } from '@/lib/deployments/plan/step'
import { callerOf } from '@/lib/drift/caller'
import type { DriftKind, DriftRow, Who } from '@/lib/drift/model'
import { isObject, sameJson } from '@/lib/json'
import { samePolicy } from '@/lib/policies/document/same-policy'
import type { Failure } from '@/lib/result'

/** Newest first; `failure`: why some could not be read. */
export type History = { events: HistoryEvent[]; isCut: boolean; failure?: Failure }

const OF_RUNTIME = ['UpdateAgentRuntime']

/** The events that can have changed what a row is about, by CloudTrail's names. */
export const EVENTS_OF_KIND: Record<DriftKind, readonly string[]> = {
  image: OF_RUNTIME,
  settings: OF_RUNTIME,
  environment: OF_RUNTIME,
  network: OF_RUNTIME,
  auth: OF_RUNTIME,
  role: OF_RUNTIME,
  runtime: [...OF_RUNTIME, 'DeleteAgentRuntime'],
  'role-resource': ['DeleteRole'],
  'role-trust': ['UpdateAssumeRolePolicy'],
  'role-policy': ['PutRolePolicy', 'DeleteRolePolicy'],
  'role-attachment': ['AttachRolePolicy', 'DetachRolePolicy'],
  logs: ['PutRetentionPolicy', 'DeleteRetentionPolicy', 'DeleteLogGroup'],
  'user-pool': ['UpdateUserPoolClient', 'UpdateUserPool', 'DeleteUserPoolClient', 'DeleteUserPool'],
  'pool-user': ['AdminDeleteUser'],
  tags: ['TagResource', 'UntagResource'],
  'role-tags': ['TagRole', 'UntagRole'],
}

/** The row for all policies of a role that has too many to note each. */
export const ALL_POLICIES = 'role-policies'

export function isGlobalKind(kind: DriftKind): boolean {
  return kind.startsWith('role-')
}

/** The newest call that can have made this change, since Slipway wrote there last. */
export function whoChanged(
  row: DriftRow,
  { events, isCut }: History,
  /** When the runtime's newest version was made, in milliseconds. */
  versionAt?: number,
): Who | undefined {
  const fitting = events.filter((event) => EVENTS_OF_KIND[row.kind].includes(event.name) && isOfRow(event, row))

  if (isConfig(row) && isBehind(fitting, versionAt)) {
    const sure = fitting.find((event) => explains(event, row) === true)
    return sure && whoOf(sure, true)
  }
  const isOwn = (event: HistoryEvent) => callerOf(event.agent, event.invokedBy) === 'Slipway'
  // What Slipway wrote is how it was, unless it is just what is there now. Events have whole seconds, so one of the same may be later.
  const last = fitting.find((event) => isOwn(event) && explains(event, row) !== true)
  const later = fitting.filter((event) => {
    const isBefore = isOwn(event) && explains(event, row) !== true
    return !isBefore && event.at >= (last?.at ?? '') && explains(event, row) !== false
  })
  // An update by Slipway leaves what others changed before it; and anybody may call himself Slipway, so at last its call is named.
  const earlier = isConfig(row) ? fitting.find((event) => !isOwn(event) && explains(event, row) !== false) : undefined
  const atLast = last && explains(last, row) !== false ? last : undefined
  const [newest = earlier ?? atLast] = later
  return newest && whoOf(newest, explains(newest, row) === true || (later.length === 1 && !isCut))
}

function isConfig({ kind }: DriftRow): boolean {
  return CONFIG_PARTS.some((part) => part === kind)
}

const CLOSE_MS = 60_000

/** CloudTrail has not yet told of the update that made the newest version, so none of its events need be the one. */
function isBehind([newest]: HistoryEvent[], versionAt: number | undefined): boolean {
  return versionAt !== undefined && versionAt - Date.parse(newest?.at ?? '1970-01-01') > CLOSE_MS
}

function whoOf({ arn, at, agent, address, invokedBy }: HistoryEvent, isSure: boolean): Who {
  return { arn: arn || invokedBy, at, from: callerOf(agent, invokedBy), agent, address, isSure }
}

function isOfRow({ name, parameters }: HistoryEvent, { part, kind }: DriftRow): boolean {
  const own = part.slice(part.indexOf(':') + 1)

  if (part === ALL_POLICIES) {
    return true
  }
  if (kind === 'role-policy' || kind === 'role-attachment') {
    return textAt(parameters, kind === 'role-policy' ? 'policyName' : 'policyArn') === own
  }
  if (kind === 'tags') {
    const isOfLogs = textAt(parameters, 'resourceArn').includes(':log-group:')
    return (part === 'log-group-tags') === isOfLogs
  }
  return part !== 'log-group' || name === 'DeleteLogGroup'
}

/** Whether the event leaves just what is there now; undefined where it doesn't say. */
function explains({ name, parameters }: HistoryEvent, { kind, state, after }: DriftRow): boolean | undefined {
  const text = textAt(parameters, 'policyDocument')

  if (name === 'PutRolePolicy' || name === 'UpdateAssumeRolePolicy') {
    return text === '' ? undefined : samePolicy(documentJson(text), after)
  }
  if (name === 'PutRetentionPolicy' && isObject(parameters)) {
    return isObject(after) && parameters.retentionInDays === after.retentionInDays
  }
  if (name === 'AttachRolePolicy') {
    return state === 'added'
  }
  if (/^(Delete|Detach)/.test(name) && name !== 'DeleteRetentionPolicy') {
    return state === 'removed'
  }
  const part = CONFIG_PARTS.find((one) => one === kind)
  // Values of variables are hidden in events, and what else is left out there isn't known: only a match says something.
  return part && part !== 'environment' && isObject(parameters) && sameJson(configParts(parameters)[part], after)
    ? true
    : undefined
}
