import type { Observed } from '@/lib/deployments/observe/observed'
import type { DriftKind, DriftRow } from '@/lib/drift/model'
import { whatOf } from '@/lib/drift/words'
import type { Json } from '@/lib/json'

/** A row, and what makes an observation what it was; without that, what it was is not known, or no launch can bring it back. */
export type Difference = { row: DriftRow; restore?: ((observed: Observed) => Observed) | undefined }

/** `after` null: it is gone; `before` null: it was not there. */
export function rowOf(part: string, kind: DriftKind, title: string, values: { before?: Json; after: Json }): DriftRow {
  const state = values.after === null ? 'removed' : values.before === null ? 'added' : 'changed'
  return { part, kind, title, state, ...values, what: whatOf({ state, ...values }) }
}
