import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { BaseButton } from '@/components/ui/base-controls'

type ToggleButtonProps = ComponentProps<typeof BaseButton> & { pressed: boolean }

/** A small button that stays down. */
export function ToggleButton({ pressed, className, ...rest }: ToggleButtonProps) {
  return (
    <BaseButton
      {...rest}
      aria-pressed={pressed}
      className={clsx(
        'inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md border px-2 text-table [&_svg]:size-3.5',
        pressed ? 'border-accent bg-accent-soft text-text' : 'border-control bg-surface text-muted hover:text-text',
        className,
      )}
    />
  )
}
