import { policySize } from '@/lib/policies/document/document'
import {
  INLINE_POLICIES_LIMIT,
  MANAGED_POLICY_LIMIT,
  TRUST_POLICY_LIMIT,
  TRUST_POLICY_LIMIT_RAISED,
} from '@/lib/policies/document/limits'

/** Characters without white space, against AWS's limit for them. `share` is 1 at the limit. */
export type SizeMeter = { size: number; limit: number; left: number; share: number; over: boolean }

function meter(size: number, limit: number): SizeMeter {
  return { size, limit, left: Math.max(0, limit - size), share: size / limit, over: size > limit }
}

/** One document being edited. `raised`: the account's quota for trust policies is raised to 4,096. */
export function documentMeter(text: string, kind: 'inline' | 'managed' | 'trust', raised = false): SizeMeter {
  const trust = raised ? TRUST_POLICY_LIMIT_RAISED : TRUST_POLICY_LIMIT
  const limits = { inline: INLINE_POLICIES_LIMIT, managed: MANAGED_POLICY_LIMIT, trust }
  return meter(policySize(text), limits[kind])
}

/** All inline policies of one role: they share one limit. */
export function inlineMeter(texts: Iterable<string>): SizeMeter {
  return meter(
    [...texts].reduce((sum, text) => sum + policySize(text), 0),
    INLINE_POLICIES_LIMIT,
  )
}
