'use client'

import type { ComponentProps, Ref } from 'react'
import { wake } from '@/components/ui/wake'
import { isServer, SERVER_MARK } from '@/components/ui/waking'

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

/** What is typed or chosen before the script is there reaches `onChange` once it is. Every control with one is made of these. */
export function BaseInput({ ref, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} ref={wakingRef(ref)} {...SERVER_MARK} suppressHydrationWarning />
}

/** Read-only until its script is there: React puts the server's text back when it takes a text area over. */
export function BaseTextArea({ ref, readOnly = false, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      {...rest}
      ref={wakingRef(ref, (control) => {
        control.readOnly = readOnly
      })}
      readOnly={isServer || readOnly}
      {...SERVER_MARK}
      suppressHydrationWarning
    />
  )
}

export function BaseSelect({ ref, ...rest }: ComponentProps<'select'>) {
  return <select {...rest} ref={wakingRef(ref)} {...SERVER_MARK} suppressHydrationWarning />
}

function wakingRef<Control extends HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
  ref: Ref<Control> | undefined,
  onAwake?: (control: Control) => void,
): Ref<Control> {
  // One function for all, or React would take it off and put it on again at every render.
  if (!ref && !onAwake) {
    return wake
  }
  return (control) => {
    wake(control, onAwake)
    if (typeof ref === 'function') {
      return ref(control)
    }
    if (ref) {
      ref.current = control
    }
  }
}
