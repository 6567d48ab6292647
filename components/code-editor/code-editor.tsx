'use client'

import { type RefObject, useEffect, useId, useImperativeHandle, useRef, useState } from 'react'
import type { CompletionSource, EditorHandle, EditorMark } from '@/components/code-editor/model'
import type { MountedEditor } from '@/components/code-editor/mount'
import { BaseTextArea } from '@/components/ui/base-controls'
import { Skeleton } from '@/components/ui/skeleton'

type CodeEditorProps = {
  label: string
  text: string
  onChange: (text: string) => void
  readOnly?: boolean
  marks: readonly EditorMark[]
  complete: CompletionSource
  handle?: RefObject<EditorHandle | null>
}

/** A JSON editor. Its code is loaded when the first one is shown; until then, and if that fails, the text can be read and edited plainly. */
export function CodeEditor({ label, text, onChange, readOnly = false, marks, complete, handle }: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<MountedEditor | 'failed'>()
  const current = useRef({ onChange, complete, text })
  const helpId = useId()
  // A place to go to as soon as the editor is there.
  const wanted = useRef<[from: number, to: number][]>([])

  useEffect(() => {
    current.current = { onChange, complete, text }
  })

  useEffect(() => {
    let mounted: MountedEditor | undefined
    let isGone = false

    import('@/components/code-editor/mount').then(
      ({ mountEditor }) => {
        if (place.current && !isGone) {
          mounted = mountEditor({
            parent: place.current,
            label,
            describedBy: helpId,
            text: current.current.text,
            onChange: (next) => current.current.onChange(next),
            complete: (...at) => current.current.complete(...at),
          })
          setEditor(mounted)
        }
      },
      () => setEditor('failed'),
    )
    return () => {
      isGone = true
      mounted?.destroy()
      setEditor(undefined)
    }
  }, [label, helpId])

  const mounted = editor === 'failed' ? undefined : editor
  useEffect(() => mounted?.setText(text), [mounted, text])
  useEffect(() => mounted?.setMarks(marks), [mounted, marks])
  useEffect(() => mounted?.setReadOnly(readOnly), [mounted, readOnly])
  useImperativeHandle(handle, () => mounted ?? { ...NOT_READY, focusAt: (...place) => wanted.current.push(place) }, [
    mounted,
  ])
  useEffect(() => {
    for (const place of mounted ? wanted.current.splice(0) : []) {
      mounted?.focusAt(...place)
    }
  }, [mounted])

  return (
    <div className="relative h-full min-h-0">
      <p id={helpId} className="sr-only">
        Tab leaves the editor. Control and Space offer completions. F8 goes to the next finding.
      </p>
      <div ref={place} className="h-full min-h-0" />
      {editor === undefined ? <Skeleton className="absolute inset-0" /> : null}
      {editor === 'failed' ? (
        <BaseTextArea
          aria-label={label}
          value={text}
          readOnly={readOnly}
          onChange={({ target }) => onChange(target.value)}
          className="absolute inset-0 size-full bg-surface p-3 font-mono text-table"
        />
      ) : null}
    </div>
  )
}

const NOT_READY: EditorHandle = {
  focusAt: () => undefined,
  replace: () => undefined,
  openSearch: () => undefined,
  toggleFolds: () => undefined,
  undo: () => undefined,
  redo: () => undefined,
}
