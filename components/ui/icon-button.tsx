import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

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

export const iconButtonClass =
  'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-raised hover:text-text disabled:opacity-55 [&_svg]:size-4'
