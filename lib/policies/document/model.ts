export type PolicyVersion = '2012-10-17' | '2008-10-17'

export type PrincipalType = 'AWS' | 'Service' | 'Federated' | 'CanonicalUser'

export type PolicyPrincipal = '*' | Partial<Record<PrincipalType, string[]>>

/** Operator → condition key → values. */
export type PolicyConditions = Record<string, Record<string, string[]>>

/** Exactly one of Action and NotAction is there; in identity and resource policies also one of Resource and NotResource. */
export type PolicyStatement = {
  Sid?: string
  Effect: 'Allow' | 'Deny'
  Principal?: PolicyPrincipal
  NotPrincipal?: PolicyPrincipal
  Action?: string[]
  NotAction?: string[]
  Resource?: string[]
  NotResource?: string[]
  Condition?: PolicyConditions
}

/** A policy with every optional array spelled out. A missing Version is IAM's default, 2008-10-17. */
export type PolicyDocument = { Version: PolicyVersion; Id?: string; Statement: PolicyStatement[] }

/** `resource`: what hangs on a resource other than a role, and names both whom and what it concerns. */
export type PolicyKind = 'identity' | 'trust' | 'resource'
