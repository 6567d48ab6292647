import { removeChildren } from '@/lib/policies/findings/edits'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { ConditionView, StatementView } from '@/lib/policies/findings/view'

type Code =
  | 'EMPTY_ARRAY_ACTION'
  | 'EMPTY_ARRAY_RESOURCE'
  | 'EMPTY_ARRAY_CONDITION'
  | 'EMPTY_ARRAY_CONDITION_FORALLVALUES'
  | 'EMPTY_ARRAY_CONDITION_FORANYVALUE'
  | 'EMPTY_ARRAY_CONDITION_IFEXISTS'
  | 'EMPTY_OBJECT_CONDITION'

export const emptyRules: RuleFamily<Code> = {
  rules: {
    EMPTY_ARRAY_ACTION: { type: 'error', about: 'Action or NotAction is an empty list.' },
    EMPTY_ARRAY_RESOURCE: { type: 'error', about: 'Resource or NotResource is an empty list.' },
    EMPTY_ARRAY_CONDITION: { type: 'suggestion', about: 'A condition key with an empty list of values.' },
    EMPTY_ARRAY_CONDITION_FORALLVALUES: { type: 'suggestion', about: 'The same, with ForAllValues.' },
    EMPTY_ARRAY_CONDITION_FORANYVALUE: { type: 'suggestion', about: 'The same, with ForAnyValue.' },
    EMPTY_ARRAY_CONDITION_IFEXISTS: { type: 'suggestion', about: 'The same, with IfExists.' },
    EMPTY_OBJECT_CONDITION: { type: 'suggestion', about: 'An empty Condition, or an operator without keys.' },
  },
  checkStatement(statement, _, say) {
    const { actions, resources, conditions } = statement

    if (actions?.value.type === 'array' && !actions.value.children?.length) {
      say('EMPTY_ARRAY_ACTION', { node: actions.value, path: actions.path }, `${actions.name} names no action.`)
    }
    if (resources?.value.type === 'array' && !resources.value.children?.length) {
      say(
        'EMPTY_ARRAY_RESOURCE',
        { node: resources.value, path: resources.path },
        `${resources.name} names no resource.`,
      )
    }
    for (const condition of conditions) {
      if (condition.value.type === 'array' && !condition.value.children?.length) {
        sayEmptyValues(condition, say)
      }
    }
    checkEmptyObjects(statement, say)
  },
}

function sayEmptyValues({ operator, value, key, path }: ConditionView, say: Say<Code>): void {
  const place = { node: value, path }

  if (operator?.ifExists) {
    const message = `${key} has no values: with IfExists this holds only where the key is missing. {"Null": {"${key}": "true"}} says so.`
    say('EMPTY_ARRAY_CONDITION_IFEXISTS', place, message)
  } else if (operator?.quantifier === 'all') {
    const message = `${key} has no values: with ForAllValues this holds only where the key is missing. {"Null": {"${key}": "true"}} says so.`
    say('EMPTY_ARRAY_CONDITION_FORALLVALUES', place, message)
  } else if (operator?.quantifier === 'any') {
    say('EMPTY_ARRAY_CONDITION_FORANYVALUE', place, `${key} has no values: with ForAnyValue this never holds.`)
  } else {
    say('EMPTY_ARRAY_CONDITION', place, `${key} has no values.`)
  }
}

function checkEmptyObjects({ node, members }: StatementView, say: Say<Code>): void {
  const condition = members.find(({ name }) => name === 'Condition')

  if (condition?.value.type !== 'object') {
    return
  }
  const blocks = condition.value.children ?? []

  if (blocks.length === 0) {
    const edits = removeChildren(node, new Set([condition.property]))
    const fixes = edits ? [{ title: 'Remove the empty Condition', edits }] : []
    say('EMPTY_OBJECT_CONDITION', { node: condition.value, path: condition.path }, 'The Condition is empty.', fixes)
  }
  for (const block of blocks) {
    const [key, value] = block.children ?? []

    if (value?.type === 'object' && !value.children?.length) {
      const edits = removeChildren(condition.value, new Set([block]))
      const fixes = edits ? [{ title: `Remove the empty ${key?.value}`, edits }] : []
      const place = { node: value, path: [...condition.path, String(key?.value)] }
      say('EMPTY_OBJECT_CONDITION', place, `${key?.value} names no condition key.`, fixes)
    }
  }
}
