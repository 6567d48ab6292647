import type { AccessLevel } from '@/lib/policies/catalogue/catalogue-model'
import type { StatementRef } from '@/lib/policies/evaluate/grants'

/** `allowed`: on some resources, no condition; `conditional`: only under a condition; `denied`: an Allow, and a Deny that takes all of it away. */
export type AccessStatus = 'allowed' | 'conditional' | 'denied'

/** What one action may be done on. `except` lists what a Deny or a NotResource takes out again. */
export type ActionAccess = {
  /** `service:Action` */
  action: string
  access: AccessLevel
  description: string
  status: AccessStatus
  /** Patterns as the policies write them; `*` for all. */
  resources: string[]
  except: string[]
  /** One short line each: `aws:RequestedRegion is us-east-1`. */
  conditions: string[]
  /** Conditions of a Deny: it takes away only when they hold. */
  deniedWhen: string[]
  allowedBy: StatementRef[]
  deniedBy: StatementRef[]
}

export type LevelAccess = {
  access: AccessLevel
  /** How many of the service's actions of this level can be used, under a condition or not, and how many there are. */
  allowed: number
  total: number
  resources: string[]
  conditions: string[]
  actions: ActionAccess[]
}

export type ServiceAccess = { prefix: string; name: string; levels: LevelAccess[]; allowed: number; total: number }

export type AccessSummary = {
  /** Services with at least one action that a statement allows, by name. */
  services: ServiceAccess[]
  /** Known prefixes that an Allow reaches and the catalogue has not loaded yet: the summary lacks them. */
  notLoaded: string[]
  /** Action patterns of Allow statements that name no action of the catalogue. */
  unknown: string[]
}

/** The answer to "can it …?". `unclear`: no action fits the words. */
export type AccessAnswer = {
  verdict: 'yes' | 'conditional' | 'no' | 'unclear'
  /** One plain sentence. */
  sentence: string
  /** The actions that fit the words best, the best first; `status` `none` where no statement allows it. */
  matches: (Omit<ActionAccess, 'status'> & { status: AccessStatus | 'none' })[]
}
