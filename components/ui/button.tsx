import { clsx } from 'clsx'
import { LoaderCircle } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { BaseButton } from '@/components/ui/base-controls'

/** `quiet-danger` leads to what destroys, `danger` does it. */
type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'quiet-danger' | 'danger'
export type ButtonSize = 'sm' | 'md'

type Look = { variant?: ButtonVariant | undefined; size?: ButtonSize | undefined }

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-accent-ink hover:bg-accent/90',
  secondary: 'border-control bg-surface text-text hover:bg-raised',
  ghost: 'border-transparent bg-transparent text-text hover:bg-raised',
  'quiet-danger':
    'border-control bg-surface text-text hover:border-danger hover:text-danger focus-visible:border-danger focus-visible:text-danger',
  danger: 'border-transparent bg-danger text-danger-ink hover:bg-danger/90',
}

const SIZES: Record<ButtonSize, string> = {
  sm: 'h-7 gap-1.5 px-2.5 text-table [&_svg]:size-3.5',
  md: 'h-9 gap-2 px-3.5 text-sm [&_svg]:size-4',
}

export function buttonClass({ variant = 'secondary', size = 'md' }: Look, className?: string): string {
  return clsx(
    'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md border font-medium',
    'transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55',
    VARIANTS[variant],
    SIZES[size],
    className,
  )
}

type ButtonProps = ComponentProps<typeof BaseButton> & Look & { pending?: boolean | undefined }

/** While `pending` it keeps its width and focus, and a second press does nothing. */
export function Button({ variant, size, pending = false, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <BaseButton
      {...rest}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? undefined : onClick}
      className={buttonClass({ variant, size }, className)}
    >
      {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
      {children}
    </BaseButton>
  )
}

type ButtonLinkProps = Look & {
  href: Route
  children: ReactNode
  className?: string | undefined
} & Omit<ComponentProps<typeof Link>, 'href' | 'children' | 'className'>

export function ButtonLink({ variant, size, href, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} href={href} className={buttonClass({ variant, size }, className)}>
      {children}
    </Link>
  )
}
