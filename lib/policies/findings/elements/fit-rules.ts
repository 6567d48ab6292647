import { actionFacts } from '@/lib/policies/catalogue/action-facts'
import { resolveActions, type ServiceAction } from '@/lib/policies/catalogue/catalogue-lookup'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { lookUpConditionKey } from '@/lib/policies/catalogue/condition-keys'
import { arnParts, isOpen } from '@/lib/policies/findings/elements/arn-parts'
import { fitFixes } from '@/lib/policies/findings/elements/fit-fixes'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { ItemView, PolicyView, StatementView } from '@/lib/policies/findings/view'
import { patternsMeet } from '@/lib/policies/language/patterns'

type Code = 'SLIPWAY_RESOURCE_NOT_FOR_ACTION' | 'SLIPWAY_ACTION_NEEDS_STAR' | 'SLIPWAY_CONDITION_KEY_NOT_FOR_ACTIONS'

/** Actions, resources and condition keys of one statement against each other, by the catalogue's word. */
export const fitRules: RuleFamily<Code> = {
  rules: {
    SLIPWAY_RESOURCE_NOT_FOR_ACTION: {
      type: 'warning',
      about: 'An action that works on none of the resources of its statement.',
    },
    SLIPWAY_ACTION_NEEDS_STAR: { type: 'warning', about: 'An action that only takes *, beside other resources.' },
    SLIPWAY_CONDITION_KEY_NOT_FOR_ACTIONS: {
      type: 'warning',
      about: "A service's condition key that none of the statement's actions carries.",
    },
  },
  checkStatement(statement, policy, say) {
    const { actions, resources } = statement

    if (!(actions && resources) || actions.negated) {
      return
    }
    if (!resources.negated && resources.items.length > 0 && !resources.items.some(({ text }) => isWide(text))) {
      const targets = targetsOf(resources.items, policy.catalogue)

      for (const item of actions.items) {
        checkFit(item, targets, statement, policy, say)
      }
    }
    checkKeys(statement, policy, say)
  },
}

/** Could be any resource of any service. */
function isWide(text: string): boolean {
  const parts = arnParts(text)
  return !parts || isOpen(parts.service)
}

type Target = { service: string; resource: string; known: boolean }

/** What the catalogue can say of the resources of a statement. */
function targetsOf(resources: ItemView[], catalogue: Catalogue): Target[] {
  return resources.flatMap(({ text }) => {
    const parts = arnParts(text)
    const known = parts !== undefined && catalogue.service(parts.service) !== undefined
    return parts ? [{ service: parts.service, resource: parts.resource.replace(/\$\{[^}]*\}/g, '*'), known }] : []
  })
}

function checkFit(
  item: ItemView,
  targets: Target[],
  statement: StatementView,
  policy: PolicyView,
  say: Say<Code>,
): void {
  const found = item.text === '*' ? [] : resolveActions(policy.catalogue, item.text)

  if (found.length === 0 || found.some((one) => fits(one, targets))) {
    return
  }
  const verb = statement.effect === 'Deny' ? 'denies' : 'allows'
  const fixes = fitFixes(item, statement, policy)

  if (found.every(({ action }) => action.resourceTypes.length === 0)) {
    say(
      'SLIPWAY_ACTION_NEEDS_STAR',
      item,
      `${item.text} only takes Resource *, by AWS's reference: this statement ${verb} nothing of it.`,
      fixes,
    )
  } else {
    const types = [...new Set(found.flatMap(({ action }) => action.resourceTypes.map(({ name }) => name)))]
    const message = `${item.text} works on ${types.slice(0, 3).join(', ')}: none of these resources is one by AWS's reference, so this ${verb} nothing of it.`
    say('SLIPWAY_RESOURCE_NOT_FOR_ACTION', item, message, fixes)
  }
}

/** Actions that take resources although the reference says that they don't. Source: CloudWatch Logs user guide, IAM examples. */
const TAKES_RESOURCES = ['logs:DescribeLogGroups']

function fits(one: ServiceAction, resources: Target[]): boolean {
  if (TAKES_RESOURCES.includes(`${one.service.prefix}:${one.action.name}`)) {
    return true
  }
  const { templates, complete } = actionFacts(one)

  // A type of a neighbouring service, or one that the reference does not describe: nothing is sure.
  return (
    !complete ||
    templates.some((template) =>
      resources.some(
        ({ known, service, resource }) =>
          !known || (service === template.service && patternsMeet(resource, template.resource)),
      ),
    )
  )
}

function checkKeys({ actions, conditions }: StatementView, { catalogue }: PolicyView, say: Say<Code>): void {
  const items = actions?.items ?? []
  const found = items.map(({ text }) => (text === '*' ? [] : resolveActions(catalogue, text)))

  // One action that the catalogue doesn't know could carry any key.
  if (items.length === 0 || conditions.length === 0 || found.some((list) => list.length === 0)) {
    return
  }
  const all = found.flat()

  for (const { key, keyNode, path } of conditions) {
    const lookup = lookUpConditionKey(catalogue, key)
    const ofService = lookup.status === 'known' && !/^aws:/i.test(key)

    if (ofService && !all.some((one) => actionFacts(one).conditionKeys.has(lookup.name.toLowerCase()))) {
      const message = `Requests for ${items.length === 1 ? items[0]?.text : 'these actions'} do not carry ${key}.`
      say('SLIPWAY_CONDITION_KEY_NOT_FOR_ACTIONS', { node: keyNode, path }, message)
    }
  }
}
