import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { diffPermissions, type PolicySet } from '@/lib/policies/change/permission-diff'
import { parsePolicy } from '@/lib/policies/document/document'
import type { PolicyDocument } from '@/lib/policies/document/model'

/** What a policy no longer allows, as actions or patterns of them: not at all, or on less or under other conditions. */
export type LostPermissions = { gone: string[]; narrowed: string[] }

/**
 * What another text of a policy (null: none) takes away, whatever other policies there are. Never silent about something lost: the
 * difference is told from behind, as what the old text would give. Null when the old text can't be read.
 */
export function lostByChange(before: string | null, after: string | null): LostPermissions | null {
  const [old, next] = [documentOf(before), documentOf(after)]

  if (before !== null && !old) {
    return null
  }
  if (!old && !denies(next)) {
    return { gone: [], narrowed: [] }
  }
  const set = (document: PolicyDocument | undefined, beside: PolicyDocument[]): PolicySet => ({
    policies: [...beside, ...(document ? [document] : [])].map(named),
  })
  // A new Deny takes nothing from a policy that allows nothing, but from those beside it.
  return merged((denies(next) ? [[], [ALL]] : [[]]).map((beside) => lostBetween(set(old, beside), set(next, beside))))
}

/** What a policy allows and a set of others does not. Null when it can't be read. Those of the others that can't be allow nothing. */
export function notAllowedBy(text: string, others: string[], boundary: string | null): LostPermissions | null {
  const document = documentOf(text)
  const limit = documentOf(boundary)
  const policies = others.flatMap((other) => documentOf(other) ?? []).map(named)
  return document ? lostBetween({ policies: [named(document)] }, { policies, boundary: limit && named(limit) }) : null
}

function lostBetween(before: PolicySet, after: PolicySet): LostPermissions {
  const { gained } = diffPermissions(after, before, PATTERNS_ONLY)
  const actions = (isGone: boolean) =>
    gained.filter(({ kind }) => (kind === 'new') === isGone).flatMap((change) => change.actions)
  return { gone: actions(true), narrowed: actions(false) }
}

function merged(parts: LostPermissions[]): LostPermissions {
  const gone = [...new Set(parts.flatMap((part) => part.gone))]
  const narrowed = [...new Set(parts.flatMap((part) => part.narrowed))].filter((action) => !gone.includes(action))
  return { gone, narrowed }
}

function denies(document: PolicyDocument | undefined): boolean {
  return document?.Statement.some(({ Effect }) => Effect === 'Deny') ?? false
}

function named(document: PolicyDocument) {
  return { name: 'policy', document }
}

function documentOf(text: string | null): PolicyDocument | undefined {
  const parsed = text === null ? null : parsePolicy(text)
  return parsed?.ok ? parsed.data : undefined
}

/** Patterns are told as they stand: a plan is made many times, and their number says no more than they do. */
const PATTERNS_ONLY: Catalogue = { prefixes: () => [], isKnown: () => false, service: () => undefined }

const ALL: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }] }
