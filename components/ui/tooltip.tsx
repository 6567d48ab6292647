'use client'

import { type CSSProperties, type KeyboardEvent, type ReactNode, useId, useRef } from 'react'

type TooltipProps = {
  /** What the tooltip says; it must not be the only place that says it. */
  content: ReactNode
  /** Something that takes focus by itself, unless `focusable` is set. */
  children: ReactNode
  /** Makes the wrapped text itself reachable by keyboard. */
  focusable?: boolean
  className?: string
}

/** Says more on hover and on focus; Escape puts it away. It lies in the top layer, so nothing clips it. */
export function Tooltip({ content, children, focusable = false, className }: TooltipProps) {
  const id = useId()
  const panel = useRef<HTMLSpanElement>(null)
  const anchor = `--tooltip-${id.replace(/\W/g, '')}`
  const show = () => panel.current?.showPopover()
  const hide = () => panel.current?.hidePopover()

  function hideOnEscape(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      hide()
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what happens on the element inside
    <span onMouseEnter={show} onMouseLeave={hide} onFocus={show} onBlur={hide} onKeyDown={hideOnEscape}>
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
