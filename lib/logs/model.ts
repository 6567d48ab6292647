import type { LogGroup } from '@/lib/aws/types'

const PREFIX = '/aws/bedrock-agentcore/runtimes/'

export type LogGroupSummary = {
  name: string
  runtimeId: string
  endpoint: string
  storedBytes: number
  /** Null: kept for ever. */
  retentionDays: number | null
  createdAt: string
}

/** AgentCore writes one group for each endpoint (agentcore facts, section 3.1). */
export function logGroupName(runtimeId: string, endpoint: string): string {
  return `${PREFIX}${runtimeId}-${endpoint}`
}

export const RUNTIME_LOG_PREFIX = PREFIX

/** True for a name that AgentCore gives to a runtime's group; nothing else under the prefix counts. */
export function isRuntimeLogGroup(name: string): boolean {
  return toLogGroup({ logGroupName: name }) !== undefined
}

/** Undefined for a group that is not named as a runtime's are. A runtime id ends in a hyphen and ten characters. */
export function toLogGroup(group: LogGroup): LogGroupSummary | undefined {
  const name = group.logGroupName ?? ''
  const match = /^([a-zA-Z][a-zA-Z0-9_]{0,99}-[a-zA-Z0-9]{10})-([a-zA-Z][a-zA-Z0-9_]{0,47})$/.exec(
    name.slice(PREFIX.length),
  )

  if (!name.startsWith(PREFIX) || !match) {
    return undefined
  }
  const [, runtimeId = '', endpoint = ''] = match
  return {
    name,
    runtimeId,
    endpoint,
    storedBytes: group.storedBytes ?? 0,
    retentionDays: group.retentionInDays ?? null,
    createdAt: new Date(group.creationTime ?? 0).toISOString(),
  }
}

/** Colour codes go, other control characters become visible: a line can't overwrite or hide another one. */
export function plainText(message: string): string {
  return message
    .replace(ESCAPES, '')
    .replace(/\s+$/, '')
    .replace(CONTROLS, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
    .replace(DIRECTION, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is removed
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is shown
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g
