import type { Outcome, RefusedBy } from '@/lib/activity/model'
import type { PolicyDocument } from '@/lib/policies/document/model'

/** A policy of the role. `isBase`: what every runtime's role needs, of which nothing is ever trimmed. */
export type HeldPolicy = {
  name: string
  /** Of a managed policy; null: inline. */
  arn: string | null
  /** JSON, exactly as IAM keeps it. */
  text: string
  document: PolicyDocument
  isBase: boolean
}

/** A call of the role in the time looked at. `actions` are IAM's, in AWS's spelling; empty: nobody knows which. */
export type SeenCall = {
  /** Milliseconds since 1970, as every time here. */
  at: number
  /** The prefix of its service's actions. */
  service: string
  operation: string
  actions: string[]
  outcome: Outcome
  /** Absent where it was not refused. */
  refusedBy?: RefusedBy
  region?: string
  resource?: string
}

type Accessed = { at: number; region?: string }

/** What IAM says of one service. An action that is no key of `tracked` can't be seen; null: it was never tried. */
export type ServiceAccessed = { last: Accessed | null; tracked: ReadonlyMap<string, Accessed | null> }

/** By the service's prefix; keys of `tracked` are in lower case. Null: it could not be read. */
export type LastAccessed = ReadonlyMap<string, ServiceAccessed> | null

/** `unseen`: neither source would show it, so it may be in use. */
export type UseState = 'used' | 'refused' | 'unused' | 'unseen'

/** What is known of one action that the role's policies allow. */
export type ActionUse = {
  /** `s3:GetObject`. */
  action: string
  state: UseState
  /** Calls that are known one by one; 0 where only IAM's report knows of it. */
  count: number
  /** Of those, the ones of which nobody knows yet whether they went through. */
  unknown?: number
  /** Of the last use or attempt, which may lie before the time looked at. */
  lastAt: number | null
  regions: string[]
  /** It was not seen itself; this action, which was used, needs it. */
  neededBy?: string
}

export type Use = {
  /** By the action in lower case. */
  actions: ReadonlyMap<string, ActionUse>
  /** Prefixes of services in which something unknown was called: nothing of them is touched. */
  opaque: ReadonlySet<string>
  /** Prefixes of services of which something was used. */
  used: ReadonlySet<string>
  /** Prefixes of services that nobody asked for anything in the time looked at, by IAM's report and the calls. */
  idle: ReadonlySet<string>
}

/** `read` keeps what lists, gets and describes in services that are used. */
export type Margin = 'read' | 'none'
