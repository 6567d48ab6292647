import type { Denial } from '@/lib/policies/denial/denial'
import { heldBack } from '@/lib/policies/denial/one-click'
import { type Proposal, proposeStatement } from '@/lib/policies/denial/propose-statement'
import type { PolicyStatement } from '@/lib/policies/document/model'
import type { Place } from '@/lib/troubles/model'
import { type Principal, partyOf, principalWords, readPrincipal } from '@/lib/troubles/principal'
import type { Subject } from '@/lib/troubles/remedies'

/**
 * What a text that says "denied" may offer. `statement`: to be saved on a role of this connection; `hand-over`: to be given to whoever
 * manages the principal; `held`: a statement would answer it, but not on the word of such a text.
 */
export type DenialOffer =
  | { kind: 'statement'; statement: PolicyStatement; note: string; roleName: string }
  | { kind: 'hand-over'; statement: PolicyStatement; note: string; to: string }
  | { kind: 'held'; reason: string; roleName?: string }
  | ({ kind: 'cannot'; roleName?: string } & Extract<Proposal, { cannot: string }>)

/** Nothing is saved but on an execution role that the connection has, in its own account. */
export function denialOffer(denial: Denial, subject: Subject, place: Place): DenialOffer {
  const principal = readPrincipal(denial.principal)
  const party = partyOf(denial, place, subject.roleName)
  const roleName = roleOf(subject, principal)
  const where = roleName === undefined ? {} : { roleName }
  const proposal = proposeStatement(denial)

  if ('cannot' in proposal) {
    return { kind: 'cannot', ...where, ...proposal }
  }
  const isOthers = party === 'operator' || party === 'caller'
  const reason =
    elsewhere(subject, principal, isOthers) ??
    (isOthers && place.from === 'paste' ? undefined : heldBack(proposal.statement))

  if (reason !== undefined) {
    return { kind: 'held', ...where, reason }
  }
  return isOthers || roleName === undefined
    ? { kind: 'hand-over', to: principalWords(party, principal), ...proposal }
    : { kind: 'statement', roleName, ...proposal }
}

/** The role of this connection that may be given something; the role of the log's own runtime goes before what the text names. */
function roleOf({ roleName, executionRoles, account }: Subject, principal: Principal | undefined): string | undefined {
  const isHere = principal?.kind === 'role-session' && principal.account === account
  const named = isHere ? principal.name : undefined
  return roleName ?? (named !== undefined && executionRoles?.includes(named) ? named : undefined)
}

function elsewhere(
  { roleName, account }: Subject,
  principal: Principal | undefined,
  isOthers: boolean,
): string | undefined {
  if (principal === undefined) {
    return undefined
  }
  if (account !== undefined && !isOthers && principal.account !== account) {
    return `The text speaks of the account ${principal.account}, and this connection is of ${account}.`
  }
  return roleName !== undefined && !isOthers && principal.name !== roleName
    ? `The text speaks of the role ${principal.name}, and this runtime has ${roleName}.`
    : undefined
}
