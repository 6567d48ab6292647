import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { completionsAt } from '@/lib/policies/completion/complete'

const catalogue = await loadCatalogue(['s3', 'ec2', 'lambda'])
const account = { accountId: '111122223333', partition: 'aws', region: 'eu-west-1' }

/** `¦` is the cursor. */
function at(marked: string, kind: 'identity' | 'trust' = 'identity') {
  const offset = marked.indexOf('¦')
  const text = marked.replace('¦', '')
  const found = completionsAt(text, offset, { kind, catalogue, account })
  return { labels: found?.options.map(({ label }) => label) ?? [], found, text }
}

describe('completion in a policy', () => {
  it('offers services, then actions with access level and description', () => {
    expect(at('{"Statement":[{"Action":"¦"}]}').labels).toEqual(expect.arrayContaining(['s3:', 'ec2:', 'iam:']))
    const { found } = at('{"Statement":[{"Action":["s3:Get¦"]}]}')
    expect(found?.options).toContainEqual(
      expect.objectContaining({ label: 's3:GetObject', detail: 'Read', info: expect.stringContaining('object') }),
    )
    expect(found?.options).toContainEqual(expect.objectContaining({ label: 's3:Get*' }))
  })

  it('replaces the whole string, closed or not', () => {
    const closed = at('{"Statement":[{"Action":"s3:¦"}]}')
    expect(closed.text.slice(closed.found?.from, closed.found?.to)).toBe('s3:')
    const open = at('{"Statement":[{"Action":"s3:Li¦')
    expect(open.text.slice(open.found?.from, open.found?.to)).toBe('s3:Li')
    expect(open.labels).toContain('s3:ListBucket')
  })

  it('fills ARNs with the account, for the actions of the statement only', () => {
    const { labels } = at('{"Statement":[{"Action":"lambda:InvokeFunction","Resource":"¦"},{"Action":"s3:GetObject"}]}')
    expect(labels).toContain('arn:aws:lambda:eu-west-1:111122223333:function:FUNCTIONNAME')
    expect(labels.filter((label) => label.includes(':s3:'))).toEqual([])
    expect(labels.join()).not.toContain('${')
  })

  it('offers operators, then keys that fit the operator and the action', () => {
    expect(at('{"Statement":[{"Condition":{"¦"}}]}').labels).toContain('StringEquals')
    const dates = at('{"Statement":[{"Action":"s3:GetObject","Condition":{"DateLessThan":{"¦":""}}}]}').labels
    expect(dates).toContain('aws:CurrentTime')
    expect(dates).not.toContain('aws:RequestedRegion')
    const strings = at('{"Statement":[{"Action":"s3:ListBucket","Condition":{"StringLike":{"¦"}}}]}').labels
    expect(strings[0]).toMatch(/^s3:/)
    expect(strings).toContain('s3:prefix')
  })

  it('offers values where there are few', () => {
    expect(at('{"Statement":[{"Effect":"¦"}]}').labels).toEqual(['Allow', 'Deny'])
    expect(at('{"Version":"¦"}').labels).toEqual(['2012-10-17'])
    expect(at('{"Statement":[{"Condition":{"Bool":{"aws:SecureTransport":"¦"}}}]}').labels).toEqual(['true', 'false'])
    expect(at('{"Statement":[{"Condition":{"StringEquals":{"aws:RequestedRegion":"¦"}}}]}').labels).toEqual([
      'eu-west-1',
    ])
    expect(at('{"Statement":[{"¦"}]}', 'trust').labels).toContain('Principal')
    expect(at('{"Statement":[{"Action":"¦"}]}', 'trust').labels).toContain('sts:AssumeRole')
  })

  it('offers nothing outside of quotes, and never throws', () => {
    expect(at('{"Statement":[¦]}').found).toBeNull()
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]":,sS3*?$\\ \nAction') }), fc.nat(200), (text, offset) => {
        const found = completionsAt(text, Math.min(offset, text.length), { kind: 'identity', catalogue, account })
        return found === null || (found.from <= offset && found.to <= text.length)
      }),
    )
  })
})
