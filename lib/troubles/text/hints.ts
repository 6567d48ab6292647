/** Says which owners have a piece that stands in a text, in ascending order; `isAny` stops at the first piece. */
export type HintIndex = { ownersIn: (text: string) => number[]; isAny: (text: string) => boolean }

type Candidate = { hint: string; at: number; owner: number }

/**
 * Pieces of text, some for each owner, that are looked for all at once, in any case and with any white space between words. Nearly
 * every line of a log has none, so four characters of each piece are looked for first, in one walk over the text.
 */
export function hintIndex(owned: readonly (readonly string[])[]): HintIndex {
  const table = new Uint8Array(SIZE)
  const candidates = new Map<number, Candidate[]>()

  for (const [owner, hints] of owned.entries()) {
    for (const hint of hints) {
      const at = rarest(hint)
      const hash = hashOf(hint.slice(at, at + GRAM))
      table[hash] = 1
      candidates.set(hash, [...(candidates.get(hash) ?? []), { hint, at, owner }])
    }
  }
  const walk = (text: string, found: (owner: number) => boolean) => walkOver(text, table, candidates, found)
  return {
    isAny: (text) => walk(text, () => true),
    ownersIn: (text) => {
      const owners = new Set<number>()
      walk(text, (owner) => {
        owners.add(owner)
        return false
      })
      return [...owners].sort((one, other) => one - other)
    },
  }
}

const GRAM = 4
const SIZE = 1 << 20
const LIMIT = 20_000
/** Four characters that stand in these are no sign of anything. */
const USUAL =
  '2026-08-21 14:03:11.482 | INFO     | awslabs.aws_api_mcp_server.server:call_aws_helper - Attempting to execute AWS CLI command: aws s3api list-buckets *parameters redacted* info:     127.0.0.1:46386 - "POST /mcp HTTP/1.1" 200 ok checking in read only list processing request of type calltoolrequest terminating session: none'.toLowerCase()

/** True when `found` ended the walk. */
function walkOver(
  text: string,
  table: Uint8Array,
  candidates: ReadonlyMap<number, Candidate[]>,
  found: (owner: number) => boolean,
): boolean {
  const length = Math.min(text.length, LIMIT)
  let hash = 0

  for (let index = 0; index < length; index += 1) {
    hash = step(hash, text.charCodeAt(index))

    if (table[hash] === 1) {
      for (const candidate of candidates.get(hash) ?? []) {
        if (standsAt(text, index - GRAM + 1, candidate) && found(candidate.owner)) {
          return true
        }
      }
    }
  }
  return false
}

/** Whether the hint stands around `start`, where its four characters do. */
function standsAt(text: string, start: number, { hint, at }: Candidate): boolean {
  return runsOn(text, start, hint, at, 1) && runsOn(text, start - 1, hint, at - 1, -1)
}

/** Compares from one place in the text and one in the hint onwards, or backwards; a space of the hint takes any white space. */
function runsOn(text: string, from: number, hint: string, at: number, direction: 1 | -1): boolean {
  let position = from

  for (let index = at; index >= 0 && index < hint.length; index += direction) {
    const wanted = hint.charCodeAt(index)

    if (wanted === SPACE) {
      const before = position

      while (isSpace(text.charCodeAt(position))) {
        position += direction
      }
      if (position === before) {
        return false
      }
    } else if (small(text.charCodeAt(position)) === wanted) {
      position += direction
    } else {
      return false
    }
  }
  return true
}

const SPACE = 32

function isSpace(code: number): boolean {
  return code === SPACE || (code >= 9 && code <= 13) || code === 160
}

function small(code: number): number {
  return code >= 65 && code <= 90 ? code | 32 : code
}

/** Where in the hint four characters of one word stand that usual lines don't have. */
function rarest(hint: string): number {
  const places = Array.from({ length: Math.max(1, hint.length - GRAM + 1) }, (_, at) => at)
  const gram = (at: number) => hint.slice(at, at + GRAM)
  const inWords = places.filter((at) => !/\s/.test(gram(at)))
  return inWords.find((at) => !USUAL.includes(gram(at))) ?? inWords[0] ?? 0
}

function hashOf(gram: string): number {
  return [...gram].reduce((hash, character) => step(hash, character.charCodeAt(0)), 0)
}

/** Four characters are all that 20 bits remember; 32 makes letters small. */
function step(hash: number, code: number): number {
  return ((hash << 5) ^ (code | 32)) & (SIZE - 1)
}
