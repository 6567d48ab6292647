import { DEFAULT_REGION } from '@/lib/practice/account'
import { FIRST_BUCKETS, FIRST_INSTANCES } from '@/lib/practice/seed/contents'
import type { SeedBucket, SeedInstance } from '@/lib/practice/seed/model'
import type { Call } from '@/lib/practice/wire/service'
import type { StateStore } from '@/lib/practice/wire/state'

type SeedStore = { buckets: Record<string, SeedBucket>; instances: SeedInstance[] }

/** Things are where they were made: other regions have none of them. */
export function instancesIn({ state, region }: Pick<Call, 'state' | 'region'>): SeedInstance[] {
  return isHome(region) ? seedStore(state).instances : []
}

/** The region of all that every account begins with. */
export function isHome(region: string): boolean {
  return region === DEFAULT_REGION
}

/** What commands can change. Tables and functions are fixed. */
export function seedStore(state: StateStore): SeedStore {
  return state.slice<SeedStore>('seed', () => ({
    buckets: structuredClone(FIRST_BUCKETS),
    instances: structuredClone(FIRST_INSTANCES),
  }))
}
