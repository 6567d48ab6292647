/** Something to mark in the text. Offsets in UTF-16 units. */
export type EditorMark = {
  from: number
  to: number
  severity: 'error' | 'warning' | 'info' | 'hint'
  message: string
  actions: { title: string; run: () => void }[]
}

type EditorCompletion = {
  label: string
  /** What is put in, when it isn't the label. */
  apply?: string
  detail?: string
  info?: string
}

/** What can stand at the cursor; `from` to `to` is replaced. Null: nothing to offer. */
export type CompletionSource = (
  text: string,
  offset: number,
) => Promise<{ from: number; to: number; options: EditorCompletion[] } | null>

/** What the page may do with an editor that is on the screen. */
export type EditorHandle = {
  focusAt: (from: number, to: number) => void
  /** One step of the undo history. */
  replace: (edits: readonly { offset: number; length: number; text: string }[]) => void
  openSearch: () => void
  /** Folds everything, or unfolds it where something is folded. */
  toggleFolds: () => void
  undo: () => void
  redo: () => void
}
