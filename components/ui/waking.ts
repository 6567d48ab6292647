/** On a control whose script does not listen yet. */
export const WAKING = 'data-waking'

export const isServer = typeof window === 'undefined'

/** Marks a control that the server sent and whose script does not listen yet: only the server writes it. */
export const SERVER_MARK = isServer ? { [WAKING]: '' } : {}

/**
 * Stands inline in front of a page's content. A press that comes before the button's script does is held instead of
 * lost, and so are ⌘K and Enter in a form whose button still wakes: a form would otherwise be sent the browser's way.
 */
export const HOLD_PRESSES = `(() => {
  const hold = (event, button) => {
    if (!button || !button.hasAttribute('${WAKING}')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    window.slipwayHeldPress = button
  }
  addEventListener('click', (event) => hold(event, event.target.closest && event.target.closest('button')), true)
  addEventListener('keydown', (event) => {
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
      hold(event, document.querySelector('button[aria-keyshortcuts~="Meta+K"]'))
    }
  }, true)
  addEventListener('submit', (event) => hold(event, event.submitter || event.target.querySelector('[type=submit]')), true)
})()`
