export type FindingType = 'error' | 'security-warning' | 'warning' | 'suggestion'

/** Replacements in one text, by offset and length in UTF-16 units; they do not overlap. */
export type TextEdit = { offset: number; length: number; text: string }

export type QuickFix = { title: string; edits: TextEdit[] }

/**
 * Something to be said about a policy's text. `code` is Access Analyzer's own where it has one, otherwise ours with the prefix
 * `SLIPWAY_`. `path` leads from the root to the value, as JSON path parts. `line` and `column` start at 1; `offset` at 0.
 */
export type Finding = {
  type: FindingType
  code: string
  message: string
  path: (string | number)[]
  offset: number
  length: number
  line: number
  column: number
  fixes: QuickFix[]
  /** Who says it. Merged findings name both. */
  saidBy: ('slipway' | 'aws')[]
  learnMore?: string | undefined
}
