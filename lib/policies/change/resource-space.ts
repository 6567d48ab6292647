import { COLON, MANY, MANY_WITHIN, ONE, ONE_WITHIN } from '@/lib/policies/language/wildcards'

/** Positions in one pattern that a text can have reached. */
type Reached = number[]
type State = { reached: Reached[]; text: string }

/** Patterns that share much make few states; hostile ones are given up on. */
const STATES_LIMIT = 3000

/**
 * Visits every kind of text there is, as far as the patterns can tell texts apart: `fits` says which patterns take `example` in.
 * Walks all patterns at once, character by character. False: too many kinds, and not all were visited.
 */
export function exploreResources(patterns: number[][], visit: (fits: boolean[], example: string) => void): boolean {
  const other = unusedCharacter(patterns)
  const queue: State[] = [{ reached: patterns.map((pattern) => closure(pattern, [0])), text: '' }]
  const seen = new Set<string>()

  for (let next = queue.shift(); next; next = queue.shift()) {
    for (const unit of new Set([...expected(patterns, next.reached), COLON, other])) {
      const reached = patterns.map((pattern, index) => closure(pattern, step(pattern, next.reached[index] ?? [], unit)))
      const key = reached.map((positions) => positions.join(',')).join(';')

      if (!seen.has(key)) {
        seen.add(key)
        const text = next.text + String.fromCharCode(unit)
        visit(
          patterns.map((pattern, index) => reached[index]?.at(-1) === pattern.length),
          text,
        )
        queue.push({ reached, text })
      }
    }
    if (seen.size > STATES_LIMIT) {
      return false
    }
  }
  return true
}

function isMany(token: number | undefined): boolean {
  return token === MANY || token === MANY_WITHIN
}

/** With the positions behind stars, which may stand for nothing. In order. */
function closure(pattern: number[], positions: Reached): Reached {
  const all = new Set<number>()

  for (const position of positions) {
    all.add(position)

    for (let at = position; isMany(pattern[at]); at++) {
      all.add(at + 1)
    }
  }
  return [...all].sort((one, two) => one - two)
}

function step(pattern: number[], positions: Reached, unit: number): Reached {
  return positions.flatMap((position) => {
    const token = pattern[position]

    switch (token) {
      case MANY:
        return [position]
      case MANY_WITHIN:
        return unit === COLON ? [] : [position]
      case ONE:
        return [position + 1]
      case ONE_WITHIN:
        return unit === COLON ? [] : [position + 1]
      default:
        return token === unit ? [position + 1] : []
    }
  })
}

/** The characters that some pattern waits for; all others are alike. */
function expected(patterns: number[][], reached: Reached[]): number[] {
  return patterns.flatMap((pattern, index) =>
    (reached[index] ?? []).flatMap((position) => {
      const token = pattern[position]
      return token !== undefined && token >= 0 ? [token] : []
    }),
  )
}

function unusedCharacter(patterns: number[][]): number {
  const used = new Set(patterns.flat())
  const letters = [...'xyzqjkwvu0123456789'].map((letter) => letter.charCodeAt(0))
  return letters.find((unit) => !used.has(unit)) ?? PRIVATE_USE
}

const PRIVATE_USE = 0xe000
