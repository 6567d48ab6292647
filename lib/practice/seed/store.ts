import { FIRST_BUCKETS, FIRST_INSTANCES } from '@/lib/practice/seed/contents'
import type { StateStore } from '@/lib/practice/wire/state'

export type SeedObject = { key: string; size: number /** Milliseconds since the epoch. */; modifiedAt: number }

export type SeedBucket = { name: string; region: string; createdAt: number; objects: SeedObject[] }

export type SeedInstance = {
  id: string
  name: string
  environment: string
  type: string
  state: 'running' | 'stopped'
  privateIp: string
  launchedAt: number
}

type SeedStore = { buckets: Record<string, SeedBucket>; instances: SeedInstance[] }

/** What commands can change. Tables and functions are fixed. */
export function seedStore(state: StateStore): SeedStore {
  return state.slice<SeedStore>('seed', () => ({
    buckets: structuredClone(FIRST_BUCKETS),
    instances: structuredClone(FIRST_INSTANCES),
  }))
}
