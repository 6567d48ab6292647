'use client'

import type { ComponentProps } from 'react'
import { wake } from '@/components/ui/wake'
import { SERVER_MARK } from '@/components/ui/waking'

/**
 * The one `button` of the program: a press counts from the moment that it is seen, also before its script is there.
 * One that opens a popover needs no script.
 */
export function BaseButton({ type = 'button', popoverTarget, ...rest }: Omit<ComponentProps<'button'>, 'ref'>) {
  return popoverTarget === undefined ? (
    <button {...rest} type={type} ref={wake} {...SERVER_MARK} suppressHydrationWarning />
  ) : (
    <button {...rest} type={type} popoverTarget={popoverTarget} />
  )
}
