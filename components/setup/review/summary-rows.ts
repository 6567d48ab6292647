import { FIELD_NAMES, FIELDS, isAsked, type SetupValues } from '@/lib/deployments/setup/form-fields'

/** What will exist, as term and text. What isn't known yet, and what is derived from it, is `…`. */
export function summaryRows(values: SetupValues): [string, string][] {
  return FIELD_NAMES.flatMap((name) => {
    const { summary } = FIELDS[name]
    const text = isAsked(name, values) ? summary?.text(values) : undefined
    return summary && text !== undefined ? [[summary.term, text]] : []
  })
}
