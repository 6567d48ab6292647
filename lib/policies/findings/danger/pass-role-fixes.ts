import { getNodeValue } from 'jsonc-parser'
import { servicesMatching, splitAction } from '@/lib/policies/catalogue/catalogue-lookup'
import type { RoleGrant } from '@/lib/policies/findings/danger/role-grants'
import { addMember, layOut, removeChildren } from '@/lib/policies/findings/edits'
import type { QuickFix, TextEdit } from '@/lib/policies/findings/model'
import type { PolicyView, StatementView } from '@/lib/policies/findings/view'

const KEY = 'iam:PassedToService'
/** What Slipway deploys to. */
const DEFAULT_SERVICE = 'bedrock-agentcore.amazonaws.com'
const SERVICES_OFFERED = 3

/** One fix for each service that the policy uses and that takes roles; only where iam:PassRole is named. */
export function passRoleFixes(statement: StatementView, policy: PolicyView, { exact }: RoleGrant): QuickFix[] {
  const { actions } = statement

  if (!(exact && actions) || actions.negated) {
    return []
  }
  const alone = actions.items.length === 1
  return receivingServices(policy).flatMap((service) => {
    const edits = alone ? limitStatement(statement, policy, service) : splitStatement(statement, policy, exact, service)
    const title = alone ? `Only to ${service}` : `Move it to a statement of its own, only to ${service}`
    return edits ? [{ title, edits }] : []
  })
}

/** Services with actions that pass a role, by the catalogue's word, in the order of the text. */
function receivingServices({ statements, catalogue }: PolicyView): string[] {
  const prefixes = statements.flatMap(({ actions }) =>
    (actions?.items ?? []).flatMap(({ text }) => splitAction(text)?.prefix.toLowerCase() ?? []),
  )
  const passing = [...new Set(prefixes)].filter(
    (prefix) =>
      prefix !== 'iam' &&
      servicesMatching(catalogue, prefix).some(({ actions }) =>
        actions.some(({ dependentActions }) => dependentActions.some((name) => name.toLowerCase() === 'iam:passrole')),
      ),
  )
  const services = passing.map((prefix) => `${prefix}.amazonaws.com`)
  return services.length > 0 ? services.slice(0, SERVICES_OFFERED) : [DEFAULT_SERVICE]
}

function limitStatement(
  { node, members }: StatementView,
  { text }: PolicyView,
  service: string,
): TextEdit[] | undefined {
  const condition = members.find(({ name }) => name === 'Condition')?.value

  if (!condition) {
    return [addMember(text, node, 'Condition', { StringEquals: { [KEY]: service } })]
  }
  if (condition.type !== 'object') {
    return undefined
  }
  const block = condition.children?.find(({ children }) => children?.[0]?.value === 'StringEquals')?.children?.[1]

  if (block?.type === 'object') {
    return [addMember(text, block, KEY, service)]
  }
  return block ? undefined : [addMember(text, condition, 'StringEquals', { [KEY]: service })]
}

/** The other actions of the statement would be lost under the condition. */
function splitStatement(
  { node, actions }: StatementView,
  { text }: PolicyView,
  exact: NonNullable<RoleGrant['exact']>,
  service: string,
): TextEdit[] | undefined {
  const list = node.parent
  const same = (actions?.items ?? []).filter((item) => item.text.toLowerCase() === exact.text.toLowerCase())
  const removal = exact.list && removeChildren(exact.list, new Set(same.map((item) => item.node)))
  const { Sid: _, NotAction: __, Condition, ...rest } = getNodeValue(node)

  if (!removal || list?.type !== 'array' || (Condition !== undefined && typeof Condition !== 'object')) {
    return undefined
  }
  const StringEquals = { ...Condition?.StringEquals, [KEY]: service }
  const split = { ...rest, Action: exact.text, Condition: { ...Condition, StringEquals } }
  const end = node.offset + node.length
  return [...removal, { offset: end, length: 0, text: layOut(text, list, split) }]
}
