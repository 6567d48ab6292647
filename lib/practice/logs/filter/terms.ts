import { FilterPatternError } from '@/lib/practice/logs/filter/error'
import { compileRegex, withoutEscapes } from '@/lib/practice/logs/filter/lexer'

type Sign = '' | '-' | '?'
type Term = { sign: Sign; isIn: (message: string) => boolean }

const TERM = /([-?]?)(?:"((?:[^"\\]|\\.)*)"|%([^%]+)%|([^\s"%]+))(?=\s|$)/suy
const PLAIN = /^[\p{L}\p{N}_]+$/u

/**
 * Terms for plain text: all must occur (`a b`), or one of them (`?a ?b`), and none of the excluded (`-a`).
 * As on AWS, optional terms count for nothing beside a required or an excluded one.
 */
export function parseTermsPattern(text: string): (message: string) => boolean {
  const terms = readTerms(text)
  const required = terms.filter(({ sign }) => sign === '')
  const excluded = terms.filter(({ sign }) => sign === '-')
  const optional = terms.filter(({ sign }) => sign === '?')
  const isAnyOf = optional.length > 0 && optional.length === terms.length

  return (message) => {
    if (isAnyOf) {
      return optional.some(({ isIn }) => isIn(message))
    }
    return required.every(({ isIn }) => isIn(message)) && !excluded.some(({ isIn }) => isIn(message))
  }
}

function readTerms(text: string): Term[] {
  const terms: Term[] = []
  let at = 0

  while (at < text.length) {
    TERM.lastIndex = at
    const found = TERM.exec(text)

    if (!found) {
      throw new FilterPatternError()
    }
    terms.push(term(found))
    at += found[0].length
    at += text.slice(at).search(/\S|$/)
  }
  return terms
}

function term([, sign, quoted, regex, plain]: RegExpExecArray): Term {
  if (regex !== undefined) {
    const compiled = compileRegex(regex)
    return { sign: sign as Sign, isIn: (message) => compiled.test(message) }
  }
  if (plain !== undefined && !PLAIN.test(plain)) {
    throw new FilterPatternError(`Invalid character(s) in term '${plain}'`)
  }
  const phrase = plain ?? withoutEscapes(quoted ?? '')
  return { sign: sign as Sign, isIn: (message) => message.includes(phrase) }
}
