import type { StateStore } from '@/lib/practice/wire/state'

export type LogGroupClass = 'STANDARD' | 'INFREQUENT_ACCESS' | 'DELIVERY'

export type LogStream = {
  name: string
  createdAt: number
  firstEventAt?: number
  lastEventAt?: number
  lastIngestionAt?: number
  /** What DescribeLogStreams says of lastEventAt, and since when: AWS refreshes it now and then. */
  reported?: { lastEventAt: number; at: number }
}

export type LogGroup = {
  /** `region:name` */
  key: string
  region: string
  name: string
  createdAt: number
  retentionDays?: number
  /** As it was given, unchecked: the account has no KMS. */
  kmsKeyId?: string
  groupClass: LogGroupClass
  isProtected: boolean
  storedBytes: number
  tags: Record<string, string>
  /** By `/` and name: a stream may be called `__proto__`. */
  streams: Record<string, LogStream>
}

type PersistedEvent = [
  groupKey: string,
  stream: string,
  timestamp: number,
  ingestionTime: number,
  sequence: number,
  message: string,
]

export type LogsSlice = {
  groups: Record<string, LogGroup>
  /** Counts events; breaks ties in their order. */
  sequence: number
  /** Events as an earlier version kept them; memory.ts takes them over. */
  recent?: PersistedEvent[]
}

export function logsSlice(state: StateStore): LogsSlice {
  return state.slice<LogsSlice>('logs', () => ({ groups: {}, sequence: 0 }), { groups: ['streams'] })
}

export function findGroup(state: StateStore, region: string, name: string): LogGroup | undefined {
  return logsSlice(state).groups[`${region}:${name}`]
}

export function findStream(group: LogGroup, name: string): LogStream | undefined {
  return group.streams[`/${name}`]
}

export function groupsOf(state: StateStore, region: string): LogGroup[] {
  return Object.values(logsSlice(state).groups)
    .filter((group) => group.region === region)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
