import { arnTemplates, fillArn } from '@/lib/policies/catalogue/arn-templates'
import { resolveActions, type ServiceAction } from '@/lib/policies/catalogue/catalogue-lookup'
import { replaceString } from '@/lib/policies/findings/edits'
import type { QuickFix } from '@/lib/policies/findings/model'
import type { RuleFamily } from '@/lib/policies/findings/rule'
import type { PolicyView, StatementView } from '@/lib/policies/findings/view'

type Code = 'SLIPWAY_ALLOW_NOT_ACTION' | 'SLIPWAY_ALLOW_NOT_RESOURCE' | 'SLIPWAY_STAR_RESOURCE'

/** Grants that are wider than they look. */
export const breadthRules: RuleFamily<Code> = {
  rules: {
    SLIPWAY_ALLOW_NOT_ACTION: {
      type: 'security-warning',
      about: 'Allow with NotAction: everything else, later services too.',
    },
    SLIPWAY_ALLOW_NOT_RESOURCE: { type: 'security-warning', about: 'Allow with NotResource: everything else.' },
    SLIPWAY_STAR_RESOURCE: {
      type: 'suggestion',
      about: 'Resource * for a single action that changes something and can be limited to resources.',
    },
  },
  checkStatement(statement, policy, say) {
    const { effect, actions, resources } = statement

    if (effect !== 'Allow' || !(actions && resources)) {
      return
    }
    if (actions.negated) {
      const message =
        'Allow with NotAction gives every other action of every service, also of services to come. List the actions.'
      say('SLIPWAY_ALLOW_NOT_ACTION', { node: actions.key, path: actions.path }, message)
    }
    if (resources.negated) {
      const message = 'Allow with NotResource gives every other resource. List the resources.'
      say('SLIPWAY_ALLOW_NOT_RESOURCE', { node: resources.key, path: resources.path }, message)
    }
    const star = resources.items[0]
    const fixes = star && resources.items.length === 1 && star.text === '*' ? starFixes(statement, policy) : undefined

    if (star && !resources.negated && fixes) {
      const names = actions.items.map(({ text }) => text).join(', ')
      say('SLIPWAY_STAR_RESOURCE', star, `${names} can be limited to resources: * is all of them.`, fixes)
    }
  },
}

const CHANGING = ['write', 'permissions', 'tagging']

/**
 * The ARN patterns that could stand for `*`; undefined where `*` is right or other limits are set. Only for statements of plainly
 * named actions that work on the same type of resource: for others no single pattern is sure.
 */
function starFixes({ actions, conditions, resources }: StatementView, policy: PolicyView): QuickFix[] | undefined {
  const names = actions?.items ?? []

  if (conditions.length > 0 || actions?.negated || names.length === 0 || names.some(({ text }) => /[*?]/.test(text))) {
    return undefined
  }
  const known = names.map(({ text }) => resolveActions(policy.catalogue, text)[0])
  const [first] = known
  const types = known.map((one) => one?.action.resourceTypes.filter(({ required }) => required).map(({ name }) => name))
  const same = types.every((list) => list?.length === 1 && list[0] === types[0]?.[0])
  // iam:PassRole on * has a finding of its own.
  const changes = known.every((one) => one && CHANGING.includes(one.action.access) && one.action.name !== 'PassRole')
  return first && same && changes ? arnFixes(first, types[0]?.[0] ?? '', resources?.items[0], policy) : undefined
}

function arnFixes(
  { service }: ServiceAction,
  type: string,
  star: { node: { offset: number; length: number } } | undefined,
  { account }: PolicyView,
): QuickFix[] | undefined {
  const template = arnTemplates(service).find((one) => one.type.name.toLowerCase() === type.toLowerCase())

  if (!(template && star)) {
    return undefined
  }
  const arn = fillArn(template.type.arn, account)
  return [{ title: `Replace * with ${arn}`, edits: [replaceString(star.node, arn)] }]
}
