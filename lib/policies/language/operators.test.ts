import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conditionLine } from '@/lib/policies/language/condition-words'
import { likeOperator, OPERATORS, parseOperator, QUANTIFIERS } from '@/lib/policies/language/operators'

const PREFIXES = ['', ...QUANTIFIERS.map(({ prefix }) => prefix)]
const spelling = fc
  .tuple(fc.constantFrom(...PREFIXES), fc.constantFrom(...OPERATORS), fc.constantFrom('', 'IfExists'))
  .map(([prefix, { name }, suffix]) => ({ prefix, name, suffix, text: `${prefix}${name}${suffix}` }))

describe('operators', () => {
  it('takes every operator apart, with each prefix and IfExists, in any case', () => {
    fc.assert(
      fc.property(spelling, fc.boolean(), ({ prefix, name, suffix, text }, isUpper) => {
        const parsed = parseOperator(isUpper ? text.toUpperCase() : text.toLowerCase())
        const quantifier = QUANTIFIERS.find((one) => one.prefix === prefix)?.quantifier
        const exists = !(name === 'Null' && suffix)
        expect(parsed && { name: parsed.name, quantifier: parsed.quantifier, ifExists: parsed.ifExists }).toEqual(
          exists ? { name, quantifier, ifExists: suffix !== '' } : undefined,
        )
      }),
    )
  })

  it.each(['StringEqual', 'ForSomeValues:StringEquals', 'StringEqualsIfExistsIfExists', 'IfExists', '', 'constructor'])(
    'does not know %j',
    (text) => {
      expect(parseOperator(text)).toBeUndefined()
    },
  )

  it.each([
    ['ForAnyValue:StringNotEqualsIfExists', 'string-like', 'ForAnyValue:StringNotLikeIfExists'],
    ['StringEqualsIgnoreCase', 'string-like', 'StringLike'],
    ['forallvalues:StringLike', 'arn', 'forallvalues:ArnLike'],
  ] as const)('names the operator with wildcards for %s', (text, comparison, like) => {
    const operator = parseOperator(text)
    expect(operator && likeOperator(text, operator, comparison)).toBe(like)
  })

  it('says each operator in words of its own', () => {
    expect(conditionLine('ForAllValues:NumericGreaterThanIfExists', 'a:b', ['1'])).toBe(
      'every value of a:b > 1, if it is there',
    )
    expect(conditionLine('DateLessThanEquals', 'a:b', ['x', 'y'])).toBe('a:b is not after x nor y')
    expect(conditionLine('Null', 'a:b', ['true'])).toBe('a:b is absent')
  })
})
