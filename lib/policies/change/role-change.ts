import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { diffPermissions } from '@/lib/policies/change/permission-diff'
import type { PermissionDiff } from '@/lib/policies/change/permission-diff-model'
import type { PolicyDocument } from '@/lib/policies/document/model'
import type { NamedPolicy } from '@/lib/policies/evaluate/evaluate'
import { namedPolicy } from '@/lib/policies/evaluate/named-policy'

/** One policy of a role gets another text, is new (`before` null) or goes (`after` null). */
export type RoleChange = {
  before: string | null
  after: string | null
  /** The role's other identity policies and its boundary, as IAM has them; null: not readable. */
  others: (string | null)[]
  boundary?: string | null | undefined
  /** It may be attached to others, for whom this role's policies mean nothing. */
  isShared: boolean
}

/** `diff` is about the role; `widensElsewhere`: whoever else has the policy, or a policy that can't be read here, may gain something. */
export type RoleChangeEffect = { diff: PermissionDiff; widensElsewhere: boolean }

/** What a change of one policy does to the role. Taking a Deny away gives what another policy allows, so all of them count. */
export function effectOfChange(change: RoleChange, catalogue: Catalogue): RoleChangeEffect {
  const { before, after, others, boundary, isShared } = change
  const around = others.flatMap((text) => read('other', text))
  const [limit] = read('boundary', boundary ?? null)
  const whole = (text: string | null) => ({
    policies: [...around, ...read('policy', text)],
    boundary: limit,
  })
  const diff = diffPermissions(whole(before), whole(after), catalogue)
  const isPartial = others.length > around.length || (typeof boundary === 'string' && !limit)

  return {
    diff,
    widensElsewhere: !diff.widens && (isShared || isPartial) && widensSomewhere(before, after, catalogue),
  }
}

/** True when some set of other policies exists with which the new text allows more. */
function widensSomewhere(before: string | null, after: string | null, catalogue: Catalogue): boolean {
  return [[], [EVERYTHING]].some((beside) => {
    const side = (text: string | null) => ({ policies: [...beside, ...read('policy', text)] })
    return diffPermissions(side(before), side(after), catalogue).widens
  })
}

/** A text that can't be read allows nothing that is known, so everything in a new one counts. */
function read(name: string, text: string | null): NamedPolicy[] {
  const policy = namedPolicy(name, text)
  return policy ? [policy] : []
}

const ALL: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }] }
const EVERYTHING: NamedPolicy = { name: 'everything', document: ALL }
