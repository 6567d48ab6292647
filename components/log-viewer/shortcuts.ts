export type Command =
  | 'search'
  | 'next-match'
  | 'previous-match'
  | 'next-error'
  | 'previous-error'
  | 'follow'
  | 'wrap'
  | 'down'
  | 'up'
  | 'page-down'
  | 'page-up'
  | 'first'
  | 'last'
  | 'unfold'
  | 'open'
  | 'copy'
  | 'help'
  | 'close'

/** Works wherever the focus is on the page, but not while typing. */
const ANYWHERE: Record<string, Command> = {
  '/': 'search',
  n: 'next-match',
  N: 'previous-match',
  e: 'next-error',
  E: 'previous-error',
  f: 'follow',
  w: 'wrap',
  j: 'down',
  k: 'up',
  '?': 'help',
  Escape: 'close',
}

/** Works while the lines have the focus. */
const IN_LIST: Record<string, Command> = {
  ArrowDown: 'down',
  ArrowUp: 'up',
  PageDown: 'page-down',
  PageUp: 'page-up',
  Home: 'first',
  End: 'last',
  ArrowRight: 'unfold',
  ArrowLeft: 'unfold',
  Enter: 'open',
  c: 'copy',
}

export const SHORTCUTS: { keys: string[]; does: string }[] = [
  { keys: ['/'], does: 'Search' },
  { keys: ['n', 'N'], does: 'Next, previous match' },
  { keys: ['e', 'E'], does: 'Next, previous error' },
  { keys: ['f'], does: 'Follow, or stop following' },
  { keys: ['w'], does: 'Wrap long lines, or cut them' },
  { keys: ['j', 'k', '↓', '↑'], does: 'Next, previous line' },
  { keys: ['PgDn', 'PgUp', 'Home', 'End'], does: 'A page on or back, first or last line' },
  { keys: ['→', '←'], does: 'Unfold or fold the line' },
  { keys: ['Enter'], does: 'Open the line: its fields, a link to it' },
  { keys: ['c'], does: 'Copy the line' },
  { keys: ['Esc'], does: 'Close what is open' },
  { keys: ['?'], does: 'This sheet' },
]

type Key = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }

/** What a key asks for; undefined for keys of the browser and of other things. */
export function commandOf({ key, ctrlKey, metaKey, altKey }: Key, isInList: boolean): Command | undefined {
  if (ctrlKey || metaKey || altKey) {
    return undefined
  }
  const list = isInList && Object.hasOwn(IN_LIST, key) ? IN_LIST[key] : undefined
  return list ?? (Object.hasOwn(ANYWHERE, key) ? ANYWHERE[key] : undefined)
}
