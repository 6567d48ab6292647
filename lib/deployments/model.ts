import type { Failure } from '@/lib/result'

/** Any JSON value, as AWS requests and documents are made of. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export type ResourceKind =
  | 'role'
  | 'role-trust'
  | 'role-policy'
  | 'role-attachment'
  | 'user-pool'
  | 'app-client'
  | 'pool-user'
  | 'pool-user-password'
  | 'runtime'
  | 'runtime-endpoint'
  | 'runtime-metadata'
  | 'log-group'
  | 'tags'

export type ChangeVerb = 'create' | 'update' | 'adopt' | 'delete' | 'none'

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
  /** The AWS call that performs it: `iam:CreateRole`. Absent for verb `none` and `adopt`. */
  operation?: string
  /** Set while AWS works on it (a runtime in CREATING, say): what is being waited for. */
  inProgress?: string
}

export type PlanWarning = {
  id: string
  severity: 'danger' | 'warning' | 'info'
  title: string
  text: string
  link?: { label: string; href: string }
}

export type Plan = {
  deployment: string
  changes: Change[]
  warnings: PlanWarning[]
  /** True when every change is `none` or `adopt` and nothing is in progress. */
  settled: boolean
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
      operation: string
      durationMs: number
      requestId?: string
      secret?: OneTimeSecret
    }
  | { state: 'waiting'; plan: Plan; changeId: string; waitingFor: string; retryAfterMs: number; waitingSince: string }
  | { state: 'failed'; plan: Plan | null; changeId?: string; failure: Failure }
