'use client'

import { useEffect, useRef } from 'react'

/**
 * Gives the focus to an element when `state` changes and what had the focus is gone with it; else the next Tab would
 * start at the top of the page. The element needs `tabIndex={-1}`.
 */
export function useKeptFocus<T extends HTMLElement>(state: string) {
  const element = useRef<T>(null)
  const known = useRef(state)

  useEffect(() => {
    const isChanged = known.current !== state
    known.current = state

    if (isChanged && (document.activeElement === null || document.activeElement === document.body)) {
      element.current?.focus({ preventScroll: true })
    }
  }, [state])

  return element
}
