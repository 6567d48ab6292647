// biome-ignore-all lint/suspicious/noTemplateCurlyInString: IAM writes its policy variables like this.

import type { JsonNode } from '@/lib/policies/document/json-tree'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { ConditionView, ItemView, JsonPath, PolicyView, StatementView } from '@/lib/policies/findings/view'
import { comparisonType } from '@/lib/policies/language/operators'

type Code =
  | 'MISSING_BRACE_IN_VARIABLE'
  | 'MISSING_QUOTE_IN_VARIABLE'
  | 'UNSUPPORTED_SPACE_IN_VARIABLE'
  | 'EMPTY_VARIABLE'
  | 'VARIABLE_UNSUPPORTED_IN_ELEMENT'
  | 'VARIABLE_UNSUPPORTED_IN_VERSION'
  | 'INVALID_VARIABLE_FOR_OPERATOR'
  | 'SLIPWAY_FOREIGN_VARIABLE'

type Spot = { text: string; node: JsonNode; path: JsonPath }

/** Policy variables: `${key}` and `${key, 'default'}`. Source: IAM user guide, "IAM policy elements: Variables and tags". */
export const variableRules: RuleFamily<Code> = {
  rules: {
    MISSING_BRACE_IN_VARIABLE: { type: 'error', about: 'A variable that is not closed by }.' },
    MISSING_QUOTE_IN_VARIABLE: { type: 'error', about: 'The default of a variable does not stand in single quotes.' },
    UNSUPPORTED_SPACE_IN_VARIABLE: { type: 'error', about: 'A space in the name of a variable.' },
    EMPTY_VARIABLE: { type: 'error', about: 'A variable without a name.' },
    VARIABLE_UNSUPPORTED_IN_ELEMENT: { type: 'error', about: 'A variable outside Resource and Condition.' },
    VARIABLE_UNSUPPORTED_IN_VERSION: { type: 'error', about: 'A variable in a policy of version 2008-10-17.' },
    SLIPWAY_FOREIGN_VARIABLE: {
      type: 'error',
      about: 'A reference of CloudFormation or Terraform, which IAM never fills in.',
    },
    INVALID_VARIABLE_FOR_OPERATOR: {
      type: 'error',
      about: 'A variable under an operator that compares neither text nor ARNs.',
    },
  },
  checkStatement(statement, policy, say) {
    for (const item of outside(statement)) {
      if (/\$\{/.test(item.text)) {
        const message = 'Variables stand in Resource and Condition only.'
        say('VARIABLE_UNSUPPORTED_IN_ELEMENT', item, message)
      }
    }
    for (const item of statement.resources?.items ?? []) {
      checkVariables(item, policy, say)
    }
    for (const condition of statement.conditions) {
      checkCondition(condition, policy, say)
    }
  },
}

function outside({ members, actions }: StatementView): ItemView[] {
  const single = members.filter(({ name, value }) => (name === 'Sid' || name === 'Effect') && value.type === 'string')
  return [
    ...(actions?.items ?? []),
    ...single.map(({ value, path }) => ({ text: String(value.value), node: value, path })),
  ]
}

function checkCondition({ operator, operatorName, values }: ConditionView, policy: PolicyView, say: Say<Code>): void {
  const takes = comparisonType(operator?.comparison ?? 'string').variables

  for (const value of values) {
    if (takes) {
      checkVariables(value, policy, say)
    } else if (/\$\{[^}]+\}/.test(value.text)) {
      say(
        'INVALID_VARIABLE_FOR_OPERATOR',
        value,
        `${operatorName} takes no variables: only string and ARN operators do.`,
      )
    }
  }
}

function checkVariables(spot: Spot, { version }: PolicyView, say: Say<Code>): void {
  const first = spot.text.indexOf('${')

  if (first < 0) {
    return
  }
  if (version !== '2012-10-17') {
    const message = 'Variables need Version 2012-10-17; without it they are plain text.'
    say('VARIABLE_UNSUPPORTED_IN_VERSION', spot, message)
    return
  }
  for (const piece of spot.text.slice(first + 2).split('${')) {
    checkVariable(piece, spot, say)
  }
}

/** `piece` is what follows `${`, up to the next variable. */
function checkVariable(piece: string, spot: Spot, say: Say<Code>): void {
  const end = piece.indexOf('}')
  const body = piece.slice(0, Math.max(end, 0))
  const comma = body.indexOf(',')
  const name = comma < 0 ? body : body.slice(0, comma)

  if (end < 0) {
    say('MISSING_BRACE_IN_VARIABLE', spot, 'A variable starts with ${ and ends with }: the } is missing.')
  } else if (name.trim() === '') {
    say('EMPTY_VARIABLE', spot, 'The variable has no name.')
  } else if (isForeign(name.trim())) {
    const message = `\${${name.trim().slice(0, 60)}} is no variable of IAM, whose names read service:key: it never gets a value here.`
    say('SLIPWAY_FOREIGN_VARIABLE', spot, message)
  } else if (/\s/.test(name.trimEnd()) || (comma < 0 && /\s/.test(name))) {
    say('UNSUPPORTED_SPACE_IN_VARIABLE', spot, `The name of a variable has no spaces: \${${body.slice(0, 60)}}.`)
  } else if (comma >= 0 && !/^\s*'.*'\s*$/s.test(body.slice(comma + 1))) {
    say(
      'MISSING_QUOTE_IN_VARIABLE',
      spot,
      "The default of a variable stands in single quotes: ${aws:username, 'nobody'}.",
    )
  }
}

/** `AWS::Region` is CloudFormation's, `var.name` Terraform's; `*`, `?` and `$` are IAM's escapes. */
function isForeign(name: string): boolean {
  return /^\w+::/.test(name) || !(name.includes(':') || /^[*?$]$/.test(name))
}
