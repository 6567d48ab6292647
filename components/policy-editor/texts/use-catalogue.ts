'use client'

import { useEffect, useState } from 'react'
import { browserCatalogue } from '@/components/policies/browser-catalogue'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { neededServices } from '@/lib/policies/catalogue/needed-services'

/** Until the first answer every service counts as known but not loaded, so that nothing is called wrong by mistake. */
const NOTHING: Catalogue = { prefixes: () => [], isKnown: () => true, service: () => undefined }

/** `catalogue` is a new object whenever more has been loaded, so that what is derived from it is worked out again. */
export type LoadedCatalogue = { catalogue: Catalogue; isReady: boolean; hasFailed: boolean }

/** AWS's catalogue with the services that the texts name. Waits for typing to pause before it fetches more. */
export function useCatalogue(texts: string): LoadedCatalogue {
  const [state, setState] = useState<LoadedCatalogue>({ catalogue: NOTHING, isReady: false, hasFailed: false })

  useEffect(() => {
    let isGone = false

    async function load() {
      const known = await browserCatalogue()
      const catalogue = await browserCatalogue(neededServices(texts, known))
      if (!isGone) {
        setState({ catalogue: { ...catalogue }, isReady: true, hasFailed: false })
      }
    }
    const timer = setTimeout(() => {
      load().catch(() => {
        if (!isGone) {
          setState((last) => ({ ...last, hasFailed: true }))
        }
      })
    }, PAUSE_MS)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [texts])

  return state
}

const PAUSE_MS = 150
