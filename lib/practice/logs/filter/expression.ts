import { FilterPatternError } from '@/lib/practice/logs/filter/error'
import type { Token } from '@/lib/practice/logs/filter/lexer'

export type Condition<Subject> = (subject: Subject) => boolean

/** Reads tokens one by one. */
export type Cursor = {
  peek: () => Token | undefined
  next: () => Token
  /** Takes the symbol when it is the next token. */
  take: (symbol: string) => boolean
  expect: (symbol: string) => void
}

export function cursor(tokens: Token[]): Cursor {
  let at = 0
  const isNext = (symbol: string) => {
    const token = tokens[at]
    return token?.type === 'symbol' && token.text === symbol
  }
  const take = (symbol: string) => {
    const isTaken = isNext(symbol)
    at += isTaken ? 1 : 0
    return isTaken
  }
  return {
    peek: () => tokens[at],
    next: () => {
      const token = tokens[at++]

      if (!token) {
        throw new FilterPatternError()
      }
      return token
    },
    take,
    expect: (symbol) => {
      if (!take(symbol)) {
        throw new FilterPatternError()
      }
    },
  }
}

/** `a && (b || c)`; `&&` binds more tightly. */
export function parseCondition<S>(tokens: Cursor, parseAtom: (tokens: Cursor) => Condition<S>): Condition<S> {
  const either = [parseAll(tokens, parseAtom)]

  while (tokens.take('||')) {
    either.push(parseAll(tokens, parseAtom))
  }
  return (subject) => either.some((condition) => condition(subject))
}

function parseAll<S>(tokens: Cursor, parseAtom: (tokens: Cursor) => Condition<S>): Condition<S> {
  const all = [parseOne(tokens, parseAtom)]

  while (tokens.take('&&')) {
    all.push(parseOne(tokens, parseAtom))
  }
  return (subject) => all.every((condition) => condition(subject))
}

function parseOne<S>(tokens: Cursor, parseAtom: (tokens: Cursor) => Condition<S>): Condition<S> {
  if (!tokens.take('(')) {
    return parseAtom(tokens)
  }
  const inner = parseCondition(tokens, parseAtom)
  tokens.expect(')')
  return inner
}
