/** What is read, in words that may begin a sentence. */
export const SOURCES = {
  'last-accessed': 'IAM’s report of last use',
  trail: 'CloudTrail',
  log: 'The server’s log',
  record: 'The record of the bridge',
} as const

const PLACES = {
  'as-it-is': 'stays as it is',
  inline: 'becomes an inline policy',
  'managed-copy': 'becomes a managed policy of your own',
  removed: 'is no longer needed',
} as const

/** What becomes of a policy: `becomes an inline policy`. */
export function placeWords({ from, name, as }: { from: string; name: string; as: keyof typeof PLACES }): string {
  return as === 'inline' && name === from ? 'gets a new text' : PLACES[as]
}
