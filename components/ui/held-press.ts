/** On a button that the server sent and whose script does not listen yet. */
export const WAKING = 'data-waking'

declare global {
  interface Window {
    slipwayHeldPress?: HTMLButtonElement | null
  }
}

/**
 * Stands inline in front of a page's content. A press that comes before the button's script does is held instead of
 * lost, and so is Enter in a form whose button still wakes: a form would otherwise be sent the browser's way.
 */
export const HOLD_PRESSES = `(() => {
  const hold = (event, button) => {
    if (!button || !button.hasAttribute('${WAKING}')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    window.slipwayHeldPress = button
  }
  addEventListener('click', (event) => hold(event, event.target.closest && event.target.closest('button')), true)
  addEventListener('submit', (event) => hold(event, event.submitter || event.target.querySelector('[type=submit]')), true)
})()`

/** Ref of a button: from now on it listens. Presses it when a press was held for it. */
export function wake(button: HTMLButtonElement | null): void {
  if (!button?.hasAttribute(WAKING)) {
    return
  }
  button.removeAttribute(WAKING)

  if (window.slipwayHeldPress === button) {
    window.slipwayHeldPress = null
    // After the effects of this commit: they may fill in what the press works with.
    setTimeout(() => button.click())
  }
}
