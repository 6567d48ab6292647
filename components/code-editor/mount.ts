import { autocompletion, type CompletionContext, closeBrackets, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, isolateHistory, redo, undo } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import {
  bracketMatching,
  foldAll,
  foldedRanges,
  foldGutter,
  foldKeymap,
  indentOnInput,
  unfoldAll,
} from '@codemirror/language'
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import type { CompletionSource, EditorHandle, EditorMark } from '@/components/code-editor/model'
import { theme } from '@/components/code-editor/theme'

export type MountOptions = {
  parent: HTMLElement
  label: string
  describedBy: string
  text: string
  onChange: (text: string) => void
  complete: CompletionSource
}

export type MountedEditor = EditorHandle & {
  setText: (text: string) => void
  setMarks: (marks: readonly EditorMark[]) => void
  setReadOnly: (isReadOnly: boolean) => void
  destroy: () => void
}

/** Puts CodeMirror into the page. Tab moves on to the next control; the text is kept as typed, line breaks included. */
export function mountEditor({ parent, label, describedBy, text, onChange, complete }: MountOptions): MountedEditor {
  const readOnly = new Compartment()
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      ...editing(complete),
      readOnly.of([]),
      EditorView.contentAttributes.of({
        'aria-label': label,
        'aria-describedby': describedBy,
        spellcheck: 'false',
        tabindex: '0',
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) {
          onChange(update.state.sliceDoc())
        }
      }),
    ],
  })

  return {
    setText: (next) => {
      const change = changeBetween(view.state.sliceDoc(), next)

      if (change) {
        view.dispatch({ changes: change, annotations: isolateHistory.of('full') })
      }
    },
    setMarks: (marks) => view.dispatch(setDiagnostics(view.state, diagnosticsOf(marks, view.state.doc.length))),
    setReadOnly: (isReadOnly) =>
      view.dispatch({
        effects: readOnly.reconfigure([EditorState.readOnly.of(isReadOnly), EditorView.editable.of(true)]),
      }),
    focusAt: (from, to) => {
      const end = view.state.doc.length
      view.dispatch({ selection: { anchor: Math.min(from, end), head: Math.min(to, end) }, scrollIntoView: true })
      view.focus()
      view.dom.scrollIntoView({ block: 'nearest' })
    },
    replace: (edits) => {
      const changes = edits.map(({ offset, length, text: insert }) => ({ from: offset, to: offset + length, insert }))
      view.dispatch({ changes, annotations: isolateHistory.of('full') })
    },
    openSearch: () => openSearchPanel(view),
    toggleFolds: () => void (foldedRanges(view.state).size > 0 ? unfoldAll(view) : foldAll(view)),
    undo: () => void undo(view),
    redo: () => void redo(view),
    destroy: () => view.destroy(),
  }
}

function editing(complete: CompletionSource): Extension[] {
  return [
    lineNumbers(),
    foldGutter(),
    lintGutter(),
    history(),
    // Only \n breaks a line, so that offsets are those of the text and a carriage return stays where it is.
    EditorState.lineSeparator.of('\n'),
    drawSelection(),
    highlightSpecialChars(),
    highlightActiveLine(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    search({ top: true }),
    highlightSelectionMatches(),
    json(),
    theme,
    EditorView.lineWrapping,
    autocompletion({
      override: [(context) => completionsFrom(context, complete)],
      icons: false,
      maxRenderedOptions: 60,
    }),
    keymap.of([...completionKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap, ...defaultKeymap]),
  ]
}

/** Only what differs is replaced, so that the cursor and what is folded stay. Null: nothing differs. */
function changeBetween(old: string, next: string) {
  const most = Math.min(old.length, next.length)
  let from = 0
  let tail = 0

  while (from < most && old[from] === next[from]) {
    from += 1
  }
  while (tail < most - from && old[old.length - 1 - tail] === next[next.length - 1 - tail]) {
    tail += 1
  }
  return old === next ? null : { from, to: old.length - tail, insert: next.slice(from, next.length - tail) }
}

async function completionsFrom(context: CompletionContext, complete: CompletionSource) {
  const offered = await complete(context.state.sliceDoc(), context.pos)
  return offered && !context.aborted ? { ...offered, validFor: /^[\w:*?/.${}-]*$/ } : null
}

function diagnosticsOf(marks: readonly EditorMark[], end: number) {
  return marks.map(({ from, to, severity, message, actions }) => ({
    from: Math.min(from, end),
    to: Math.min(to, end),
    severity,
    message,
    actions: actions.map(({ title, run }) => ({ name: title, apply: run })),
  }))
}
