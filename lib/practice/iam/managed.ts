import { findPolicy } from '@/lib/practice/iam/store'
import type { StateStore } from '@/lib/practice/state'

/** The default version's text of a customer managed or AWS managed policy. */
export function policyText(state: StateStore, arn: string): string | undefined {
  const policy = findPolicy(state, arn)
  return policy?.versions.find(({ id }) => id === policy.defaultVersion)?.text
}
