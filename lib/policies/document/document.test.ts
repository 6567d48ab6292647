import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePolicy, parseTrustPolicy, policySize, readPolicy } from '@/lib/policies/document/document'
import { statement } from '@/lib/policies/testing/arbitraries'

const statementText = '{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}'

function withStatement(text: string): string {
  return `{"Version":"2012-10-17","Statement":[${text}]}`
}

function problemOf(text: string): string {
  const result = parsePolicy(text)
  return result.ok ? '' : result.error.message
}

describe('parsePolicy', () => {
  it('spells out arrays and the default version', () => {
    const result = parsePolicy(
      '{"Statement":{"Effect":"Deny","NotAction":"s3:*","NotResource":"*","Condition":{"Bool":{"aws:SecureTransport":false},"NumericEquals":{"s3:max-keys":[1,2]}}}}',
    )
    expect(result).toEqual({
      ok: true,
      data: {
        Version: '2008-10-17',
        Statement: [
          {
            Effect: 'Deny',
            NotAction: ['s3:*'],
            NotResource: ['*'],
            Condition: { Bool: { 'aws:SecureTransport': ['false'] }, NumericEquals: { 's3:max-keys': ['1', '2'] } },
          },
        ],
      },
    })
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['null', 'JSON object'],
    ['[]', 'JSON object'],
    ['{', 'closing brace'],
    ['{"Statement":[],}', 'trailing comma'],
    ['{"Statement":[] // no\n}', 'comments'],
    ['{"Statement":[]}', 'Statement is empty'],
    ['{"Version":"2012-10-17"}', 'no Statement'],
    ['{"Version":"2012-10-18","Statement":[]}', 'Version'],
    ['{"Statement":[null]}', 'statement is an object'],
    [`{"Statement":[${statementText}],"Statement":[]}`, 'twice'],
    ['{"__proto__":{},"Statement":[]}', '__proto__'],
    ['{"Statements":[]}', 'no element Statements'],
    [withStatement('{"Effect":"allow","Action":"*","Resource":"*"}'), 'Effect must be'],
    [withStatement('{"Action":"*","Resource":"*"}'), 'no Effect'],
    [withStatement('{"Effect":"Allow","Resource":"*"}'), 'no Action'],
    [withStatement('{"Effect":"Allow","Action":"*"}'), 'no Resource'],
    [withStatement('{"Effect":"Allow","Action":"*","NotAction":"s3:*","Resource":"*"}'), 'Action and NotAction'],
    [withStatement('{"Effect":"Allow","Action":"*","Resource":"*","NotResource":"*"}'), 'Resource and NotResource'],
    [withStatement('{"Effect":"Allow","Actions":"*","Resource":"*"}'), 'written Action'],
    [withStatement('{"Effect":"Allow","Action":[],"Resource":"*"}'), 'Action is empty'],
    [withStatement('{"Effect":"Allow","Action":5,"Resource":"*"}'), 'must be text'],
    [withStatement('{"Effect":"Allow","Action":"GetObject","Resource":"*"}'), 'service:Action'],
    [withStatement('{"Effect":"Allow","Action":"*","Resource":"bucket"}'), 'ARN'],
    [withStatement('{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}'), 'no Principal'],
    [withStatement('{"Sid":"a b","Effect":"Allow","Action":"*","Resource":"*"}'), 'letters and digits'],
    [withStatement('{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::\\u0000"}'), 'control character'],
    [withStatement('{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::\u0000"}'), 'U+0000'],
    [withStatement('{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::a\u2014b"}'), 'U+2014'],
    [`\ufeff${withStatement(statementText)}`, 'U+FEFF'],
    [withStatement('{"Effect":"Allow","Action":"*","Resource":"*","Condition":[]}'), 'Condition must be'],
    [withStatement('{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEqualz":{}}}'), 'StringEqualz'],
    [
      withStatement('{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"__proto__":"x"}}}'),
      '__proto__',
    ],
    [
      withStatement('{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Null":{"nokey":"x"}}}'),
      'service:name',
    ],
  ])('says what is wrong with %j', (text, words) => {
    expect(problemOf(text)).toContain(words)
  })

  it('names line and column', () => {
    expect(problemOf('{\n  "Statement": [\r\n    5\n  ]\n}')).toMatch(/^Line 3, column 5: /)
  })

  it('refuses a second Sid of the same name', () => {
    const one = '{"Sid":"A","Effect":"Allow","Action":"*","Resource":"*"}'
    expect(problemOf(withStatement(`${one},${one}`))).toContain('Sid A')
  })

  it('survives nesting that would exhaust the stack', () => {
    expect(problemOf('['.repeat(100_000))).toContain('nested too deeply')
    expect(problemOf('{"a":'.repeat(20_000))).toContain('nested too deeply')
    expect(problemOf(' '.repeat(131_073))).toContain('empty')
    expect(problemOf('x'.repeat(131_073))).toContain('131072')
  })

  it('takes no longer for a text that is wrong at every character', () => {
    // What grows faster than the text would run into the time limit of the test.
    for (const piece of [',', '\n,', '"a"', '{}', '1 ']) {
      expect(problemOf(piece.repeat(131_000 / piece.length))).not.toBe('')
    }
    const many = Array.from({ length: 10_000 }, () => '5,').join('\n')
    expect(problemOf(`{"Statement":[${many}5]}`)).toContain('Line 1')
  })

  it('never throws and always gives a reason', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"Statement"',
      '"Effect"',
      '*',
      'null',
      '1',
      '\\u',
      '\n',
    )
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.array(pieces).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const { document, problems } = readPolicy(text, 'identity')
        expect(document === undefined).toBe(problems.length > 0)
      }),
    )
  })

  it('is idempotent: the normalised document parses to itself', () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), (statements) => {
        const first = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }))
        expect(first.ok).toBe(true)
        expect(first.ok && parsePolicy(JSON.stringify(first.data, null, 2))).toEqual(first)
      }),
    )
  })
})

describe('parseTrustPolicy', () => {
  it('wants a principal and no resource', () => {
    const trust = (more: string) => withStatement(`{"Effect":"Allow","Action":"sts:AssumeRole"${more}}`)
    expect(parseTrustPolicy(trust(',"Principal":{"Service":"a.amazonaws.com"}')).ok).toBe(true)
    expect(parseTrustPolicy(trust(''))).toMatchObject({ error: { message: expect.stringContaining('no Principal') } })
    expect(parseTrustPolicy(trust(',"Principal":"*","Resource":"*"'))).toMatchObject({
      error: { message: expect.stringContaining('no Resource') },
    })
    expect(parseTrustPolicy(trust(',"Principal":{"Servce":"x"}')).ok).toBe(false)
  })
})

describe('policySize', () => {
  it('counts no white space', () => {
    expect(policySize(' {\n\t"a b": 1\r\n}')).toBe(8)
  })
})
