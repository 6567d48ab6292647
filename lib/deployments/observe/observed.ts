import type { Tags } from '@/lib/deployments/spec/names'
import type { Json } from '@/lib/json'
import type { RoleDetail } from '@/lib/roles/model'
import type { RuntimeStatus } from '@/lib/runtimes/model'

/** Whose AWS was read. */
export type Account = { accountId: string; partition: string; region: string; principalArn: string }

/** The fields that UpdateAgentRuntime replaces as a whole, as GetAgentRuntime answers them. */
export type RuntimeConfig = { [field: string]: Json }

export type ObservedEndpoint = {
  name: string
  status: RuntimeStatus
  failureReason: string | null
  liveVersion: string | null
  targetVersion: string | null
}

export type ObservedRuntime = {
  id: string
  arn: string
  name: string
  version: string
  status: RuntimeStatus
  failureReason: string | null
  config: RuntimeConfig
  tags: Tags
  /** The endpoint DEFAULT; null while AWS has not made it yet, or doesn't list it. */
  endpoint: ObservedEndpoint | null
  /** Milliseconds since AWS changed the runtime, by this computer's clock. */
  sinceChangeMs?: number | undefined
}

export type ObservedClient = {
  id: string
  name: string
  authFlows: string[]
  hasSecret: boolean
  /** All that an update has to send along, or Cognito resets it. */
  settings: { [name: string]: Json }
}
export type ObservedUser = { name: string; status: string; enabled: boolean }

export type ObservedPool = {
  id: string
  name: string
  arn: string
  tags: Tags
  discoveryUrl: string
  client: ObservedClient | null
  user: ObservedUser | null
}

export type ObservedLogGroup = {
  name: string
  /** Null: kept for ever. */
  retentionDays: number | null
  /** ARN of the key that it is encrypted with; missing: CloudWatch’s own. */
  kmsKeyId?: string
  tags: Tags
}

/** Everything that a plan is made from: what AWS has, as plain data. Null means that AWS has none. */
export type Observed = {
  account: Account
  /** Without what a stop put there. */
  role: RoleDetail | null
  /** The role carries the deny of a stop. */
  isStopped?: true
  /** The role that the runtime has so far, with its documents, where that is another one; null: AWS does not show it. */
  formerRole?: RoleDetail | null
  runtime: ObservedRuntime | null
  pool: ObservedPool | null
  logGroup: ObservedLogGroup | null
  /** Ids of further pools with this deployment's tag, left by a creation whose answer was lost. */
  surplusPools: string[]
  /** What stands in the way of an issuer that is not Cognito, one sentence each; read live. */
  issuerProblems?: string[]
}
