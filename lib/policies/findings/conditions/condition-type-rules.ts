import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { lookUpConditionKey } from '@/lib/policies/catalogue/condition-keys'
import { withOperator } from '@/lib/policies/findings/conditions/condition-edits'
import type { QuickFix } from '@/lib/policies/findings/model'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { ConditionView, PolicyView, StatementView } from '@/lib/policies/findings/view'
import { comparisonType, likeOperator, type ParsedOperator } from '@/lib/policies/language/operators'

type Code =
  | 'TYPE_MISMATCH'
  | 'STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS'
  | 'WILDCARD_WITHOUT_LIKE_OPERATOR'
  | 'MISSING_QUALIFIER'
  | 'FORALLVALUES_WITH_SINGLE_VALUED_KEY'

/** Operators against the type of the key. */
export const conditionTypeRules: RuleFamily<Code> = {
  rules: {
    TYPE_MISMATCH: { type: 'warning', about: 'An operator of another type than the key.' },
    STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS: {
      type: 'security-warning',
      about: 'StringLike on a key that holds an ARN: its star goes past colons, that of ArnLike does not.',
    },
    WILDCARD_WITHOUT_LIKE_OPERATOR: { type: 'warning', about: 'A * or ? in a value that is compared as it stands.' },
    MISSING_QUALIFIER: { type: 'error', about: 'A key with several values, without ForAnyValue or ForAllValues.' },
    FORALLVALUES_WITH_SINGLE_VALUED_KEY: {
      type: 'security-warning',
      about: 'ForAllValues with a key that has one value: in an Allow it also holds where the key is missing.',
    },
  },
  checkStatement(statement, policy, say) {
    for (const condition of statement.conditions) {
      if (condition.operator && condition.operator.comparison !== 'null') {
        checkType(statement, condition, policy, say)
        checkWildcards(statement, condition, policy, say)
      }
    }
  },
}

function checkType(
  statement: StatementView,
  condition: ConditionView,
  { catalogue }: PolicyView,
  say: Say<Code>,
): void {
  const { operator, operatorName, key, keyNode, path } = condition
  const type = keyType(catalogue, key)
  const place = { node: keyNode, path }

  if (!(type && operator)) {
    return
  }
  if (type.multiple && !operator.quantifier) {
    const fixes = ['ForAnyValue', 'ForAllValues'].flatMap((name) =>
      withOperator(statement, condition, `${name}:${operatorName}`),
    )
    const message = `${key} can have several values: say ForAnyValue:${operatorName} or ForAllValues:${operatorName}.`
    say('MISSING_QUALIFIER', place, message, fixes)
  }
  if (!type.multiple && operator.quantifier === 'all' && statement.effect === 'Allow') {
    const fixes = withOperator(statement, condition, operatorName.replace(/^[^:]*:/, ''))
    const message = `${key} has one value. With ForAllValues the condition also holds for requests without ${key}.`
    say('FORALLVALUES_WITH_SINGLE_VALUED_KEY', place, message, fixes)
  }
  if (operator.comparison === 'string-like' && type.base === 'ARN') {
    const message = `${key} holds an ARN. A star of StringLike goes past colons into other parts; ArnLike compares part by part.`
    say('STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS', place, message, arnFix(statement, condition, operator))
  } else if (!compatible(comparisonType(operator.comparison).type, type.base)) {
    say('TYPE_MISMATCH', place, `${key} is of type ${type.base}: ${operatorName} compares something else.`)
  }
}

/** Which operators AWS takes for which type of key. An ARN is text as well, and a date can be compared as a number. */
function compatible(operator: string, key: string): boolean {
  return (
    operator === key ||
    (key === 'ARN' && operator === 'String') ||
    (key === 'String' && operator === 'ARN') ||
    (key === 'Date' && operator === 'Numeric') ||
    (key === 'Binary' && operator === 'String')
  )
}

function arnFix(statement: StatementView, condition: ConditionView, operator: ParsedOperator): QuickFix[] {
  const same = condition.values.every(({ text }) => text.split(':').length >= 6)
  return same ? withOperator(statement, condition, likeOperator(condition.operatorName, operator, 'arn')) : []
}

function checkWildcards(
  statement: StatementView,
  condition: ConditionView,
  { catalogue }: PolicyView,
  say: Say<Code>,
): void {
  const { operator, operatorName, key, values } = condition

  if (operator?.comparison !== 'string' && operator?.comparison !== 'string-ignore-case') {
    return
  }
  const value = values.find(({ text }) => /[*?]/.test(text.replace(/\$\{[^}]*\}/g, '')))

  if (value) {
    const isArn = keyType(catalogue, key)?.base === 'ARN'
    // StringLike on an ARN would be the next finding.
    const like = likeOperator(operatorName, operator, isArn ? 'arn' : 'string-like')
    const fixes = operator.comparison === 'string' ? withOperator(statement, condition, like) : []
    say(
      'WILDCARD_WITHOUT_LIKE_OPERATOR',
      value,
      `${operatorName} takes * and ? as they stand: ${like} takes them as wildcards.`,
      fixes,
    )
  }
}

/** `multiple`: a request carries a list of values. */
type KeyType = { base: string; multiple: boolean }

/** The type of a known condition key: String, ARN, Bool, Date, Numeric, IPAddress or Binary. */
function keyType(catalogue: Catalogue, key: string): KeyType | undefined {
  const found = lookUpConditionKey(catalogue, key)

  if (found.status !== 'known') {
    return undefined
  }
  const multiple = found.type.startsWith('ArrayOf')
  return { base: multiple ? found.type.slice('ArrayOf'.length) : found.type, multiple }
}
