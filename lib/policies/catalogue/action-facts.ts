import { type ArnTemplate, arnTemplates } from '@/lib/policies/catalogue/arn-templates'
import type { ServiceAction } from '@/lib/policies/catalogue/catalogue-lookup'
import type { ActionInfo } from '@/lib/policies/catalogue/catalogue-model'

/** What follows from the catalogue for one action, worked out once. */
export type ActionFacts = {
  /** The forms of ARN that it works on. */
  templates: readonly ArnTemplate[]
  /** Whether the catalogue describes all its resource types. */
  complete: boolean
  /** Lower-case names of the condition keys that its requests carry, those of its resource types included. */
  conditionKeys: ReadonlySet<string>
}

const known = new WeakMap<ActionInfo, ActionFacts>()

export function actionFacts({ service, action }: ServiceAction): ActionFacts {
  const existing = known.get(action)

  if (existing) {
    return existing
  }
  const names = new Set(action.resourceTypes.map(({ name }) => name.toLowerCase()))
  const templates = arnTemplates(service).filter(({ type }) => names.has(type.name.toLowerCase()))
  const ofTypes = service.resourceTypes.filter(({ name }) => names.has(name.toLowerCase()))
  const keys = [...action.conditionKeys, ...ofTypes.flatMap(({ conditionKeys }) => conditionKeys)]
  const facts = {
    templates,
    complete: templates.length >= names.size,
    conditionKeys: new Set(keys.map((key) => key.toLowerCase())),
  }
  known.set(action, facts)
  return facts
}
