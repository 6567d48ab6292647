import { FIRST_BUCKETS, FIRST_INSTANCES } from '@/lib/practice/seed/contents'
import type { SeedBucket, SeedInstance } from '@/lib/practice/seed/model'
import type { StateStore } from '@/lib/practice/wire/state'

type SeedStore = { buckets: Record<string, SeedBucket>; instances: SeedInstance[] }

/** What commands can change. Tables and functions are fixed. */
export function seedStore(state: StateStore): SeedStore {
  return state.slice<SeedStore>('seed', () => ({
    buckets: structuredClone(FIRST_BUCKETS),
    instances: structuredClone(FIRST_INSTANCES),
  }))
}
