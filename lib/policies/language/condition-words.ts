import type { PolicyConditions } from '@/lib/policies/document/model'
import { parseOperator, QUANTIFIERS } from '@/lib/policies/language/operators'

/** Each condition of a statement as one short line; all of them must hold. */
export function conditionLines(conditions: PolicyConditions | undefined): string[] {
  return Object.entries(conditions ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => conditionLine(operator, key, values)),
  )
}

/** `aws:RequestedRegion is us-east-1 or eu-west-1` */
export function conditionLine(text: string, key: string, values: string[]): string {
  const operator = parseOperator(text)
  const words = operator?.words ?? text

  if (operator?.comparison === 'null') {
    return `${key} ${words} ${values.some((value) => value.toLowerCase() === 'true') ? 'absent' : 'present'}`
  }
  const who = QUANTIFIERS.find(({ quantifier }) => quantifier === operator?.quantifier)?.words
  const list = values.length === 0 ? 'nothing' : values.join(words.includes('not') ? ' nor ' : ' or ')
  return `${who ? `${who} ` : ''}${key} ${words} ${list}${operator?.ifExists ? ', if it is there' : ''}`
}
