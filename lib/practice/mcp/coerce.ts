import { toText } from '@/lib/json'
import { incomplete, invalid } from '@/lib/practice/mcp/refusal'
import type { Shape } from '@/lib/practice/mcp/shape'
import { parseShorthand, ShorthandError } from '@/lib/practice/mcp/shorthand'
import { ok, type Result } from '@/lib/result'

/** The value of an option from the words that follow it: JSON, shorthand, or plain text, as its shape wants it. */
export function valueOfWords(shape: Shape, words: string[], option: string): Result<unknown> {
  if (words.length === 0) {
    const expected = shape.type === 'list' ? 'at least one argument' : 'one argument'
    return incomplete(`Failed handling '${option}': 'expected ${expected}'`, {})
  }
  try {
    return ok(fromWords(shape, words, option))
  } catch (error) {
    if (error instanceof CoercionError) {
      return invalid(`The parameter '${option}' received an invalid input: ${error.message}`, { parameters: [option] })
    }
    if (error instanceof ShorthandError) {
      return invalid(`Error parsing parameter '${option}': ${error.message}`, {})
    }
    throw error
  }
}

class CoercionError extends Error {
  override readonly name = 'CoercionError'
}

function fromWords(shape: Shape, words: string[], option: string): unknown {
  const [word = ''] = words

  if (shape.type === 'list') {
    if (words.length === 1 && word.trimStart().startsWith('[')) {
      return typed(shape, parseJson(word), option)
    }
    return words.map((one) => fromWord(shape.item(), one, option))
  }
  return fromWord(shape, word, option)
}

function fromWord(shape: Shape, word: string, option: string): unknown {
  const isNested = shape.type === 'structure' || shape.type === 'map' || shape.type === 'list'

  if (isNested || shape.type === 'document') {
    const isJson = /^\s*[[{]/.test(word)
    return typed(shape, isJson ? parseJson(word) : parseShorthand(word), option)
  }
  return typed(shape, word, option)
}

function parseJson(word: string): unknown {
  try {
    return JSON.parse(word)
  } catch {
    throw new ShorthandError(`Invalid JSON: ${word}`)
  }
}

function typed(shape: Shape, value: unknown, path: string): unknown {
  switch (shape.type) {
    case 'string':
      return expect(typeof value === 'string', value, path, 'a string') && value
    case 'number':
      return expect(/^-?\d+(\.\d+)?$/.test(toText(value)), value, path, 'a number') && Number(value)
    case 'boolean':
      return (
        expect(/^(true|false)$/i.test(toText(value)), value, path, 'true or false') && /^true$/i.test(toText(value))
      )
    case 'timestamp':
      return timestamp(value, path)
    case 'blob':
      return expect(typeof value === 'string', value, path, 'base64 text') && Buffer.from(String(value), 'base64')
    case 'document':
      return value
    case 'list':
      // Shorthand can't tell a list of one from its only item.
      return (Array.isArray(value) ? value : [value]).map((item, index) =>
        typed(shape.item(), item, `${path}[${index}]`),
      )
    case 'map':
      return entriesOf(value, path, (name) => ({ name, shape: shape.value() }))
    case 'structure':
      return structured(shape, value, path)
  }
}

function structured(shape: Extract<Shape, { type: 'structure' }>, value: unknown, path: string): unknown {
  const members = shape.members()
  const result = entriesOf(value, path, (name) => {
    const member = Object.hasOwn(members, name) ? members[name] : undefined

    if (!member) {
      throw new CoercionError(
        `Unknown parameter in ${path}: "${name}", must be one of: ${Object.keys(members).join(', ')}`,
      )
    }
    return { name, shape: member }
  })
  const missing = shape.required.find((name) => !Object.hasOwn(result, name))

  if (missing) {
    throw new CoercionError(`Missing required parameter in ${path}: "${missing}"`)
  }
  return result
}

function entriesOf(value: unknown, path: string, memberOf: (name: string) => { name: string; shape: Shape }) {
  expect(typeof value === 'object' && value !== null && !Array.isArray(value), value, path, 'a structure')
  return Object.fromEntries(
    Object.entries(value as object).map(([key, item]) => {
      const { name, shape } = memberOf(key)
      return [name, typed(shape, item, `${path}.${key}`)]
    }),
  )
}

function timestamp(value: unknown, path: string): Date {
  const isEpoch = /^\d+(\.\d+)?$/.test(toText(value))
  const date = isEpoch ? new Date(Number(value) * 1000) : new Date(toText(value))
  expect(!Number.isNaN(date.getTime()), value, path, 'a timestamp')
  return date
}

function expect(isRight: boolean, value: unknown, path: string, expected: string): true {
  if (!isRight) {
    throw new CoercionError(`Invalid value for parameter ${path}: ${JSON.stringify(value)}, expected ${expected}`)
  }
  return true
}
