import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addStatement } from '@/lib/policies/document/add-statement'
import { parsePolicy } from '@/lib/policies/document/document'
import type { PolicyStatement } from '@/lib/policies/document/model'
import { applyEdits } from '@/lib/policies/document/text-edits'
import { evaluatePolicies } from '@/lib/policies/evaluate/evaluate'
import { policyDocument, request, statement } from '@/lib/policies/testing/arbitraries'

const get: PolicyStatement = { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::a/*'] }

function added(text: string, statement = get): string {
  return applyEdits(text, addStatement(text, statement))
}

describe('addStatement', () => {
  it('appends in the style of the document', () => {
    const text = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Action": "*",
      "Resource": "*"
    }
  ]
}
`
    expect(added(text)).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Action": "*",
      "Resource": "*"
    },
    {
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::a/*"
    }
  ]
}
`)
  })

  it.each([
    [
      '{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}',
      '{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"},{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/*"}]}',
    ],
    [
      '{"Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}',
      '{"Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}, { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*" }]}',
    ],
    ['{"Statement":[]}', '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/*"}]}'],
    ['{}', '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/*"}]}'],
    [
      '{"Statement":[{"Effect":"Allow","Action":["s3:PutObject"],"Resource":"arn:aws:s3:::a/*"}]}',
      '{"Statement":[{"Effect":"Allow","Action":["s3:PutObject","s3:GetObject"],"Resource":"arn:aws:s3:::a/*"}]}',
    ],
    [
      '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}',
      '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":["arn:aws:s3:::b/*", "arn:aws:s3:::a/*"]}]}',
    ],
  ])('%s becomes %s', (before, after) => {
    expect(added(before)).toBe(after)
  })

  it('puts a value on a line of its own where the others stand so', () => {
    const text =
      '{"Statement": [{"Effect": "Allow", "Resource": "arn:aws:s3:::a/*", "Action": [\r\n\t"s3:PutObject"\r\n]}]}'
    expect(added(text)).toContain('[\r\n\t"s3:PutObject",\r\n\t"s3:GetObject"\r\n]')
  })

  it('does not join a statement with another condition, effect, or two differences', () => {
    for (const other of [
      { ...get, Action: ['s3:PutObject'], Condition: { Bool: { 'aws:SecureTransport': ['true'] } } },
      { ...get, Effect: 'Deny' as const, Action: ['s3:PutObject'] },
      { ...get, Action: ['s3:PutObject'], Resource: ['*'] },
    ]) {
      const result = parsePolicy(added(JSON.stringify({ Statement: [other] })))
      expect(result.ok && result.data.Statement).toHaveLength(2)
    }
  })

  it('changes nothing where the policy says it already, or is no JSON object', () => {
    expect(addStatement(JSON.stringify({ Statement: [get] }), get)).toEqual([])
    expect(addStatement('{"Statement": [', get)).toEqual([])
    expect(addStatement('[]', get)).toEqual([])
    expect(added(' \n')).toContain('"2012-10-17"')
  })

  it('decides like both policies together, however the text is written', () => {
    const indent = fc.constantFrom(undefined, 2, 4, '\t')
    fc.assert(
      fc.property(policyDocument, statement, request, indent, (document, extra, ask, space) => {
        const result = parsePolicy(added(JSON.stringify(document, null, space), extra))
        const identityPolicies = [
          { name: 'a', document },
          { name: 'b', document: { ...document, Statement: [extra] } },
        ]
        const expected = evaluatePolicies({ identityPolicies, request: ask }).effect
        const sum = result.ok ? [{ name: 'c', document: result.data }] : []
        expect(evaluatePolicies({ identityPolicies: sum, request: ask }).effect).toBe(expected)
      }),
      { numRuns: 500 },
    )
  })
})
