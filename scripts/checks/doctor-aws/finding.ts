/**
 * `as-assumed`: what Slipway relies on holds. `differs`: it doesn't. `note`: an answer to an open question, either way fine.
 * `unseen`: nothing here to look at, or not permitted.
 */
export type Finding = { state: 'as-assumed' | 'differs' | 'note' | 'unseen'; check: string; text: string }

export type Report = (state: Finding['state'], check: string, text: string) => void

const WORDS = { 'as-assumed': 'ok     ', differs: 'DIFFERS', note: 'note   ', unseen: 'unseen ' }

export function line({ state, check, text }: Finding): string {
  return `${WORDS[state]}  ${check}: ${text}`
}

/** States a difference for each name that is not among the known ones. */
export function unknownNames(names: readonly string[], known: readonly string[]): string[] {
  return names.filter((name) => !known.includes(name))
}
