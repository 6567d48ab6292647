/** One step of a pattern: a literal UTF-16 unit, or a wildcard. `Within` wildcards don't match a colon. */
export const ONE = -1
export const ONE_WITHIN = -2
export const MANY = -3
export const MANY_WITHIN = -4

export const COLON = 58

/**
 * Whether the whole value matches. Keeps the set of positions that the pattern can have reached, so no pattern makes it slow:
 * the time is at most pattern × value, and about their sum for patterns with few stars.
 */
export function matchesTokens(tokens: readonly number[], value: string): boolean {
  let positions = [0]

  for (const token of tokens) {
    positions =
      token === MANY || token === MANY_WITHIN ? spread(positions, value, token) : step(positions, value, token)

    if (positions.length === 0) {
      return false
    }
  }
  return positions.at(-1) === value.length
}

function step(positions: number[], value: string, token: number): number[] {
  const reached: number[] = []

  for (const position of positions) {
    if (position < value.length && accepts(token, value.charCodeAt(position))) {
      reached.push(position + 1)
    }
  }
  return reached
}

function accepts(token: number, unit: number): boolean {
  return token === unit || token === ONE || (token === ONE_WITHIN && unit !== COLON)
}

function spread(positions: number[], value: string, token: number): number[] {
  const reached: number[] = []
  let next = 0

  for (const position of positions) {
    for (let end = Math.max(position, next); end <= value.length; end++) {
      reached.push(end)
      next = end + 1

      if (token === MANY_WITHIN && value.charCodeAt(end) === COLON) {
        break
      }
    }
  }
  return reached
}

const SEPARATORS = 5

/**
 * Limits the wildcards of an ARN pattern to their part, for the five parts before the resource. Where `across` is set, a
 * star that ends a part may go on past the colon. Source: IAM user guide, "Resource": "If the * wildcard is the last character
 * of a resource ARN segment, it can expand to match beyond the colon boundaries."
 */
export function withinArnParts(tokens: readonly number[], across: boolean): number[] {
  let separators = 0

  return tokens.map((token, index) => {
    separators += token === COLON ? 1 : 0

    if (separators >= SEPARATORS) {
      return token
    }
    if (token === ONE) {
      return ONE_WITHIN
    }
    const next = tokens[index + 1]
    const endsPart = next === undefined || next === COLON
    return token === MANY && !(across && endsPart) ? MANY_WITHIN : token
  })
}
