import { readRegion } from '@/lib/policies/catalogue/partitions'
import { parsePolicy, parseTrustPolicy, policySize } from '@/lib/policies/document/document'
import { INLINE_POLICIES_LIMIT, MANAGED_POLICY_LIMIT, TRUST_POLICY_LIMIT } from '@/lib/policies/document/limits'
import { isOpen } from '@/lib/policies/findings/elements/arn-parts'
import { PARTITION } from '@/lib/practice/account'
import { type Account, checkTrust } from '@/lib/practice/iam/access/principals'
import { limitExceeded, malformed } from '@/lib/practice/iam/errors'

/** IAM hands out documents percent-encoded by RFC 3986. */
export function encodeDocument(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

const ARN_FIELDS = 6

export function checkIdentityPolicy(text: string): void {
  const result = parsePolicy(text)

  if (!result.ok) {
    throw malformed(result.error.message)
  }
  for (const { Resource = [], NotResource = [] } of result.data.Statement) {
    for (const resource of [...Resource, ...NotResource]) {
      checkResource(resource)
    }
  }
}

/** What IAM looks at in an ARN: its partition, with the region, all its fields, and no variable before the resource. */
function checkResource(resource: string): void {
  if (!resource.startsWith('arn:')) {
    return
  }
  const [, partition = '', service = '', region = '', account = ''] = resource.split(':')
  const read = readRegion(region)
  const isElsewhere = read.status !== 'wrong' && read.partition !== partition

  if (!isOpen(partition) && (partition !== PARTITION || isElsewhere)) {
    throw malformed(`Partition "${partition}" is not valid for resource "${resource}".`)
  }
  if ([partition, service, region, account].some((part) => part.includes('${'))) {
    throw malformed(`Resource ${resource} must have variables only after its fifth colon.`)
  }
  // A pattern may stand for the fields that are not there.
  if (resource.split(':').length < ARN_FIELDS && !/[*?]/.test(resource)) {
    throw malformed(`Resource ${resource} must be in ARN format or "*".`)
  }
}

export function checkManagedPolicy(text: string): void {
  checkIdentityPolicy(text)

  if (policySize(text) > MANAGED_POLICY_LIMIT) {
    throw limitExceeded(`Cannot exceed quota for PolicySize: ${MANAGED_POLICY_LIMIT}`)
  }
}

export async function checkTrustPolicy(text: string, call: Account): Promise<void> {
  const result = parseTrustPolicy(text)

  if (!result.ok) {
    throw malformed(result.error.message)
  }
  if (policySize(text) > TRUST_POLICY_LIMIT) {
    throw limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${TRUST_POLICY_LIMIT}`)
  }
  await checkTrust(result.data, call)
}

/** All inline policies of a role together have one limit. */
export function checkInlineSize(roleName: string, texts: string[]): void {
  const size = texts.reduce((total, text) => total + policySize(text), 0)

  if (size > INLINE_POLICIES_LIMIT) {
    throw limitExceeded(`Maximum policy size of ${INLINE_POLICIES_LIMIT} bytes exceeded for role ${roleName}`)
  }
}
