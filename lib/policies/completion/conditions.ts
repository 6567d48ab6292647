import { actionsMatching, splitAction } from '@/lib/policies/catalogue/catalogue-lookup'
import { findGlobalConditionKey, GLOBAL_CONDITION_KEYS } from '@/lib/policies/catalogue/global-condition-keys'
import type { Completion, CompletionContext } from '@/lib/policies/completion/model'
import {
  comparisonType,
  OPERATORS,
  type OperatorName,
  parseOperator,
  QUANTIFIERS,
} from '@/lib/policies/language/operators'

export function completeOperator(): Completion[] {
  const rows: readonly { name: OperatorName; completion?: string }[] = OPERATORS
  return [
    ...rows.flatMap(({ name, completion }) => (completion ? [{ label: name, detail: completion }] : [])),
    ...QUANTIFIERS.map(({ prefix, example }) => ({ label: `${prefix}StringEquals`, detail: example })),
    { label: 'StringEqualsIfExists', detail: 'exactly this, where the key is present' },
  ]
}

/** Keys of the statement's actions first, then those of every request; only of a type that the operator compares. */
export function completeConditionKey(operator: string, { statement, catalogue }: CompletionContext): Completion[] {
  const parsed = parseOperator(operator)
  const types = parsed && comparisonType(parsed.comparison).keyTypes
  const found = new Map<string, Completion>()

  for (const text of statement.actions) {
    const { prefix, name } = splitAction(text) ?? { prefix: '', name: '' }
    const service = catalogue.service(prefix)
    const keys = new Set(service ? actionsMatching(service, name).flatMap(({ action }) => action.conditionKeys) : [])

    for (const key of service?.conditionKeys ?? []) {
      if (keys.has(key.name) && (!types || types.includes(key.type))) {
        found.set(key.name, { label: key.name, ...applied(key.name), detail: key.type, info: key.description })
      }
    }
  }
  const global = GLOBAL_CONDITION_KEYS.filter(({ name, type }) => !found.has(name) && (!types || types.includes(type)))
  return [...found.values(), ...global.map(({ name, type }) => ({ label: name, ...applied(name), detail: type }))]
}

/** `aws:ResourceTag/${TagKey}` is put in up to the slash, for the name of the tag to follow. */
function applied(name: string): { apply?: string } {
  const variable = name.indexOf('${')
  return variable < 0 ? {} : { apply: name.slice(0, variable) }
}

export function completeConditionValue(operator: string, key: string, { account }: CompletionContext): Completion[] {
  const comparison = parseOperator(operator)?.comparison

  if (comparison === 'bool' || comparison === 'null') {
    return [{ label: 'true' }, { label: 'false' }]
  }
  switch (findGlobalConditionKey(key)?.name) {
    case 'aws:RequestedRegion':
      return [{ label: account.region, detail: 'the region of this connection' }]
    case 'aws:ResourceAccount':
    case 'aws:SourceAccount':
    case 'aws:PrincipalAccount':
      return [{ label: account.accountId, detail: 'this account' }]
    default:
      return []
  }
}
