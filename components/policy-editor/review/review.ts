import type { Working } from '@/components/policy-editor/texts/use-texts'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { effectOfChange, type RoleChangeEffect } from '@/lib/policies/change/role-change'
import { parsePolicy, parseTrustPolicy } from '@/lib/policies/document/document'
import { refusePolicy } from '@/lib/policies/evaluate/danger'
import type { Failure } from '@/lib/result'
import { permissionsBeside, type RoleDocument } from '@/lib/roles/document'

/** What a save would do. `trust` is about who, not what; `refused` can't be saved at all. */
export type PolicyReview =
  | { kind: 'refused'; failure: Failure }
  | { kind: 'trust' }
  | ({ kind: 'permissions' } & RoleChangeEffect)

/** `saved`: every document of the role as IAM has it. */
export function reviewOf(
  document: RoleDocument,
  { base, text }: Pick<Working, 'base' | 'text'>,
  saved: RoleDocument[],
  catalogue: Catalogue,
): PolicyReview {
  const parsed = document.kind === 'trust' ? parseTrustPolicy(text) : parsePolicy(text)

  if (!parsed.ok) {
    return { kind: 'refused', failure: parsed.error }
  }
  if (document.kind === 'trust') {
    return { kind: 'trust' }
  }
  const refusal = refusePolicy(parsed.data)

  return refusal
    ? { kind: 'refused', failure: refusal }
    : { kind: 'permissions', ...effectOfChange({ before: base, after: text, ...beside(document, saved) }, catalogue) }
}

/** What goes with an inline policy. Taking a Deny away can be a gain. */
export function effectOfDeletion(
  document: RoleDocument,
  saved: RoleDocument[],
  catalogue: Catalogue,
): RoleChangeEffect {
  return effectOfChange({ before: document.text, after: null, ...beside(document, saved) }, catalogue)
}

function beside(document: RoleDocument, saved: RoleDocument[]) {
  return { ...permissionsBeside(saved, document.id), isShared: document.kind === 'managed' }
}

export function needsReason(review: PolicyReview): boolean {
  return review.kind === 'trust' || (review.kind === 'permissions' && (review.diff.widens || review.widensElsewhere))
}
