'use client'

import { type CSSProperties, type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'

type TooltipProps = {
  /** What the tooltip says; it must not be the only place that says it. */
  content: ReactNode
  /** Something that takes focus by itself, unless `focusable` is set. */
  children: ReactNode
  /** Makes the wrapped text itself reachable by keyboard. */
  focusable?: boolean
  className?: string
}

/** Says more on hover, focus and tap; Escape puts it away. It lies in the top layer, so nothing clips it. */
function Tooltip({ content, children, focusable = false, className }: TooltipProps) {
  const id = useId()
  const panel = useRef<HTMLSpanElement>(null)
  const anchor = `--tooltip-${id.replace(/\W/g, '')}`
  const [isShown, setShown] = useState(false)
  const show = () => setShown(true)
  const hide = () => setShown(false)

  useEffect(() => {
    if (!isShown) {
      return
    }
    const shown = panel.current
    // Whoever only hovers has the focus elsewhere.
    const hideOnEscape = (event: KeyboardEvent) => event.key === 'Escape' && setShown(false)
    shown?.showPopover()
    document.addEventListener('keydown', hideOnEscape)
    return () => {
      shown?.hidePopover()
      document.removeEventListener('keydown', hideOnEscape)
    }
  }, [isShown])

  /** After a tap the browser's mouse leaves at once; words that have the focus stay explained. */
  function leave({ currentTarget }: MouseEvent) {
    if (!focusable || !currentTarget.contains(document.activeElement)) {
      hide()
    }
  }

  /** A label would hand the tap on to its field, which takes the focus and hides this again. */
  function keepTap(event: MouseEvent) {
    if (focusable && 'pointerType' in event.nativeEvent && event.nativeEvent.pointerType === 'touch') {
      event.preventDefault()
      show()
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what happens on the element inside
    // biome-ignore lint/a11y/useKeyWithClickEvents: a tap; keys reach the element inside and show it by its focus
    <span onMouseEnter={show} onMouseLeave={leave} onFocus={show} onBlur={hide} onClick={keepTap}>
      <span
        tabIndex={focusable ? 0 : undefined}
        aria-describedby={id}
        className={className}
        style={{ anchorName: anchor } as CSSProperties}
      >
        {children}
      </span>
      <span
        ref={panel}
        id={id}
        role="tooltip"
        popover="manual"
        style={{ positionAnchor: anchor } as CSSProperties}
        className="hung hung-center w-max max-w-72 rounded-md border bg-text px-2.5 py-1.5 text-left font-normal font-sans text-background text-xs normal-case"
      >
        {content}
      </span>
    </span>
  )
}

/** Words with what they mean on hover, on focus and on tap. */
export function Defined({ means, children }: { means: string; children: ReactNode }) {
  return (
    <Tooltip
      content={means}
      focusable
      className="cursor-help rounded-sm underline decoration-control decoration-dotted underline-offset-4"
    >
      {children}
    </Tooltip>
  )
}
