'use client'

import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { BORDER_TONES, TEXT_TONES, type Tone } from '@/components/ui/tone'
import { ToneIcon } from '@/components/ui/tone-icon'

type Toast = { id: number; tone: Tone; text: string }

const SHOWN_MS = 8000
const NONE: Toast[] = []
let toasts = NONE
let lastId = 0
const listeners = new Set<() => void>()

/** For what happened elsewhere or in the background. The result of an action appears where the action was. */
export function toast(tone: Tone, text: string): void {
  lastId += 1
  const id = lastId
  update([...toasts, { id, tone, text }])
  setTimeout(() => dismiss(id), SHOWN_MS)
}

function dismiss(id: number): void {
  update(toasts.filter((toast) => toast.id !== id))
}

function update(next: Toast[]): void {
  toasts = next
  for (const notify of listeners) {
    notify()
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Rendered once, by the shell. */
export function ToastRegion() {
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => NONE,
  )

  return (
    <div
      role="status"
      className="pointer-events-none fixed right-4 bottom-[calc(var(--bottom-bar)+1rem)] z-50 flex flex-col gap-2"
    >
      {shown.map(({ id, tone, text }) => (
        <div
          key={id}
          className={clsx(
            'pointer-events-auto flex max-w-sm items-center gap-2 rounded-lg border bg-surface py-1.5 pr-1.5 pl-3 shadow-lg',
            BORDER_TONES[tone],
          )}
        >
          <ToneIcon tone={tone} className={clsx('size-4 shrink-0', TEXT_TONES[tone])} />
          <p className="min-w-0 flex-1">{text}</p>
          <IconButton label="Dismiss" onClick={() => dismiss(id)}>
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
    </div>
  )
}
