'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { SetupValues } from '@/lib/deployments/setup/form-fields'

const listeners = new Set<() => void>()
const snapshots = new Map<string, { text: string; base?: string; values: SetupValues }>()

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
    // Only what was answered: what was merely proposed (a free name, the region) is proposed anew at the next visit.
    (changes: SetupValues) =>
      write(key, { ...parse(storedText(key)), ...changes }, { ...read(key, initial), ...changes }),
    [key, initial],
  )
  const replace = useCallback((next: SetupValues) => begunAnew(key, next), [key])
  const clear = useCallback(() => begunAnew(key, undefined), [key])
  // Said beside the draft: the page that has just launched still shows what it launched.
  const finish = useCallback(() => {
    store(finishedKey(key), 'yes')
    store(begunKey(key), undefined)
  }, [key])
  // A launch runs in its page: one that nobody finished stands still, and the next visit has to say so.
  const begin = useCallback(() => {
    write(key, read(key, initial))
    store(begunKey(key), 'yes')
  }, [key, initial])
  const wasBegun = useCallback(() => storedText(begunKey(key)) === 'yes', [key])
  const clearFinished = useCallback(() => {
    if (storedText(finishedKey(key)) === 'yes') {
      write(key, undefined)
    }
  }, [key])

  return { values, update, replace, clear, begin, wasBegun, finish, clearFinished }
}

function finishedKey(key: string): string {
  return `${key}:finished`
}

function begunKey(key: string): string {
  return `${key}:begun`
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
  const base = JSON.stringify(initial)
  const known = snapshots.get(key)

  if (known?.text === text && (known.base ?? base) === base) {
    return known.values
  }
  const values = { ...initial, ...parse(text) }
  snapshots.set(key, { text, base, values })
  return values
}

/** `whole`: the same with what is proposed, for when nothing can be stored. */
function write(key: string, values: SetupValues | undefined, whole = values) {
  store(finishedKey(key), undefined)

  if (!store(key, values && JSON.stringify(values))) {
    // The draft lives as long as the page.
    whole ? snapshots.set(key, { text: storedText(key), values: whole }) : snapshots.delete(key)
  }
  for (const listener of listeners) {
    listener()
  }
}

/** Other answers, of which no launch was begun. */
function begunAnew(key: string, values: SetupValues | undefined) {
  store(begunKey(key), undefined)
  write(key, values)
}

/** False when storage is full or switched off. */
function store(key: string, text: string | undefined): boolean {
  try {
    if (text === undefined) {
      window.localStorage.removeItem(key)
    } else {
      window.localStorage.setItem(key, text)
    }
    return true
  } catch {
    return false
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
