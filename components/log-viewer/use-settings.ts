'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { readSettings, type Settings, writeSettings } from '@/components/log-viewer/settings'

type Change = Partial<Settings> | ((current: Settings) => Partial<Settings>)

export type ChangeSettings = (change: Change, how?: 'replace' | 'push') => void

/** The settings that the address holds, and how to change them. Reading the address suspends while the page is prerendered. */
export function useSettings(): { settings: Settings; change: ChangeSettings } {
  const params = useSearchParams()
  const query = params.toString()
  const settings = useMemo(() => readSettings(new URLSearchParams(query)), [query])

  const change = useCallback<ChangeSettings>((changed, how = 'replace') => {
    // From the address itself: two changes may come before the next rendering.
    const current = readSettings(new URLSearchParams(window.location.search))
    const next = writeSettings({ ...current, ...(typeof changed === 'function' ? changed(current) : changed) })
    const url = next === '' ? window.location.pathname : `?${next}`
    if (how === 'push') {
      window.history.pushState(null, '', url)
    } else {
      window.history.replaceState(null, '', url)
    }
  }, [])

  return { settings, change }
}
