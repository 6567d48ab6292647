'use client'

import { useSyncExternalStore } from 'react'
import { absoluteTime, relativeTime } from '@/lib/format/time'

const TICK_MS = 15_000

/** Relative time that keeps up; absolute with its zone on hover. `at` is an ISO 8601 date. */
export function Time({ at }: { at: string }) {
  const now = useSyncExternalStore(onTick, currentTick, serverTick)

  return (
    // Server and browser render a moment apart, and in different zones.
    <time
      dateTime={at}
      title={now === null ? undefined : absoluteTime(at)}
      className="whitespace-nowrap"
      suppressHydrationWarning
    >
      {relativeTime(at, now ?? Date.now())}
    </time>
  )
}

let tick: number | null = null
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

// One timer serves every time on the page.
function onTick(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    tick = Date.now()
    for (const notify of listeners) {
      notify()
    }
  }, TICK_MS)

  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
      tick = null
    }
  }
}

function currentTick(): number {
  tick ??= Date.now()
  return tick
}

function serverTick(): null {
  return null
}
