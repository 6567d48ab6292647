import { replaceString } from '@/lib/policies/findings/edits'
import { nearestNames } from '@/lib/policies/findings/nearest'
import { membersOf } from '@/lib/policies/findings/read-view'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { MemberView } from '@/lib/policies/findings/view'
import { isKnownOperator, OPERATORS } from '@/lib/policies/language/operators'

type Code =
  | 'INVALID_CONDITION_OPERATOR'
  | 'NULL_WITH_IF_EXISTS'
  | 'NULL_WITH_QUALIFIER'
  | 'DATA_TYPE_MISMATCH'
  | 'INVALID_CONDITION_DATA_TYPE'

const NAMES = OPERATORS.map(({ name }) => name)

/** The operators of a Condition, and the JSON types of what stands under them. */
export const operatorRules: RuleFamily<Code> = {
  rules: {
    INVALID_CONDITION_OPERATOR: { type: 'error', about: 'IAM has no condition operator of this name.' },
    NULL_WITH_IF_EXISTS: { type: 'error', about: 'NullIfExists, which IAM does not have.' },
    NULL_WITH_QUALIFIER: { type: 'suggestion', about: 'Null with ForAllValues or ForAnyValue.' },
    DATA_TYPE_MISMATCH: { type: 'error', about: 'An element has the wrong JSON type.' },
    INVALID_CONDITION_DATA_TYPE: { type: 'error', about: 'Values of one key have different JSON types.' },
  },
  checkStatement({ members }, _, say) {
    const condition = members.find(({ name }) => name === 'Condition')

    for (const block of membersOf(condition?.value, condition?.path ?? [])) {
      checkOperator(block, say)

      if (block.value.type !== 'object') {
        const message = `${block.name.slice(0, 80)} must be an object of condition keys and values.`
        say('DATA_TYPE_MISMATCH', { node: block.value, path: block.path }, message)
      }
      for (const entry of membersOf(block.value, block.path)) {
        checkValueTypes(entry, say)
      }
    }
  },
}

function checkOperator({ name, key, path }: MemberView, say: Say<Code>): void {
  const [, quantifier = '', base = ''] = /^(for(?:any|all)values?:)?(.*)$/i.exec(name) ?? []
  const place = { node: key, path }

  if (/^nullifexists$/i.test(base)) {
    const fixes = [{ title: 'Write Null', edits: [replaceString(key, 'Null')] }]
    say('NULL_WITH_IF_EXISTS', place, 'Null asks whether a key exists; IfExists can’t be added to it.', fixes)
  } else if (isKnownOperator(name)) {
    if (quantifier && /^null$/i.test(base)) {
      const always = /^forall/i.test(quantifier) ? 'true' : 'false'
      say('NULL_WITH_QUALIFIER', place, `Null with ${quantifier.slice(0, -1)} is always ${always}.`)
    }
  } else {
    const ifExists = /ifexists$/i.test(base) ? 'IfExists' : ''
    const [meant, ...others] = nearestNames(base.slice(0, base.length - ifExists.length), NAMES, 2)
    const prefix = /^forany/i.test(quantifier) ? 'ForAnyValue:' : quantifier && 'ForAllValues:'
    const whole = `${prefix}${meant}${ifExists}`
    const sure = meant !== undefined && others.length === 0
    const fixes = sure ? [{ title: `Write ${whole}`, edits: [replaceString(key, whole)] }] : []
    say('INVALID_CONDITION_OPERATOR', place, `IAM has no condition operator ${name.slice(0, 80)}.`, fixes)
  }
}

function checkValueTypes({ name, value, path }: MemberView, say: Say<Code>): void {
  const items = value.type === 'array' ? (value.children ?? []) : [value]
  const wrong = items.find(({ type }) => type === 'object' || type === 'array' || type === 'null')

  if (wrong) {
    const message = `A value of ${name.slice(0, 80)} must be text, a number or true/false.`
    say('DATA_TYPE_MISMATCH', { node: wrong, path }, message)
    return
  }
  if (new Set(items.map(({ type }) => type)).size > 1) {
    say(
      'INVALID_CONDITION_DATA_TYPE',
      { node: value, path },
      `The values of ${name.slice(0, 80)} have different JSON types.`,
    )
  }
}
