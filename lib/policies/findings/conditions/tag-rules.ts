import { actionFacts } from '@/lib/policies/catalogue/action-facts'
import { resolveActions, type ServiceAction } from '@/lib/policies/catalogue/catalogue-lookup'
import type { ServiceInfo } from '@/lib/policies/catalogue/catalogue-model'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { ConditionView, ItemView, PolicyView, StatementView } from '@/lib/policies/findings/view'

type Code =
  | 'ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE'
  | 'ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE'
  | 'DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE'
  | 'DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE'

/** aws:ResourceTag on actions whose requests never carry it: the statement then does nothing for them. */
export const tagRules: RuleFamily<Code> = {
  rules: {
    ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE: {
      type: 'suggestion',
      about: 'An Allow limited by aws:ResourceTag, with actions that know no tags of resources.',
    },
    ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE: {
      type: 'suggestion',
      about: 'An Allow limited by aws:ResourceTag, with NotAction.',
    },
    DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE: {
      type: 'security-warning',
      about: 'A Deny limited by aws:ResourceTag, with actions that know no tags of resources: they are not denied.',
    },
    DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE: {
      type: 'security-warning',
      about: 'A Deny limited by aws:ResourceTag, with NotAction.',
    },
  },
  checkStatement(statement, policy, say) {
    for (const condition of statement.conditions) {
      if (/^aws:resourcetag\/./i.test(condition.key) && asksForTag(condition)) {
        checkTag(statement, condition, policy, say)
      }
    }
  },
}

/** A negated operator, IfExists and ForAllValues also hold where the key is missing. */
function asksForTag({ operator }: ConditionView): boolean {
  return (
    operator !== undefined &&
    operator.comparison !== 'null' &&
    !(operator.negated || operator.ifExists) &&
    operator.quantifier !== 'all'
  )
}

function checkTag(statement: StatementView, condition: ConditionView, policy: PolicyView, say: Say<Code>): void {
  const { effect, actions } = statement
  const { key, keyNode, path } = condition

  if (!(effect && actions)) {
    return
  }
  if (actions.negated) {
    const code = effect === 'Allow' ? 'ALLOW_NOTACTION' : 'DENY_NOTACTION'
    const message = `Not every action carries ${key}, so this does not concern all that NotAction leaves over. List the actions.`
    say(`${code}_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE`, { node: keyNode, path }, message)
    return
  }
  for (const [service, items] of untagged(actions.items, policy)) {
    const names = items.map(({ text }) => text).slice(0, 5)
    const done = effect === 'Allow' ? 'allowed' : 'denied'
    const message = `${names.join(', ')}${items.length > 5 ? ' and others' : ''}: requests carry no ${key}, so nothing is ${done}. (${service.name})`
    const place = items[0] ?? { node: keyNode, path }
    const code = effect === 'Allow' ? 'ALLOW' : 'DENY'
    say(`${code}_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE`, place, message)
  }
}

function untagged(items: ItemView[], { catalogue }: PolicyView): Map<ServiceInfo, ItemView[]> {
  const found = new Map<ServiceInfo, ItemView[]>()

  for (const item of items) {
    const actions = item.text === '*' ? [] : resolveActions(catalogue, item.text)
    const service = actions[0]?.service

    if (service && actions.every((one) => one.service === service && !knowsTags(one))) {
      found.set(service, [...(found.get(service) ?? []), item])
    }
  }
  return found
}

/** Actions that create and tag in one go are judged by the tags of the request. */
function knowsTags(one: ServiceAction): boolean {
  for (const key of actionFacts(one).conditionKeys) {
    if (/^aws:(resourcetag\/|requesttag\/|tagkeys$)/.test(key)) {
      return true
    }
  }
  return false
}
