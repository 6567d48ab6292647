import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { BaseButton } from '@/components/ui/base-controls'

const BASE =
  'inline-flex shrink-0 items-center justify-center rounded-md text-muted hover:bg-raised hover:text-text disabled:opacity-55'

type IconButtonProps = Omit<ComponentProps<typeof BaseButton>, 'aria-label' | 'title' | 'children'> & {
  /** What it does, for screen readers and on hover. */
  label: string
  children: ReactNode
}

/** A button that shows only an icon; it can't be made without a name. */
export function IconButton({ label, className, children, ...rest }: IconButtonProps) {
  return (
    <BaseButton {...rest} aria-label={label} title={label} className={clsx(iconButtonClass, className)}>
      {children}
    </BaseButton>
  )
}

/** 32 px, for bars and headers. */
export const iconButtonClass = `${BASE} size-8 [&_svg]:size-4`

/** 24 px, beside a text. */
export const smallIconButtonClass = `${BASE} size-6 [&_svg]:size-3.5`
