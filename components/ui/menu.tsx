'use client'

import { clsx } from 'clsx'
import { type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode, useId, useRef } from 'react'
import { BaseButton } from '@/components/ui/base-controls'

type MenuProps = {
  /** Name of the button that opens it. */
  label: string
  /** What the button shows. */
  trigger: ReactNode
  /** `MenuItem`s, links, or any content. */
  children: ReactNode
  triggerClassName?: string
  align?: 'start' | 'end'
  className?: string
}

/** A panel under a button, in the browser's own top layer: Escape and a click elsewhere close it. */
export function Menu({ label, trigger, children, triggerClassName, align = 'start', className }: MenuProps) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const anchor = `--menu-${id.replace(/\W/g, '')}`

  function closeAfterChoice(event: MouseEvent) {
    if (event.target instanceof Element && event.target.closest('a, [data-closes]')) {
      panel.current?.hidePopover()
    }
  }

  /** The keys of a menu work as soon as it is open, before Tab has led into it. */
  function enterWithArrow(event: KeyboardEvent) {
    if (panel.current?.matches(':popover-open')) {
      moveFocus(panel.current, event)
    }
  }

  return (
    <>
      <BaseButton
        aria-label={label}
        title={label}
        popoverTarget={id}
        onKeyDown={enterWithArrow}
        className={triggerClassName}
        style={{ anchorName: anchor } as CSSProperties}
      >
        {trigger}
      </BaseButton>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the items inside are the controls; this only listens */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        onClick={closeAfterChoice}
        onKeyDown={(event) => moveFocus(event.currentTarget, event)}
        style={{ positionAnchor: anchor } as CSSProperties}
        className={clsx(
          'hung max-h-[min(32rem,80dvh)] min-w-48 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-lg border bg-surface p-1 text-text shadow-lg',
          align === 'end' && 'hung-end',
          className,
        )}
      >
        {children}
      </div>
    </>
  )
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

function moveFocus(panel: HTMLElement, event: KeyboardEvent) {
  const step = STEPS[event.key]

  if (step === undefined || event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) {
    return
  }
  const items = [...panel.querySelectorAll<HTMLElement>('a[href], button:not(:disabled)')]
  const current = items.findIndex((item) => item.contains(document.activeElement))
  items.at(current < 0 ? Math.min(step - 1, 0) : (current + step) % items.length)?.focus()
  event.preventDefault()
}
