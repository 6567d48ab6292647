import { describe, expect, it } from 'vitest'
import type { Decision } from '@/scripts/checks/peers/differential/decision'
import { answeredBy, differencesOf, judge, strictness } from '@/scripts/checks/peers/differential/differential'
import type { DifferentialCall } from '@/scripts/checks/peers/differential/differential-call'
import { shapeDifferences, shapeOf } from '@/scripts/checks/peers/differential/differential-shape'

const CALLS: DifferentialCall[] = [['create', 'iam.createRole', {}]]
const ok = (answer: object) => ({ status: 'ok 200', shape: shapeOf(answer) })
const refused = (status: string) => ({ status, shape: new Map<string, string>() })
const decision = (differs: string, by: Decision['by'] = 'documentation'): Decision => ({
  differs,
  calls: ['create'],
  right: 'practice account',
  by,
  why: 'A test.',
})

describe('the comparison of two answers', () => {
  it.each<[string, object, object, string[]]>([
    ['values do not count', { Role: { Name: 'a' } }, { Role: { Name: 'b' } }, []],
    ['a member of one only', { a: '', b: 1 }, { a: '', c: 1 }, ['practice account only: b', 'moto only: c']],
    ['a structure of one only, by its own name', { a: { b: { c: 1 } } }, {}, ['practice account only: a']],
    ['another type', { at: new Date() }, { at: '2026' }, ['type of at: date, moto string']],
    ['members of list items', { l: [{ a: 1 }, { b: 1 }] }, { l: [{ a: 1 }] }, ['practice account only: l[].b']],
    ['an empty list tells nothing of its items', { l: [] }, { l: [{ a: 1 }] }, []],
  ])('%s', (_name, practice, moto, expected) => {
    expect(shapeDifferences(shapeOf(practice), shapeOf(moto))).toEqual(expected)
  })
})

describe('decisions', () => {
  const differences = differencesOf(CALLS, [refused('ValidationError 400')], [ok({})])

  it('are missing, there, or out of date', () => {
    expect(judge(differences, []).undecided).toEqual(['create: ValidationError 400, moto ok 200'])
    const right = decision('ValidationError 400, moto ok 200')
    expect(judge(differences, [right])).toEqual({ undecided: [], stale: [], twice: [] })
    expect(judge([], [right]).stale).toHaveLength(1)
    expect(judge(differences, [right, right]).twice).toHaveLength(1)
  })

  it('by the service model only where botocore refuses as well', () => {
    const ours = [refused('ValidationError 400')]
    const surroundings = { moto: [ok({})], decisions: [decision('ValidationError 400, moto ok 200', 'service model')] }
    expect(strictness(CALLS, ours, { ...surroundings, invalid: new Set() })).toHaveLength(1)
    expect(strictness(CALLS, ours, { ...surroundings, invalid: new Set(['create']) })).toEqual([])
    expect(strictness(CALLS, [ok({})], { ...surroundings, invalid: new Set(['create']) })).toHaveLength(1)
  })
})

it('counts an operation as answered when moto has it', () => {
  const calls: DifferentialCall[] = [...CALLS, ['simulate', 'iam.simulateCustomPolicy', {}]]
  expect(answeredBy(calls, [refused('NoSuchEntity 404'), refused('SyntaxError 500')])).toEqual(['iam.createRole'])
})
