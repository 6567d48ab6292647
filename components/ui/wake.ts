import { flushSync } from 'react-dom'
import { WAKING } from '@/components/ui/waking'

type Control = HTMLButtonElement | HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

declare global {
  interface Window {
    slipwayHeldPress?: HTMLButtonElement | null
  }
}

/** Ref of a control: from now on it listens, and hears what a person did with it before. */
export function wake<Any extends Control>(control: Any | null, onAwake?: (control: Any) => void): void {
  if (!control?.hasAttribute(WAKING)) {
    return
  }
  control.removeAttribute(WAKING)

  if (control instanceof HTMLButtonElement) {
    pressIfHeld(control)
  } else {
    repeatChange(control)
  }
  onAwake?.(control)
}

function pressIfHeld(button: HTMLButtonElement): void {
  if (window.slipwayHeldPress === button) {
    window.slipwayHeldPress = null
    // After the effects of this commit, and after what was typed: both may be what the press works with.
    setTimeout(() => button.click())
  }
}

/** Does once more what was done to a control, so that `onChange` learns of it: React takes no notice of it by itself. */
function repeatChange(control: Exclude<Control, HTMLButtonElement>): void {
  if (control instanceof HTMLSelectElement) {
    const { value, options } = control
    if ([...options].some((option) => option.selected !== option.defaultSelected)) {
      later(() => {
        control.value = value
        control.dispatchEvent(new Event('change', { bubbles: true }))
      })
    }
  } else if (control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')) {
    const { checked, defaultChecked } = control
    if (checked !== defaultChecked && (checked || control.type === 'checkbox')) {
      later(() => {
        control.checked = defaultChecked
        control.click()
      })
    }
  } else if (control.type !== 'file' && control.value !== control.defaultValue) {
    const { value, defaultValue } = control
    later(() => {
      // React watches this element's own property, and tells a change by comparing with what was set through it.
      control.value = defaultValue
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value)
      control.dispatchEvent(new Event('input', { bubbles: true }))
    })
  }
}

/** Once this commit is over; what it sets is rendered before the next control repeats its own. */
function later(repeat: () => void): void {
  queueMicrotask(() => flushSync(repeat))
}
