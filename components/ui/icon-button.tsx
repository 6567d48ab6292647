import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

const BASE =
  'inline-flex shrink-0 items-center justify-center rounded-md text-muted hover:bg-raised hover:text-text disabled:opacity-55'

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label' | 'title' | 'children'> & {
  /** What it does, for screen readers and on hover. */
  label: string
  children: ReactNode
}

/** A button that shows only an icon; it can't be made without a name. */
export function IconButton({ label, className, children, ...rest }: IconButtonProps) {
  return (
    <button type="button" {...rest} aria-label={label} title={label} className={clsx(iconButtonClass, className)}>
      {children}
    </button>
  )
}

/** 32 px, for bars and headers. */
export const iconButtonClass = `${BASE} size-8 [&_svg]:size-4`

/** 24 px, beside a text. */
export const smallIconButtonClass = `${BASE} size-6 [&_svg]:size-3.5`
