import type { ConfigPart } from '@/lib/deployments/plan/parts'
import type { Json } from '@/lib/json'

/** A member of the runtime, or a resource of its own. */
export type DriftKind =
  | ConfigPart
  | 'runtime'
  | 'role-resource'
  | 'role-trust'
  | 'role-policy'
  | 'role-attachment'
  | 'user-pool'
  | 'pool-user'
  | 'logs'
  | 'tags'
  | 'role-tags'

/** What else than Slipway makes and keeps a resource, by its tags. */
export type Owner = 'cloudformation' | 'terraform' | 'pulumi'

export type Caller =
  | 'console'
  | 'AWS CLI'
  | 'Terraform'
  | 'Pulumi'
  | 'CloudFormation'
  | 'MCP server'
  | 'Slipway'
  | 'SDK'
  | 'unknown'

/** The newest call that can have made the change. `isSure`: it is the only one since Slipway wrote there. */
export type Who = {
  arn: string
  /** ISO 8601. */
  at: string
  from: Caller
  /** User agent as it was sent. */
  agent: string
  address: string
  isSure: boolean
}

/** One thing that is not as Slipway left it, or not as the spec says. */
export type DriftRow = {
  /** Stable: `environment`, `role-policy:NAME`. */
  part: string
  kind: DriftKind
  title: string
  /** One line; values of variables that look secret are never in it. */
  what: string
  state: 'changed' | 'added' | 'removed'
  /** As it was left; absent where that isn't known. Null: it was not there. */
  before?: Json
  /** Null: it is not there. */
  after: Json
  who?: Who
  /** Left to that: Slipway takes nothing of it back. */
  owner?: Owner
  /** What it was is known, and a launch can bring it back. */
  isRestorable?: boolean
}

/** `against`: what AWS was compared with. `nothing`: there is no fingerprint yet, and nothing is claimed. */
export type DriftReport = {
  runtime: { id: string; name: string; region: string } | null
  against: 'spec' | 'fingerprint' | 'nothing'
  rows: DriftRow[]
  /** AWS is at work on it, or the spec can't be launched: what differs is not known to the end. */
  isOpen?: true
  /** What to know: who did it can't be read, values that aren't compared, a stop that is in force. */
  notes: string[]
}
