const KEY = 'slipway-explain'
/** The clipboard stayed closed: the page is to ask for the text. */
const ASK = 'slipway-explain-ask'

/** Leaves a text for the page that explains errors. It stays in this tab, never in an address. */
export function keepTextToExplain(text: string): void {
  sessionStorage.setItem(KEY, text)
  window.dispatchEvent(new Event(KEY))
}

/** Leaves word that the text could not be had, so that the page asks for it. */
export function askForText(): void {
  sessionStorage.setItem(ASK, '1')
  window.dispatchEvent(new Event(KEY))
}

/** Takes what was left, once. */
export function takeTextToExplain(): { text: string; isAsked: boolean } {
  const text = sessionStorage.getItem(KEY) ?? ''
  const isAsked = sessionStorage.getItem(ASK) !== null
  sessionStorage.removeItem(KEY)
  sessionStorage.removeItem(ASK)
  return { text, isAsked }
}

/** Calls `take` for whatever is left while the page is open. Answers how to stop. */
export function onTextToExplain(take: () => void): () => void {
  window.addEventListener(KEY, take)
  return () => window.removeEventListener(KEY, take)
}
