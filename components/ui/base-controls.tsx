'use client'

import type { ComponentProps, Ref } from 'react'
import { wake } from '@/components/ui/wake'
import { SERVER_MARK } from '@/components/ui/waking'

/** What is typed or chosen before the script is there reaches `onChange` once it is. Every control with one is made of these. */
export function BaseInput({ ref, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} ref={wakingRef(ref)} {...SERVER_MARK} suppressHydrationWarning />
}

export function BaseTextArea({ ref, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...rest} ref={wakingRef(ref)} {...SERVER_MARK} suppressHydrationWarning />
}

export function BaseSelect({ ref, ...rest }: ComponentProps<'select'>) {
  return <select {...rest} ref={wakingRef(ref)} {...SERVER_MARK} suppressHydrationWarning />
}

function wakingRef<Control extends HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
  ref: Ref<Control> | undefined,
): Ref<Control> {
  if (ref === undefined || ref === null) {
    return wake
  }
  return (control) => {
    wake(control)
    if (typeof ref === 'function') {
      return ref(control)
    }
    ref.current = control
  }
}
