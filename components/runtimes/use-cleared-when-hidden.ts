'use client'

import { type Dispatch, type SetStateAction, useEffect, useState } from 'react'
import { useWhenLeft } from '@/components/layout/use-when-left'

/**
 * State for a secret: forgotten when the tab is hidden, and when the page is left. A page that is left stays mounted
 * but hidden, and what it held would still be in the document.
 */
export function useClearedWhenHidden<T>(initial?: T): [T | undefined, Dispatch<SetStateAction<T | undefined>>] {
  const [value, setValue] = useState<T | undefined>(initial)

  useEffect(() => {
    function clear() {
      if (document.visibilityState === 'hidden') {
        setValue(undefined)
      }
    }
    document.addEventListener('visibilitychange', clear)
    return () => document.removeEventListener('visibilitychange', clear)
  }, [])

  useWhenLeft(() => setValue(undefined))

  return [value, setValue]
}
