import { parsePolicy, parseTrustPolicy, policySize } from '@/lib/policies/document'
import { INLINE_POLICIES_LIMIT, MANAGED_POLICY_LIMIT, TRUST_POLICY_LIMIT } from '@/lib/policies/limits'
import { limitExceeded } from '@/lib/practice/iam/errors'
import { ServiceError } from '@/lib/practice/service'

/** IAM hands out documents percent-encoded by RFC 3986. */
export function encodeDocument(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

export function checkIdentityPolicy(text: string): void {
  const result = parsePolicy(text)

  if (!result.ok) {
    throw new ServiceError('MalformedPolicyDocument', result.error.message, 400)
  }
}

export function checkManagedPolicy(text: string): void {
  checkIdentityPolicy(text)

  if (policySize(text) > MANAGED_POLICY_LIMIT) {
    throw limitExceeded(`Cannot exceed quota for PolicySize: ${MANAGED_POLICY_LIMIT}`)
  }
}

export function checkTrustPolicy(text: string): void {
  const result = parseTrustPolicy(text)

  if (!result.ok) {
    throw new ServiceError('MalformedPolicyDocument', result.error.message, 400)
  }
  if (policySize(text) > TRUST_POLICY_LIMIT) {
    throw limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${TRUST_POLICY_LIMIT}`)
  }
}

/** All inline policies of a role together have one limit. */
export function checkInlineSize(roleName: string, texts: string[]): void {
  const size = texts.reduce((total, text) => total + policySize(text), 0)

  if (size > INLINE_POLICIES_LIMIT) {
    throw limitExceeded(`Maximum policy size of ${INLINE_POLICIES_LIMIT} bytes exceeded for role ${roleName}`)
  }
}
