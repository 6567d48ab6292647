import type { RequestContext } from '@/lib/policies/evaluate/context'
import { tokenize } from '@/lib/policies/language/variables'

const PARTS = 6

/**
 * An ARN with fewer than six parts stands for all its missing parts: `arn:aws:sqs` is `arn:aws:sqs:*:*:*`. Source: IAM user guide,
 * "IAM ARNs", incomplete ARNs in identity-based policies.
 */
export function completeArn(pattern: string): string {
  if (!pattern.startsWith('arn:')) {
    return pattern
  }
  const missing = PARTS - 1 - colons(pattern).length
  return missing > 0 ? pattern + ':*'.repeat(missing) : pattern
}

/**
 * Like `tokenize`, but variables only count in the resource part, after the fifth colon; before it they are plain text, which no ARN
 * has. Source: IAM user guide, "Where you can use policy variables".
 */
export function tokenizeArn(pattern: string, context?: RequestContext): number[] | undefined {
  const start = (colons(pattern)[PARTS - 2] ?? -1) + 1
  const head = tokenize(pattern.slice(0, start))
  const resource = tokenize(pattern.slice(start), context)
  return head && resource && [...head, ...resource]
}

/** Where the colons are that separate parts: not those inside a variable. */
function colons(pattern: string): number[] {
  const masked = pattern.replace(/\$\{[^}]*\}/g, (variable) => '_'.repeat(variable.length))
  return [...masked.matchAll(/:/g)].map(({ index }) => index)
}
