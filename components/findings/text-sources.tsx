'use client'

import { clsx } from 'clsx'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { BaseInput } from '@/components/ui/base-controls'
import { Button } from '@/components/ui/button'

type TextSourcesProps = {
  onText: (text: string) => void
  /** Somebody wanted the clipboard's text elsewhere, and the browser refused. */
  isClipboardClosed?: boolean
  children: ReactNode
}

const CLIPBOARD_CLOSED = 'This browser keeps the clipboard to itself. Press Ctrl+V or ⌘V in the field.'

/** More than that is a log to tail, not an error to explain. */
const MAX_BYTES = 5_000_000

/** Around a field for text: takes it from the clipboard and from files too, several at once. Nothing is uploaded. */
export function TextSources({ onText, isClipboardClosed = false, children }: TextSourcesProps) {
  const [isOver, setOver] = useState(false)
  const [trouble, setTrouble] = useState('')
  const shown = trouble || (isClipboardClosed ? CLIPBOARD_CLOSED : '')
  const picker = useRef<HTMLInputElement>(null)

  async function take(files: readonly File[]) {
    const large = files.find(({ size }) => size > MAX_BYTES)

    if (large) {
      setTrouble(`${large.name} has more than 5 MB. Take the part around the error.`)
      return
    }
    setTrouble('')
    onText((await Promise.all(files.map((file) => file.text()))).join('\n\n'))
  }

  async function paste() {
    try {
      setTrouble('')
      onText(await navigator.clipboard.readText())
    } catch {
      setTrouble(CLIPBOARD_CLOSED)
    }
  }

  function drop(event: DragEvent) {
    setOver(false)

    if (event.dataTransfer.files.length > 0) {
      event.preventDefault()
      void take([...event.dataTransfer.files])
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop files on; the button beside it does the same
    <div
      className={clsx('flex flex-col gap-1.5 rounded-md', isOver && 'outline-2 outline-accent outline-dashed')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" onClick={paste}>
          Paste
        </Button>
        <Button size="sm" onClick={() => picker.current?.click()}>
          Open files
        </Button>
        <BaseInput
          ref={picker}
          type="file"
          multiple
          aria-label="Files to explain"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            void take([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
        <span className="text-muted text-table">or drop them here. It is read in this browser and sent nowhere.</span>
      </div>
      {shown ? (
        <p role="alert" className="text-danger text-table">
          {shown}
        </p>
      ) : null}
    </div>
  )
}
