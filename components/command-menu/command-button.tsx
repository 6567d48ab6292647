'use client'

import { Search } from 'lucide-react'
import { type ComponentType, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { toast } from '@/components/feedback/toast'
import { BaseButton } from '@/components/ui/base-controls'

type Menu = ComponentType<{ onClose: () => void }>

/** Opens the palette by click or by ⌘K; its code is loaded the first time. */
export function CommandButton() {
  const [isOpen, setOpen] = useState(false)
  const [Menu, setMenu] = useState<Menu>()
  const keys = useSyncExternalStore(
    () => () => undefined,
    () => (/Mac|iP/.test(navigator.platform) ? '⌘K' : 'Ctrl K'),
    () => '⌘K',
  )

  useEffect(() => {
    if (!isOpen || Menu) {
      return
    }
    // Not React.lazy: it keeps a failure for ever, and shows the whole page as broken.
    import('@/components/command-menu/command-menu').then(
      ({ CommandMenu }) => setMenu(() => CommandMenu),
      () => {
        setOpen(false)
        toast('danger', 'The menu could not be loaded. Check the connection to Slipway and try again.')
      },
    )
  }, [isOpen, Menu])

  useEffect(() => {
    function openOnShortcut(event: KeyboardEvent) {
      if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) {
        event.preventDefault()
        setOpen(true)
      }
    }
    window.addEventListener('keydown', openOnShortcut)
    return () => window.removeEventListener('keydown', openOnShortcut)
  }, [])

  return (
    <>
      <BaseButton
        aria-label="Search and do"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => setOpen(true)}
        className="flex h-8 items-center gap-2 rounded-md text-muted hover:text-text max-md:w-8 max-md:justify-center max-md:hover:bg-raised md:border md:border-control md:px-2.5"
      >
        <Search aria-hidden className="size-4" />
        <span className="text-table max-md:hidden">Search…</span>
        <kbd className="rounded min-w-11 border bg-raised px-1 text-center font-sans text-xs max-md:hidden">{keys}</kbd>
      </BaseButton>
      <Suspense fallback={null}>{isOpen && Menu ? <Menu onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  )
}
