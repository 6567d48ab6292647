import type { RequestContext } from '@/lib/policies/evaluate/context'
import { completeArn, tokenizeArn } from '@/lib/policies/language/resource-arn'
import { tokenize } from '@/lib/policies/language/variables'
import { matchesTokens, withinArnParts } from '@/lib/policies/language/wildcards'

/** `*` stands for any text and `?` for any one character; everything else for itself. With a context, variables are resolved. */
export function matchesPattern(pattern: string, value: string, context?: RequestContext): boolean {
  if (pattern === '*') {
    return true
  }
  const tokens = tokenize(pattern, context)
  return tokens !== undefined && matchesTokens(tokens, value)
}

/** `s3:Get*` against `s3:GetObject`. Actions are case-insensitive and have no variables. */
export function matchesAction(pattern: string, action: string): boolean {
  if (pattern === '*') {
    return true
  }
  const one = pattern.toLowerCase()
  const other = action.toLowerCase()
  return /[*?]/.test(one) ? matchesPattern(one, other) : one === other
}

/**
 * A Resource pattern against the ARN of a request, or `*` where an action has no resource (only the pattern `*` covers that).
 * Case-sensitive. Wildcards stay in their part of the ARN, except a star at the end of a part.
 */
export function matchesResource(pattern: string, resource: string, context?: RequestContext): boolean {
  if (pattern === '*') {
    return true
  }
  const tokens = tokenizeArn(completeArn(pattern), context)
  return tokens !== undefined && matchesTokens(withinArnParts(tokens, true), resource)
}

/** ArnLike and ArnEquals: each of the six parts is compared on its own. Source: IAM user guide, "ARN condition operators". */
export function matchesArn(pattern: string, arn: string, context?: RequestContext): boolean {
  if (pattern === '*') {
    return arn.startsWith('arn:')
  }
  const tokens = tokenize(pattern, context)
  return tokens !== undefined && matchesTokens(withinArnParts(tokens, false), arn)
}
