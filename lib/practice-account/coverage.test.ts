import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CoveredService, countsOf, fittingServices } from '@/lib/practice-account/coverage'

const IAM: CoveredService = {
  id: 'iam',
  name: 'AWS Identity and Access Management',
  calledAs: ['iam'],
  imitated: [
    { name: 'CreateRole', judges: ['differential'] },
    { name: 'GetRole', judges: [] },
  ],
  missing: ['CreateGroup'],
  beside: [],
  limits: [],
}
const COGNITO: CoveredService = {
  id: 'cognito',
  name: 'Amazon Cognito Identity Provider',
  calledAs: ['cognito-idp'],
  imitated: [{ name: 'CreateGroup', judges: [] }],
  missing: [],
  beside: ['Token'],
  limits: [],
}
const BOTH = [IAM, COGNITO]

const found = (typed: string) =>
  fittingServices(BOTH, typed).flatMap(({ id, imitated, missing, beside }) =>
    [...imitated.map(({ name }) => name), ...missing, ...beside].map((name) => `${id} ${name}`),
  )

describe('what fits a search', () => {
  it.each([
    ['CreateGroup', ['iam CreateGroup', 'cognito CreateGroup']],
    ['iam:CreateGroup', ['iam CreateGroup']],
    ['iam create-role', ['iam CreateRole']],
    ['cognito-idp create-group', ['cognito CreateGroup']],
    ['cognito', ['cognito CreateGroup', 'cognito Token']],
    ['identity and access', ['iam CreateRole', 'iam GetRole', 'iam CreateGroup']],
    ['rds', []],
  ])('%s', (typed, operations) => {
    expect(found(typed)).toEqual(operations)
  })

  it('is everything when nothing but signs is typed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\s:._-]*$/), (typed) => {
        expect(fittingServices(BOTH, typed)).toEqual(BOTH)
      }),
    )
  })

  it('finds every operation by any part of its name, in any case', () => {
    const all = BOTH.flatMap(({ imitated }) => imitated.map(({ name }) => name))
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.nat(8), fc.integer({ min: 1, max: 9 }), (name, from, length) => {
        const part = name.slice(from % name.length).slice(0, length)
        expect(found(part.toUpperCase()).some((one) => one.endsWith(` ${name}`))).toBe(true)
      }),
    )
  })
})

it('counts what AWS has, what is here, and what was judged', () => {
  expect(countsOf(BOTH)).toEqual({ all: 4, imitated: 3, judged: 1 })
})
