import { standsAlone } from '@/lib/policies/findings/conditions/condition-edits'
import { replaceString } from '@/lib/policies/findings/edits'
import type { QuickFix } from '@/lib/policies/findings/model'
import type { RuleFamily } from '@/lib/policies/findings/rule'
import type { ConditionView, StatementView } from '@/lib/policies/findings/view'

type Code = 'EQUIVALENT_TO_NULL_FALSE' | 'EQUIVALENT_TO_NULL_TRUE'

/** A lone star asks only whether the key is there at all. */
export const nullRules: RuleFamily<Code> = {
  rules: {
    EQUIVALENT_TO_NULL_FALSE: { type: 'suggestion', about: 'StringLike or ArnLike with *: the key only has to exist.' },
    EQUIVALENT_TO_NULL_TRUE: {
      type: 'suggestion',
      about: 'StringNotLike or ArnNotLike with *: the key must be missing.',
    },
  },
  checkStatement(statement, _, say) {
    for (const condition of statement.conditions) {
      const { operator, key, keyNode, path, values } = condition

      if (!operator?.like || operator.ifExists || !values.some(({ text }) => text === '*')) {
        continue
      }
      if (!operator.negated && operator.quantifier !== 'all') {
        const message = `Any ${key} satisfies this: {"Null": {"${key}": "false"}} says so plainly.`
        say('EQUIVALENT_TO_NULL_FALSE', { node: keyNode, path }, message, nullFix(statement, condition, 'false'))
      } else if (operator.negated && operator.quantifier !== 'any') {
        const message = `Only requests without ${key} satisfy this: {"Null": {"${key}": "true"}} says so plainly.`
        say('EQUIVALENT_TO_NULL_TRUE', { node: keyNode, path }, message, nullFix(statement, condition, 'true'))
      }
    }
  },
}

function nullFix({ conditions }: StatementView, condition: ConditionView, value: string): QuickFix[] {
  if (!standsAlone(condition) || conditions.some(({ operatorName }) => operatorName === 'Null')) {
    return []
  }
  const edits = [replaceString(condition.operatorKey, 'Null'), replaceString(condition.value, value)]
  return [{ title: `Write Null: ${value}`, edits }]
}
