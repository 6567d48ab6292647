'use client'

import { useEffectEvent, useLayoutEffect, useRef } from 'react'

/**
 * Calls `forget` when the page is left. A page that is left stays mounted but hidden, and what it held would still be
 * in the document.
 */
export function useWhenLeft(forget: () => void) {
  const isHere = useRef(false)
  const leave = useEffectEvent(() => {
    if (!isHere.current) {
      forget()
    }
  })

  useLayoutEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
      // React's development mode leaves and comes back at once, just to try; that is no leaving.
      queueMicrotask(leave)
    }
  }, [])
}
