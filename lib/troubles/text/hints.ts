/**
 * A test for whether a text holds any of some pieces, in any case and with any white space between words. Nearly every line of a
 * log has none, so four characters of each piece are looked for first, in one walk over the text.
 */
export function hintTest(hints: string[]): (text: string) => boolean {
  const table = new Uint8Array(SIZE)
  const exact = new RegExp(hints.map((hint) => hint.replace(SPECIAL, '\\$&').replace(/ /g, '\\s+')).join('|'), 'i')

  for (const hint of hints) {
    table[hashOf(rarest(hint))] = 1
  }
  return (text) => hasGram(table, text) && exact.test(text)
}

const SIZE = 1 << 16
const LIMIT = 20_000
const SPECIAL = /[.*+?^${}()|[\]\\]/g
/** Four characters that stand in these are no sign of anything. */
const USUAL =
  '2026-08-21 14:03:11.482 | INFO     | awslabs.aws_api_mcp_server.server:call_aws_helper - Attempting to execute AWS CLI command: aws s3api list-buckets *parameters redacted* info:     127.0.0.1:46386 - "POST /mcp HTTP/1.1" 200 ok checking in read only list processing request of type calltoolrequest terminating session: none'.toLowerCase()

function hasGram(table: Uint8Array, text: string): boolean {
  const length = Math.min(text.length, LIMIT)
  let hash = 0

  for (let index = 0; index < length; index += 1) {
    hash = step(hash, text.charCodeAt(index))

    if (table[hash] === 1) {
      return true
    }
  }
  return false
}

/** Of the pieces of four characters in one word, one that usual lines don't have. */
function rarest(hint: string): string {
  const grams = Array.from({ length: hint.length - 3 }, (_, at) => hint.slice(at, at + 4))
  const inWords = grams.filter((gram) => !/\s/.test(gram))
  return inWords.find((gram) => !USUAL.includes(gram)) ?? inWords[0] ?? grams[0] ?? hint
}

function hashOf(gram: string): number {
  return [...gram].reduce((hash, character) => step(hash, character.charCodeAt(0)), 0)
}

/** Four characters are all that 16 bits remember; 32 makes letters small. */
function step(hash: number, code: number): number {
  return ((hash << 4) ^ (code | 32)) & 0xffff
}
