import { describe, expect, it } from 'vitest'
import type { CommandOutcome } from '@/lib/mcp/command/command-outcomes'
import { compareAnswers } from '@/lib/successor/compare-answers'

const NOW = Date.parse('2026-12-01T12:00:00Z')
const answer = (data: unknown): CommandOutcome => ({ command: '', data })
const failure = (message: string, code?: string): CommandOutcome => ({ command: '', failure: { message, code } })
const compared = (here: CommandOutcome, there: CommandOutcome) => compareAnswers(here, there, NOW)

const DENIED =
  'An error occurred (AccessDenied) when calling the ListRoles operation: User: arn:aws:iam::000000000000:user/a is not authorized to perform: iam:ListRoles on resource: * because no identity-based policy allows the iam:ListRoles action'

describe('answers that are the same', () => {
  it.each<[string, unknown, unknown]>([
    ['the order of members', { a: 1, b: 2 }, { b: 2, a: 1 }],
    ['the order of a list, however deep', { L: [{ T: ['x', 'y'] }, { T: [] }] }, { L: [{ T: [] }, { T: ['y', 'x'] }] }],
    ['the id of the request', { a: 1, RequestId: '1', NextToken: 'q' }, { a: 1, RequestId: '2', NextToken: 'r' }],
    ['the time of the call', { at: '2026-12-01T12:00:03Z' }, { at: '2026-12-01T11:59:58+00:00' }],
    ['the time of the call in seconds', { at: NOW / 1000 }, { at: NOW / 1000 + 2 }],
  ])('but for %s', (_what, here, there) => {
    expect(compared(answer(here), answer(there)).state).toBe('same')
  })

  it('also when both refuse in the same way, in whatever words', () => {
    const two = compared(failure(DENIED, 'AccessDenied'), failure('not authorized', 'UnauthorizedOperation'))
    expect(two).toEqual({ state: 'same', why: 'Both refused it: access denied.' })
  })
})

describe('answers that are not', () => {
  it.each<[string, unknown, unknown]>([
    ['a value', { a: 1 }, { a: 2 }],
    ['one more of the same', { L: ['x'] }, { L: ['x', 'x'] }],
    ['a time of the past', { at: '2026-11-01T00:00:00Z' }, { at: '2026-11-02T00:00:00Z' }],
    ['a number near no time', { a: 5 }, { a: 6 }],
  ])('differ in %s, with a diff', (_what, here, there) => {
    const { state, diff } = compared(answer(here), answer(there))
    expect(state).toBe('differs')
    expect(diff?.some(({ kind }) => kind !== 'same')).toBe(true)
  })

  it('name the permission that only the person lacks', () => {
    expect(compared(answer({}), failure(DENIED, 'AccessDenied'))).toEqual({
      state: 'refused-there',
      why: 'Only the managed server refused it: iam:ListRoles is not allowed.',
      action: 'iam:ListRoles',
    })
    expect(compared(failure(DENIED), answer({}))).toMatchObject({ state: 'refused-here', action: 'iam:ListRoles' })
  })

  it('say how each failed', () => {
    expect(compared(failure('x', 'Throttling'), failure('y', 'NoSuchBucket'))).toEqual({
      state: 'differs',
      why: 'The runtime says Throttling, the managed server NoSuchBucket.',
    })
    expect(compared(answer({}), failure('y', 'Throttling'))).toMatchObject({ state: 'differs' })
  })
})

it('cuts a diff that nobody would read', () => {
  const many = (start: number) => answer({ L: Array.from({ length: 300 }, (_, index) => `item-${start + index}`) })
  expect(compared(many(0), many(10_000)).diff).toHaveLength(400)
})
