'use client'

import type { ComponentProps, ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import { Button } from '@/components/ui/button'

type SubmitButtonProps = Omit<ComponentProps<typeof Button>, 'type' | 'pending' | 'children'> & {
  children: ReactNode
  /** What the button says while the form is on its way: `Saving…`. */
  pendingLabel: string
}

/** Submits the form around it; a second press while it is on its way does nothing. */
export function SubmitButton({ children, pendingLabel, variant = 'primary', ...rest }: SubmitButtonProps) {
  const { pending } = useFormStatus()

  return (
    <Button {...rest} variant={variant} type={pending ? 'button' : 'submit'} pending={pending}>
      {pending ? pendingLabel : children}
    </Button>
  )
}
