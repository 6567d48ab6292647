'use client'

import { Search } from 'lucide-react'
import { type ComponentType, useEffect, useState } from 'react'
import { toast } from '@/components/feedback/toast'
import { BaseButton } from '@/components/ui/base-controls'

type Menu = ComponentType<{ onClose: () => void }>

/** Opens the command menu by click or by ⌘K; its code is loaded the first time. */
export function CommandButton() {
  const [isOpen, setOpen] = useState(false)
  const [Menu, setMenu] = useState<Menu>()

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
        aria-label="Go to a page"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => setOpen(true)}
        className="flex h-8 items-center gap-2 rounded-md text-muted hover:text-text max-md:w-8 max-md:justify-center max-md:hover:bg-raised md:border md:border-control md:px-2.5"
      >
        <Search aria-hidden className="size-4" />
        <span className="text-table max-md:hidden">Go to…</span>
        <kbd className="rounded border bg-raised px-1 font-sans text-xs max-md:hidden">⌘K</kbd>
      </BaseButton>
      {isOpen && Menu ? <Menu onClose={() => setOpen(false)} /> : null}
    </>
  )
}
