import { parseComparison } from '@/lib/practice/logs/filter/compare'
import { FilterPatternError } from '@/lib/practice/logs/filter/error'
import { type Condition, type Cursor, cursor, parseCondition } from '@/lib/practice/logs/filter/expression'
import { tokenize } from '@/lib/practice/logs/filter/lexer'

type Step = { name: string } | { index: number } | { any: true }

const STEP = /\.?\[(?:(\d+)|(\*)|'([^']*)'|"([^"]*)")\]|\.(?:(\*)|([^.[]+))/y

/**
 * `{ $.a.b = "x*" && $.n >= 3 }`. A text that isn't JSON never matches. A comparison needs the property to exist and to be a text
 * or a number, `!=` included; with `[*]` one matching element is enough.
 */
export function parseJsonPattern(text: string): (message: string) => boolean {
  const tokens = cursor(tokenize(text))
  tokens.expect('{')
  const condition = parseCondition(tokens, parseAtom)
  tokens.expect('}')

  if (tokens.peek()) {
    throw new FilterPatternError()
  }
  return (message) => {
    const root = parseJson(message)
    return root !== undefined && condition(root)
  }
}

function parseAtom(tokens: Cursor): Condition<object> {
  const selector = tokens.next()

  if (selector.type !== 'selector') {
    throw new FilterPatternError()
  }
  const steps = parseSelector(selector.text)
  const compare = parseComparison(tokens)

  if (compare) {
    return (root) =>
      select(root, steps).some((value) => (typeof value === 'string' || typeof value === 'number') && compare(value))
  }
  return parsePredicate(tokens, steps)
}

/** `IS NULL`, `IS TRUE`, `IS FALSE`, `EXISTS`, `NOT EXISTS`. */
function parsePredicate(tokens: Cursor, steps: Step[]): Condition<object> {
  const first = word(tokens)

  if (first === 'EXISTS') {
    return (root) => select(root, steps).length > 0
  }
  const second = word(tokens)

  if (first === 'NOT' && second === 'EXISTS') {
    return (root) => select(root, steps).length === 0
  }
  const expected = new Map<string, unknown>([
    ['TRUE', true],
    ['FALSE', false],
    ['NULL', null],
  ])

  if (first !== 'IS' || !expected.has(second)) {
    throw new FilterPatternError()
  }
  return (root) => select(root, steps).some((value) => value === expected.get(second))
}

function word(tokens: Cursor): string {
  const token = tokens.next()

  if (token.type !== 'word') {
    throw new FilterPatternError()
  }
  return token.text.toUpperCase()
}

function parseSelector(text: string): Step[] {
  const steps: Step[] = []
  STEP.lastIndex = 1

  while (STEP.lastIndex < text.length) {
    const found = STEP.exec(text)

    if (!found) {
      throw new FilterPatternError()
    }
    const [, index, anyIndex, single, double, anyName, name] = found
    const quoted = single ?? double ?? name

    if (anyIndex !== undefined || anyName !== undefined) {
      steps.push({ any: true })
    } else if (quoted === undefined) {
      steps.push({ index: Number(index) })
    } else {
      steps.push({ name: quoted })
    }
  }
  return steps
}

/** What the selector reaches; more than one value only through `*`. */
function select(root: unknown, steps: Step[]): unknown[] {
  let values = [root]

  for (const step of steps) {
    values = values.flatMap((value) => follow(value, step))
  }
  return values
}

function follow(value: unknown, step: Step): unknown[] {
  if (typeof value !== 'object' || value === null) {
    return []
  }
  if ('any' in step) {
    return Object.values(value)
  }
  if ('index' in step) {
    return Array.isArray(value) && step.index < value.length ? [value[step.index]] : []
  }
  const isOwn = !Array.isArray(value) && Object.hasOwn(value, step.name)
  return isOwn ? [(value as Record<string, unknown>)[step.name]] : []
}

function parseJson(message: string): object | undefined {
  if (!/^\s*[{[]/.test(message)) {
    return undefined
  }
  try {
    return JSON.parse(message)
  } catch {
    return undefined
  }
}
