import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePolicy, policySize } from '@/lib/policies/document/document'
import { planMove, sharedSizes } from '@/lib/policies/document/move-statements'
import { evaluatePolicies, type PolicyRequest } from '@/lib/policies/evaluate/evaluate'
import { policyDocument, request } from '@/lib/policies/testing/arbitraries'

const written = fc
  .tuple(policyDocument, fc.constantFrom<[string | number, string]>(['', '\n'], [2, '\n'], ['\t', '\n'], [4, '\r\n']))
  .map(([document, [unit, newline]]) => {
    const sids = document.Statement.map((one, index) => ({ Sid: `S${index}`, ...one }))
    const text = JSON.stringify({ Version: '2012-10-17', Statement: sids }, null, unit)
    return text.replaceAll('\n', newline)
  })
const choice = fc.uniqueArray(fc.nat(3), { minLength: 1 })

function documentOf(text: string) {
  const parsed = parsePolicy(text)

  if (!parsed.ok) {
    throw new Error(parsed.error.message)
  }
  return parsed.data
}

function statementsOf(texts: (string | null)[]): string[] {
  return texts
    .flatMap((text) => (text === null ? [] : documentOf(text).Statement))
    .map(({ Sid: _, ...rest }) => JSON.stringify(rest))
    .toSorted()
}

function decisionOf(texts: (string | null)[], request: PolicyRequest) {
  const policies = texts.flatMap((text, index) =>
    text === null ? [] : [{ name: `p${index}`, document: documentOf(text) }],
  )
  return evaluatePolicies({ identityPolicies: policies, request }).effect
}

test('the two say together what they said before, at every moment', () => {
  fc.assert(
    fc.property(written, fc.option(written), choice, request, (from, to, statements, asked) => {
      const plan = planMove({ from, to, statements })

      if (!plan.ok) {
        expect(statements.every((number) => number >= documentOf(from).Statement.length)).toBe(true)
        return
      }
      expect(statementsOf([plan.from, plan.to])).toEqual(statementsOf([from, to]))
      const before = decisionOf([from, to], asked)
      expect(decisionOf([from, plan.to], asked)).toBe(before)
      expect(decisionOf([plan.from, plan.to], asked)).toBe(before)
    }),
  )
})

test('what stays is left as it was typed, and Sids stay single', () => {
  fc.assert(
    fc.property(written, written, choice, (from, to, statements) => {
      const plan = planMove({ from, to, statements })

      if (plan.ok) {
        const list = to.lastIndexOf(']')
        expect(plan.to.startsWith(to.slice(0, to.lastIndexOf('}', list) + 1))).toBe(true)
        expect(plan.to.endsWith(to.slice(list))).toBe(true)
        const sids = documentOf(plan.to).Statement.map(({ Sid }) => Sid)
        expect(new Set(sids).size).toBe(sids.length)
        const kept = from.split('"Sid"').filter((_, index) => index > 0 && !statements.includes(index - 1))
        expect(kept.every((part) => plan.from?.includes(part.slice(0, part.lastIndexOf('}') + 1)))).toBe(true)
      }
    }),
  )
})

const TYPED = `{
  "Version": "2012-10-17",
  "Statement": [
    {"Sid": "One",   "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"},
    {
      "Sid": "Two",
      "Effect": "Deny",
      "Action": ["s3:Put*"],
      "Resource": "*"
    }
  ]
}`

test('a statement keeps its own form in the place where it goes', () => {
  const to =
    '{\n\t"Version": "2012-10-17",\n\t"Statement": {"Sid": "Two", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}\n}'
  expect(planMove({ from: TYPED, to: null, statements: [1] })).toEqual({
    ok: true,
    from: TYPED.slice(0, TYPED.indexOf(',\n    {\n')) + TYPED.slice(TYPED.indexOf('\n  ]')),
    to: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Two",
      "Effect": "Deny",
      "Action": ["s3:Put*"],
      "Resource": "*"
    }
  ]
}`,
  })
  const plan = planMove({ from: TYPED, to, statements: [0, 1] })
  expect(plan).toMatchObject({ ok: true, from: null })
  expect(plan.ok && plan.to).toContain('{"Sid": "One",   "Effect": "Allow"')
  expect(plan.ok && plan.to).toContain('"Sid": "Two2"')
})

test.each([
  ['broken text', { from: `${TYPED},`, to: null, statements: [0] }],
  ['a broken receiver', { from: TYPED, to: '{', statements: [0] }],
  ['nothing chosen', { from: TYPED, to: null, statements: [7] }],
  ['another version', { from: TYPED, to: TYPED.replace('2012-10-17', '2008-10-17'), statements: [0] }],
])('refuses %s', (_, move) => {
  expect(planMove(move).ok).toBe(false)
})

test('counts what a shared quota holds on the way', () => {
  const move = { from: TYPED, to: null, statements: [1] }
  const plan = planMove(move)
  const sizes = plan.ok && sharedSizes(move, plan, ['{ }'])
  expect(sizes).toMatchObject({ before: policySize(TYPED) + 2 })
  expect(sizes && sizes.between > sizes.after && sizes.after > sizes.before).toBe(true)
})
