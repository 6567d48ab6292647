import type { Denial } from '@/lib/policies/denial/denial'
import { heldBack } from '@/lib/policies/denial/one-click'
import { type Proposal, proposeStatement } from '@/lib/policies/denial/propose-statement'
import type { PolicyStatement } from '@/lib/policies/document/model'
import type { Subject } from '@/lib/troubles/remedies'

/** What a text that says "denied" may offer. `held`: a statement would answer it, but not on the word of such a text. */
export type DenialOffer =
  | { kind: 'statement'; statement: PolicyStatement; note: string; roleName?: string }
  | { kind: 'held'; reason: string; roleName?: string }
  | ({ kind: 'cannot'; roleName?: string } & Extract<Proposal, { cannot: string }>)

/** The text names a role as well; the role of the log's own runtime goes before it. */
export function denialOffer(denial: Denial, { roleName: own }: Subject): DenialOffer {
  const named = roleOf(denial.principal)
  const roleName = own ?? named
  const where = roleName === undefined ? {} : { roleName }
  const proposal = proposeStatement(denial)

  if ('cannot' in proposal) {
    return { kind: 'cannot', ...where, ...proposal }
  }
  const reason =
    own !== undefined && named !== undefined && named !== own
      ? `The text speaks of the role ${named}, and this runtime has ${own}.`
      : heldBack(proposal.statement)
  return reason === undefined ? { kind: 'statement', ...where, ...proposal } : { kind: 'held', ...where, reason }
}

/** `arn:aws:sts::111122223333:assumed-role/NAME/session` → `NAME`. */
function roleOf(principal: string | undefined): string | undefined {
  return /:assumed-role\/([\w+=,.@-]+)\//.exec(principal ?? '')?.[1]
}
