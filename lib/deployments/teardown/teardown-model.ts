import type { RuntimeStatus } from '@/lib/runtimes/model'

export type TeardownKind = 'runtime' | 'log-group' | 'role' | 'user-pool'

/** Something that a deployment has in AWS and that can be deleted. */
export type TeardownItem = {
  /** `runtime:ID`, `log-group:NAME`, `role:NAME`, `user-pool:ID`: enough to find it again when the rest is gone. */
  id: string
  kind: TeardownKind
  title: string
  /** Its name or ARN in AWS. */
  name: string
  /** By its tag. What Slipway doesn't own is deleted only when it is ticked. */
  owned: boolean
  /** Why it is listed, and what goes with it: one sentence. */
  note: string
}

/** What is needed to delete an item, as AWS has it now. */
export type TeardownTarget =
  | {
      item: TeardownItem
      runtime: {
        id: string
        arn: string
        status: RuntimeStatus
        failureReason: string | null
        endpoints: TeardownEndpoint[]
      }
    }
  | {
      item: TeardownItem
      role: {
        name: string
        arn: string
        inlinePolicies: string[]
        attachedPolicies: string[]
        /** Of the attached ones and others, those that were made for this role alone. */
        ownPolicies: string[]
        usedBy: string[]
      }
    }
  | { item: TeardownItem; logGroup: string }
  | { item: TeardownItem; userPool: string }

export type TeardownEndpoint = { name: string; status: RuntimeStatus }

export type ObservedTeardown = {
  deployment: string
  targets: TeardownTarget[]
  /** What could not be looked for, such as user pools without permission to list them. */
  notes: string[]
}

/** What the page ticks to begin with. */
export function ownedIds({ targets }: ObservedTeardown): string[] {
  return targets.filter(({ item }) => item.owned).map(({ item }) => item.id)
}

const KINDS: readonly TeardownKind[] = ['runtime', 'log-group', 'role', 'user-pool']

/** The kind and AWS name in an item's id; undefined when it isn't one. */
export function parseItemId(id: string): { kind: TeardownKind; key: string } | undefined {
  const colon = id.indexOf(':')
  const kind = KINDS.find((known) => known === id.slice(0, colon))
  const key = id.slice(colon + 1)
  return kind && key !== '' ? { kind, key } : undefined
}

/** A runtime's id is its name, a hyphen and ten characters; the name is the deployment's. */
export function deploymentOfRuntimeId(runtimeId: string): string {
  return runtimeId.replace(/-[a-zA-Z0-9]{10}$/, '')
}
