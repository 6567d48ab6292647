import { completeArn } from '@/lib/policies/language/resource-arn'
import { tokenize } from '@/lib/policies/language/variables'
import { COLON, MANY, MANY_WITHIN, ONE, ONE_WITHIN, withinArnParts } from '@/lib/policies/language/wildcards'

/** The tokens of a Resource pattern as the evaluator reads it. A variable can be anything: it becomes a star. */
export function resourceTokens(pattern: string): number[] {
  return withinArnParts(tokenize(completeArn(pattern).replace(VARIABLE, '*')) ?? [], true)
}

/** Not the escapes `${*}`, `${?}` and `${$}`; over-wide for those is on the safe side. */
const VARIABLE = /\$\{[^}]*\}/g

export function hasVariable(pattern: string): boolean {
  return pattern.includes('${')
}

/** Whether every resource of `narrow` is also one of `wide`. Says no where it can't tell. */
export function coversPattern(wide: string, narrow: string): boolean {
  if (wide === '*' || wide === narrow) {
    return true
  }
  return !hasVariable(wide) && align(resourceTokens(wide), resourceTokens(narrow), takesIn)
}

/** Whether some resource fits both patterns. */
export function patternsOverlap(one: string, other: string): boolean {
  return one === '*' || other === '*' || meet(resourceTokens(one), resourceTokens(other))
}

/**
 * Whether some resource of a type fits the pattern. `type` is the catalogue's ARN with stars for its placeholders, which stay in their
 * part. A bucket's name has no slash; everywhere else a name may have one.
 */
export function fitsResourceType(pattern: string, type: string): boolean {
  if (pattern === '*') {
    return true
  }
  const bucket = type.endsWith(':s3:::*') && pattern.includes('/')
  return !bucket && meet(resourceTokens(pattern), withinArnParts(tokenize(type) ?? [], false))
}

/** Walks `wide` along the tokens of `narrow`, of which a star of `wide` may take in any number. */
function align(wide: number[], narrow: number[], takes: (wide: number, narrow: number) => boolean): boolean {
  let reached = new Set([0])

  for (const token of wide) {
    const next = new Set<number>()

    for (const position of reached) {
      for (const end of isMany(token) ? run(token, narrow, position, takes) : step(token, narrow, position, takes)) {
        next.add(end)
      }
    }
    reached = next
  }
  return reached.has(narrow.length)
}

function step(token: number, narrow: number[], position: number, takes: typeof takesIn): number[] {
  const other = narrow[position]
  return other !== undefined && takes(token, other) ? [position + 1] : []
}

function run(token: number, narrow: number[], position: number, takes: typeof takesIn): number[] {
  const ends = [position]

  for (let end = position; end < narrow.length && takes(token, narrow[end] ?? 0); end++) {
    ends.push(end + 1)
  }
  return ends
}

function takesIn(wide: number, narrow: number): boolean {
  switch (wide) {
    case MANY:
      return true
    case MANY_WITHIN:
      return narrow !== COLON && narrow !== ONE && narrow !== MANY
    case ONE:
      return !isMany(narrow)
    case ONE_WITHIN:
      return narrow !== COLON && narrow !== ONE && !isMany(narrow)
    default:
      return wide === narrow
  }
}

function isMany(token: number): boolean {
  return token === MANY || token === MANY_WITHIN
}

/** Whether the two have a string in common: a table over both, as for two texts with stars. */
function meet(one: number[], other: number[]): boolean {
  let row = startRow(other)

  for (const token of one) {
    const next: boolean[] = [isMany(token) && row[0] === true]

    other.forEach((rival, index) => {
      const both = row[index] === true && compatible(token, rival)
      const oneGoesOn =
        isMany(token) && ((row[index + 1] ?? false) || ((next[index] ?? false) && compatible(token, rival)))
      const otherGoesOn =
        isMany(rival) && ((next[index] ?? false) || ((row[index + 1] ?? false) && compatible(token, rival)))
      next.push(
        (both && !isMany(token) && !isMany(rival)) ||
          oneGoesOn ||
          otherGoesOn ||
          (both && (isMany(token) || isMany(rival))),
      )
    })
    row = next
  }
  return row[other.length] === true
}

function startRow(other: number[]): boolean[] {
  const row = [true]

  other.forEach((token, index) => {
    row.push(row[index] === true && isMany(token))
  })
  return row
}

/** Whether one character can be read by both. */
function compatible(one: number, other: number): boolean {
  if (one === MANY || one === ONE || other === MANY || other === ONE) {
    return true
  }
  if (one === MANY_WITHIN || one === ONE_WITHIN) {
    return other !== COLON
  }
  return other === MANY_WITHIN || other === ONE_WITHIN ? one !== COLON : one === other
}
