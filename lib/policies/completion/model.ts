import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import type { PolicyKind } from '@/lib/policies/document/model'
import type { PolicyAccount } from '@/lib/policies/findings/view'

/** `detail` stands beside the label, `info` below it; `apply` is put in instead of the label. */
export type Completion = { label: string; apply?: string; detail?: string; info?: string }

/** What is read of the statement around the cursor, as far as it can be. */
export type StatementWords = { actions: string[]; effect?: string }

export type CompletionContext = {
  kind: PolicyKind
  catalogue: Catalogue
  account: PolicyAccount
  /** The string from its first character to the cursor. */
  typed: string
  statement: StatementWords
}
