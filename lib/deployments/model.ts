import type { Json } from '@/lib/json'
import type { Failure } from '@/lib/result'

export type ResourceKind =
  | 'role'
  | 'role-trust'
  | 'role-policy'
  | 'role-attachment'
  | 'managed-policy'
  | 'user-pool'
  | 'app-client'
  | 'pool-user'
  | 'pool-user-password'
  | 'runtime'
  | 'runtime-endpoint'
  | 'runtime-metadata'
  | 'log-group'
  | 'tags'

type ChangeVerb = 'create' | 'update' | 'adopt' | 'delete' | 'none'

/** One row of a plan. The id is stable over re-plans of the same spec, so a page can follow it. */
export type Change = {
  id: string
  verb: ChangeVerb
  kind: ResourceKind
  /** What a person calls it: `Execution role aws-api-mcp-execution-role`. */
  title: string
  /** Its name or ARN in AWS. */
  name: string
  /** One sentence. */
  why: string
  /** In AWS's own terms; null where there is nothing. */
  before: Json
  after: Json
  /** The AWS call that performs it: `iam:CreateRole`. Absent for verb `none` and `adopt`, and for what AWS does itself. */
  operation?: string
  /** Set when it takes permissions away; nothing is performed until that was confirmed. */
  loses?: Loss
  /** Set while AWS works on it (a runtime in CREATING, say): what is being waited for. */
  inProgress?: string
}

/** Permissions that a change takes from a role. `key` stands for exactly this: a confirmation names it. */
export type Loss = { key: string; role: string; items: { policy: string; text: string }[] }

export type PlanWarning = {
  id: string
  severity: 'danger' | 'warning' | 'info'
  title: string
  text: string
  link?: { label: string; href: string } | undefined
  /** A document or a command to hand over or to run. */
  code?: string | undefined
}

export type Plan = {
  deployment: string
  changes: Change[]
  warnings: PlanWarning[]
  /** What forbids the plan, each with the way out. Nothing is performed while there is one. */
  refusals: Failure[]
  /** True when every change is `none` or `adopt` and nothing is in progress. */
  settled: boolean
}

/** Why a step could not finish yet. Each has its own limit, in lib/deployments/advance/waiting.ts. */
export type WaitReason = 'transition' | 'propagation' | 'conflict' | 'throttled' | 'unreachable'

/** What a caller hands from one call of `advance` to the next. All of it may be lost without harm. */
export type AdvanceOptions = {
  /** From the last `waiting` answer. */
  waiting?: { changeId: string; since: string; reason?: WaitReason | undefined } | undefined
  /** Ids of the changes that answered `progress` in this run: what fails after that is reported, not repeated. */
  performed?: string[] | undefined
  /** Keys of the losses that a person has seen and confirmed. */
  confirmed?: string[] | undefined
}

/** Shown once and kept nowhere. */
export type OneTimeSecret = { userName: string; password: string }

/** What one step did. `plan` is always the newest, so the plan is the progress bar. */
export type AdvanceResult =
  | { state: 'done'; plan: Plan }
  | {
      state: 'progress'
      plan: Plan
      changeId: string
      /** The change as it was planned: the newest plan has nothing to do there any more. */
      change: Change
      operation: string
      durationMs: number
      requestId?: string | undefined
      secret?: OneTimeSecret | undefined
    }
  | {
      state: 'waiting'
      /** Null when AWS could not even be read; keep showing the last one. */
      plan: Plan | null
      changeId: string
      waitingFor: string
      retryAfterMs: number
      waitingSince: string
      reason: WaitReason
    }
  | { state: 'failed'; plan: Plan | null; changeId?: string; failure: Failure }
