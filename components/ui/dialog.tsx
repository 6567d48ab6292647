'use client'

import { X } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { IconButton } from '@/components/ui/icon-button'

type DialogProps = {
  open: boolean
  onClose: () => void
  title: ReactNode
  description?: ReactNode
  children: ReactNode
  /** Buttons at the foot. */
  footer?: ReactNode
  size?: 'sm' | 'md' | 'lg'
}

const SIZES = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-4xl' }

/**
 * The platform's modal dialog: focus stays inside and returns to where it was, Escape closes. What carries
 * `data-autofocus` gets the focus first.
 */
export function Dialog({ open, onClose, title, description, children, footer, size = 'sm' }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const descriptionId = useId()

  useModal(dialog, open, onClose)

  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-labelledby={titleId}
      aria-describedby={description ? descriptionId : undefined}
      // It is on top without it; what only reckons with z-index, as axe does, believes what is below to cover it.
      className={`z-50 m-auto w-[calc(100vw-2rem)] rounded-xl border bg-surface p-0 text-text shadow-xl ${SIZES[size]}`}
    >
      {open ? (
        <div className="flex max-h-[calc(100dvh-4rem)] flex-col">
          <div className="flex items-start gap-2 px-5 pt-4">
            <div className="min-w-0 flex-1">
              <h2 id={titleId} className="font-semibold text-base">
                {title}
              </h2>
              {description ? (
                <div id={descriptionId} className="pt-1 text-muted">
                  {description}
                </div>
              ) : null}
            </div>
            <IconButton label="Close" onClick={onClose} className="-mr-2">
              <X aria-hidden />
            </IconButton>
          </div>
          <div className="min-h-0 overflow-y-auto px-5 py-4">{children}</div>
          {footer ? <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</div> : null}
        </div>
      ) : null}
    </dialog>
  )
}

function useModal(dialog: RefObject<HTMLDialogElement | null>, open: boolean, onClose: () => void) {
  const close = useRef(onClose)

  useEffect(() => {
    close.current = onClose
  })

  useEffect(() => {
    if (open && !dialog.current?.open) {
      dialog.current?.showModal()
      // React's autoFocus strikes before the dialog is open, when nothing in it can take the focus.
      dialog.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    }
    if (!open) {
      dialog.current?.close()
    }
  }, [dialog, open])

  // A page that is left stays mounted but hidden: its dialog must not be open on return.
  useLayoutEffect(() => () => close.current(), [])
}
