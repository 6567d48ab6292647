'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { SetupValues } from '@/lib/deployments/form-fields'

const listeners = new Set<() => void>()
const snapshots = new Map<string, { text: string; values: SetupValues }>()

/**
 * The answers so far, kept in the browser, so that a reload, the back button or a second visit loses nothing.
 * `undefined` until the browser has been asked. A spec has no secret in it, so local storage may have it.
 */
export function useDraft(name: string, initial: SetupValues) {
  const key = `slipway-setup:${name}`
  const values = useSyncExternalStore(
    subscribe,
    () => read(key, initial),
    () => undefined,
  )
  const update = useCallback(
    (changes: SetupValues) => write(key, { ...read(key, initial), ...changes }),
    [key, initial],
  )
  const replace = useCallback((next: SetupValues) => write(key, next), [key])
  const clear = useCallback(() => write(key, undefined), [key])

  return { values, update, replace, clear }
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** Must return the same object for the same text, or React would render for ever. */
function read(key: string, initial: SetupValues): SetupValues {
  const text = storedText(key)
  const known = snapshots.get(key)

  if (known?.text === text) {
    return known.values
  }
  const values = { ...initial, ...parse(text) }
  snapshots.set(key, { text, values })
  return values
}

function write(key: string, values: SetupValues | undefined) {
  try {
    if (values) {
      window.localStorage.setItem(key, JSON.stringify(values))
    } else {
      window.localStorage.removeItem(key)
    }
  } catch {
    // Storage is full or switched off: the draft lives as long as the page.
    snapshots.set(key, { text: storedText(key), values: values ?? {} })
  }
  for (const listener of listeners) {
    listener()
  }
}

function storedText(key: string): string {
  try {
    return window.localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

function parse(text: string): SetupValues {
  try {
    const parsed: unknown = JSON.parse(text || '{}')
    const entries = parsed !== null && typeof parsed === 'object' ? Object.entries(parsed) : []
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    return {}
  }
}
