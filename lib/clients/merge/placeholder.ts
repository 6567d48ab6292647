/** Whether a person has filled in what Slipway can only leave open, such as `<YOUR_JWT>`. */
export function isFilledIn(old: unknown, wanted: unknown): boolean {
  return typeof old === 'string' && old !== '' && typeof wanted === 'string' && /<YOU/.test(wanted) && !/<YOU/.test(old)
}
