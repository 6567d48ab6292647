import { FIELD_NAMES, isAsked, meaningOf, type SetupValues } from '@/lib/deployments/setup/form-fields'

/** How many answers that count for AWS mean something else than at the beginning. What is no longer asked, or only now, counts with its question. */
export function changedAnswers(initial: SetupValues, values: SetupValues): number {
  return FIELD_NAMES.filter(
    (name) =>
      name !== 'usePattern' &&
      isAsked(name, values) &&
      isAsked(name, initial) &&
      meaningOf(name, values) !== meaningOf(name, initial),
  ).length
}
