import { replaceString } from '@/lib/policies/findings/edits'
import type { QuickFix } from '@/lib/policies/findings/model'
import type { ConditionView, StatementView } from '@/lib/policies/findings/view'

/** Whether a condition key is the only one under its operator. */
export function standsAlone({ operatorKey }: ConditionView): boolean {
  return operatorKey.parent?.children?.[1]?.children?.length === 1
}

/** Another operator for a key, where the change would not touch other keys or meet a block of that name. */
export function withOperator(statement: StatementView, condition: ConditionView, name: string): QuickFix[] {
  const taken = statement.members
    .find((member) => member.name === 'Condition')
    ?.value.children?.some((block) => String(block.children?.[0]?.value) === name)
  return !taken && standsAlone(condition)
    ? [{ title: `Use ${name}`, edits: [replaceString(condition.operatorKey, name)] }]
    : []
}
