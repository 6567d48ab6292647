const KEY = 'slipway-explain'

/** Leaves a text for the page that explains errors. It stays in this tab, never in an address. */
export function keepTextToExplain(text: string): void {
  sessionStorage.setItem(KEY, text)
}

/** Takes what was left, once. */
export function takeTextToExplain(): string {
  const text = sessionStorage.getItem(KEY) ?? ''
  sessionStorage.removeItem(KEY)
  return text
}
