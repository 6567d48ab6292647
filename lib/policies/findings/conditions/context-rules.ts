import { matchesAction } from '@/lib/policies/evaluate/match'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { ConditionView, StatementView } from '@/lib/policies/findings/view'

type Code =
  | 'MISSING_PAIRED_CONDITION_KEYS'
  | 'MISSING_ACTION_FOR_CONDITION_KEY'
  | 'UNTRUSTWORTHY_CONDITION_KEY'
  | 'DYNAMODB_ATTRIBUTES_WITHOUT_SELECT'
  | 'S3_PREFIX_IN_NEGATIVE_CONTEXT'
  | 'REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION'
  | 'REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION'

/** Condition keys that say less than they seem to. */
export const contextRules: RuleFamily<Code> = {
  rules: {
    MISSING_PAIRED_CONDITION_KEYS: {
      type: 'security-warning',
      about: 'aws:VpcSourceIp without the VPC or endpoint: private addresses are the same in every VPC.',
    },
    MISSING_ACTION_FOR_CONDITION_KEY: {
      type: 'error',
      about: 'sts:SourceIdentity or sts:TransitiveTagKeys without the action that sets it.',
    },
    UNTRUSTWORTHY_CONDITION_KEY: {
      type: 'security-warning',
      about: 'aws:UserAgent or aws:Referer, which the caller can set to anything.',
    },
    DYNAMODB_ATTRIBUTES_WITHOUT_SELECT: {
      type: 'security-warning',
      about: 'dynamodb:Attributes without dynamodb:Select: a request that names no attributes gets all.',
    },
    S3_PREFIX_IN_NEGATIVE_CONTEXT: {
      type: 'security-warning',
      about: 's3:prefix to keep a folder out: a shorter prefix lists it all the same.',
    },
    REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION: { type: 'suggestion', about: 'A condition that always holds.' },
    REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION: { type: 'suggestion', about: 'A condition that never holds.' },
  },
  checkStatement(statement, _, say) {
    for (const condition of statement.conditions) {
      if (condition.operator && condition.operator.comparison !== 'null') {
        checkKey(statement, condition, say)
        checkWildcard(condition, say)
      }
    }
  },
}

function checkKey(statement: StatementView, condition: ConditionView, say: Say<Code>): void {
  const { key, keyNode, path, operator } = condition
  const place = { node: keyNode, path }
  const negative = (statement.effect === 'Deny') !== (operator?.negated === true)

  switch (key.toLowerCase()) {
    case 'aws:vpcsourceip':
      if (!uses(statement, 'aws:sourcevpc', 'aws:sourcevpce', 'aws:sourcevpcarn')) {
        const message = 'Private addresses repeat from VPC to VPC: name aws:SourceVpc or aws:SourceVpce as well.'
        say('MISSING_PAIRED_CONDITION_KEYS', place, message)
      }
      return
    case 'aws:useragent':
    case 'aws:referer':
      say('UNTRUSTWORTHY_CONDITION_KEY', place, `The caller chooses ${key}, so it keeps nobody out.`)
      return
    case 'dynamodb:attributes':
      if (statement.effect === 'Allow' && !uses(statement, 'dynamodb:select')) {
        const message =
          'A request that names no attributes gets all of them: require dynamodb:Select SPECIFIC_ATTRIBUTES as well.'
        say('DYNAMODB_ATTRIBUTES_WITHOUT_SELECT', place, message)
      }
      return
    case 's3:prefix':
      if (negative) {
        const message = 'A shorter prefix, or none, lists what this is to keep out. Allow the wanted prefixes instead.'
        say('S3_PREFIX_IN_NEGATIVE_CONTEXT', place, message)
      }
      return
    default:
      checkSession(statement, condition, say)
  }
}

function uses({ conditions }: StatementView, ...keys: string[]): boolean {
  return conditions.some(({ key }) => keys.includes(key.toLowerCase()))
}

/** Keys that only an action of their own can set. Source: IAM user guide, "IAM and AWS STS condition context keys". */
const SET_BY: Record<string, string> = {
  'sts:sourceidentity': 'sts:SetSourceIdentity',
  'sts:transitivetagkeys': 'sts:TagSession',
}

function checkSession({ effect, actions }: StatementView, { key, keyNode, path }: ConditionView, say: Say<Code>): void {
  const setter = Object.hasOwn(SET_BY, key.toLowerCase()) ? SET_BY[key.toLowerCase()] : undefined
  const assumes = actions?.items.some(({ text }) => /^sts:assumerole/i.test(text))

  if (setter && assumes && effect === 'Allow' && !actions?.items.some(({ text }) => matchesAction(text, setter))) {
    const message = `${key} can only be set where ${setter} is allowed: name it beside sts:AssumeRole.`
    say('MISSING_ACTION_FOR_CONDITION_KEY', { node: keyNode, path }, message)
  }
}

/** A star matches every value, so only what is missing decides. */
function checkWildcard({ operator, values, key, keyNode, path, operatorName }: ConditionView, say: Say<Code>): void {
  const star = /^(string|arn)/i.test(operatorName.replace(/^[^:]*:/, '')) && values.some(({ text }) => text === '*')
  const like = operator?.comparison === 'string-like' || operator?.comparison === 'arn'

  if (!(star && like)) {
    return
  }
  if (!operator.negated && (operator.ifExists || operator.quantifier === 'all')) {
    const message = `${operatorName} with * holds whatever ${key} is, and without it: the condition does nothing.`
    say('REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION', { node: keyNode, path }, message)
  } else if (operator.negated && operator.quantifier === 'any' && !operator.ifExists) {
    const message = `${operatorName} with * never holds: the statement does nothing.`
    say('REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION', { node: keyNode, path }, message)
  }
}
