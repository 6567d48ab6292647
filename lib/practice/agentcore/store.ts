import type { UpdateAgentRuntimeRequest } from '@aws-sdk/client-bedrock-agentcore-control'
import { Labelled } from '@/lib/practice/state/labels'
import type { StateStore } from '@/lib/practice/wire/state'

/** Everything that an update replaces. Holds JSON values only. */
export type StoredConfig = Omit<UpdateAgentRuntimeRequest, 'agentRuntimeId' | 'clientToken'>

/** Times are milliseconds since the epoch. A version never changes, but for its readiness, which time brings. */
export type StoredVersion = {
  version: string
  config: StoredConfig
  createdAt: number
  readyAt: number
  failureReason?: string
}

export type StoredEndpoint = {
  name: string
  description?: string
  createdAt: number
  updatedAt: number
  readyAt: number
  /** The version before the last update: what answers until the endpoint is ready. */
  previousVersion?: string
  targetVersion: string
  tags: Record<string, string>
  goneAt?: number
}

export type StoredRuntime = {
  id: string
  name: string
  region: string
  createdAt: number
  updatedAt: number
  tags: Record<string, string>
  /** Oldest first. */
  versions: StoredVersion[]
  /** Version numbers are never used twice. */
  nextVersion: number
  /** Without DEFAULT, which follows the versions. */
  endpoints: StoredEndpoint[]
  /** Set by DeleteAgentRuntime: DELETING until then, gone after it. */
  goneAt?: number
}

export type StoredIdentity = {
  name: string
  region: string
  returnUrls: string[]
  tags: Record<string, string>
  createdAt: number
  updatedAt: number
}

export type AgentCoreStore = {
  /** By id. */
  runtimes: Record<string, StoredRuntime>
  /** By operation, region and client token. */
  tokens: Record<string, { fingerprint: string; subject: string; at: number }>
  /** The runtime-identity service-linked role, made with the account's first runtime. */
  hasServiceLinkedRole: boolean
  /** By ARN of the runtime or endpoint; texts as they came. */
  resourcePolicies?: Record<string, string>
  /** Those that were made by themselves, by region and name; every runtime has one besides. */
  workloadIdentities?: Record<string, StoredIdentity>
  /** Names of deleted runtimes (`region/name`), and until when they can't be taken. */
  reservedNames: Record<string, number>
}

export function agentCoreSlice(state: StateStore): AgentCoreStore {
  return state.slice<AgentCoreStore>('agentcore', () => ({
    runtimes: {},
    tokens: {},
    hasServiceLinkedRole: false,
    reservedNames: {},
  }))
}

/** With an end of their own, or of one of their endpoints: few among many. */
const leaving = new Labelled<StoredRuntime>(({ goneAt, endpoints }) =>
  goneAt !== undefined || endpoints.some((endpoint) => endpoint.goneAt !== undefined) ? ['leaving'] : [],
)

/** The slice, without what has been deleted by now. */
export function agentCoreStore(state: StateStore, now: number): AgentCoreStore {
  const store = agentCoreSlice(state)

  for (const id of leaving.in(store.runtimes).keys('leaving')) {
    const runtime = store.runtimes[id]

    if (runtime?.goneAt !== undefined && runtime.goneAt <= now) {
      delete store.runtimes[id]
    }
    if (runtime?.endpoints.some(({ goneAt }) => goneAt !== undefined && goneAt <= now)) {
      runtime.endpoints = runtime.endpoints.filter(({ goneAt }) => goneAt === undefined || goneAt > now)
    }
  }
  return store
}

export function findRuntime(state: StateStore, now: number, id: string): StoredRuntime | undefined {
  const { runtimes } = agentCoreStore(state, now)
  return Object.hasOwn(runtimes, id) ? runtimes[id] : undefined
}
