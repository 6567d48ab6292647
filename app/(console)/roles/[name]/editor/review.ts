import type { Working } from '@/app/(console)/roles/[name]/editor/use-texts'
import type { Catalogue } from '@/lib/policies/catalogue-model'
import { refusePolicy } from '@/lib/policies/danger'
import { type PolicyDocument, parsePolicy, parseTrustPolicy } from '@/lib/policies/document'
import { diffPermissions } from '@/lib/policies/permission-diff'
import type { PermissionDiff } from '@/lib/policies/permission-diff-model'
import type { Failure } from '@/lib/result'
import type { RoleDocument } from '@/lib/roles/document'

/** What a save would do. `trust` is about who, not what; `refused` can't be saved at all. */
export type PolicyReview =
  | { kind: 'refused'; failure: Failure }
  | { kind: 'trust' }
  | { kind: 'permissions'; diff: PermissionDiff }

export function reviewOf({ kind }: RoleDocument, { base, text }: Working, catalogue: Catalogue): PolicyReview {
  const parsed = kind === 'trust' ? parseTrustPolicy(text) : parsePolicy(text)

  if (!parsed.ok) {
    return { kind: 'refused', failure: parsed.error }
  }
  if (kind === 'trust') {
    return { kind: 'trust' }
  }
  const refusal = refusePolicy(parsed.data)

  if (refusal) {
    return { kind: 'refused', failure: refusal }
  }
  const before = base === null ? null : parsePolicy(base)
  const old = before?.ok ? before.data : NOTHING
  return { kind: 'permissions', diff: diffPermissions(named(old), named(parsed.data), catalogue) }
}

export function needsReason(review: PolicyReview): boolean {
  return review.kind === 'trust' || (review.kind === 'permissions' && review.diff.widens)
}

function named(document: PolicyDocument) {
  return { policies: [{ name: 'policy', document }] }
}

const NOTHING: PolicyDocument = { Version: '2012-10-17', Statement: [] }
