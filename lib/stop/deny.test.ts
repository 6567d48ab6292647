import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePolicy, parseResourcePolicy } from '@/lib/policies/document/document'
import { hasDeny, roleDeny, tagText, withDeny, withoutDeny } from '@/lib/stop/deny'

const ARN = 'arn:aws:bedrock-agentcore:us-east-1:000000000000:runtime/tools-abcdefghij'
const AT = '2026-12-01T08:30:00.000Z'

const space = fc.constantFrom('', ' ', '\n', '\n  ', '\t', '\r\n')
const statement = fc.record({
  Sid: fc.stringMatching(/^[A-Z][a-z]{0,6}$/),
  Effect: fc.constantFrom('Allow', 'Deny'),
  Principal: fc.constantFrom('*', { AWS: '000000000000' }),
  Action: fc.constantFrom('bedrock-agentcore:InvokeAgentRuntime', 'bedrock-agentcore:*'),
  Resource: fc.constant(ARN),
  Condition: fc.constantFrom(
    { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
    { Bool: { 'aws:SecureTransport': '[{,}]' } },
  ),
})

/** A policy as somebody may have written it: any spaces, one statement with or without brackets, members in any order. */
const policyText = fc
  .tuple(
    fc.uniqueArray(statement, { minLength: 1, maxLength: 4, selector: ({ Sid }) => Sid }),
    fc.array(space, { minLength: 8, maxLength: 8 }),
    fc.boolean(),
  )
  .map(([statements, spaces, isAlone]) => {
    const [a, b, c, d, e, f, g, h] = spaces
    const texts = statements.map((one) => JSON.stringify(one, null, (a ?? '').length))
    const list = isAlone ? texts[0] : `[${b}${texts.join(`${c},${d}`)}${e}]`
    return `{${f}"Statement"${g}:${h}${list}${a},${b}"Version":"2012-10-17"${c}}${d}`
  })

describe('a resource policy', () => {
  it('has a deny for everybody while stopped, and is its old self afterwards, character by character', () => {
    fc.assert(
      fc.property(policyText, (text) => {
        const stopped = withDeny(text, ARN, AT)
        expect(hasDeny(text, ARN)).toBe(false)
        expect(hasDeny(stopped, ARN)).toBe(true)
        const read = parseResourcePolicy(stopped)
        expect(read.ok && read.data.Statement[0]).toMatchObject({ Effect: 'Deny', Principal: '*', Resource: [ARN] })
        expect(withDeny(stopped, ARN, '2027-01-01T00:00:00Z')).toBe(stopped)
        expect(withoutDeny(stopped)).toBe(text)
        expect(withoutDeny(text)).toBe(text)
      }),
    )
  })

  it('says the same afterwards when somebody wrote it anew', () => {
    fc.assert(
      fc.property(policyText, fc.constantFrom(0, 1, 2), (text, indent) => {
        const stopped = JSON.parse(withDeny(text, ARN, AT))
        const [own, ...rest] = stopped.Statement
        const moved = JSON.stringify({ ...stopped, Statement: [...rest, own] }, null, indent)
        const back = JSON.parse(withoutDeny(moved) ?? '')
        expect(back.Statement).toEqual([JSON.parse(text).Statement].flat())
      }),
    )
  })

  it('is gone afterwards where there was none', () => {
    const stopped = withDeny(null, ARN, AT)
    expect(parseResourcePolicy(stopped).ok).toBe(true)
    expect(withoutDeny(stopped)).toBeNull()
    expect(withoutDeny(JSON.stringify(JSON.parse(stopped), null, 2))).toBeNull()
  })

  it('keeps its brackets when a statement that was alone got company', () => {
    const alone = { Sid: 'Theirs', Effect: 'Allow', Principal: '*', Action: 'bedrock-agentcore:*', Resource: ARN }
    const stopped = JSON.parse(withDeny(JSON.stringify({ Version: '2012-10-17', Statement: alone }), ARN, AT))
    stopped.Statement.push({ ...alone, Sid: 'More' })
    const back = withoutDeny(JSON.stringify(stopped)) ?? ''
    expect(JSON.parse(back).Statement).toEqual([alone, { ...alone, Sid: 'More' }])
  })

  it.each([
    ['as a list', { Action: ['bedrock-agentcore:InvokeAgentRuntime*'], Resource: [ARN] }, true],
    ['for everybody in AWS’s words', { Principal: { AWS: '*' } }, true],
    ['for one caller', { Principal: { AWS: '000000000000' } }, false],
    ['with a condition', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, false],
    ['of another action', { Action: 'bedrock-agentcore:StopRuntimeSession' }, false],
    ['of another runtime', { Resource: `${ARN}x` }, false],
    ['that allows', { Effect: 'Allow' }, false],
  ])('holds a deny %s, or not: %o', (_, changed, isHeld) => {
    const stopped = JSON.parse(withDeny(null, ARN, AT))
    Object.assign(stopped.Statement[0], changed)
    const text = JSON.stringify(stopped)
    expect(hasDeny(text, ARN)).toBe(isHeld)
    expect(hasDeny(withDeny(text, ARN, '2027-01-01T00:00:00Z'), ARN)).toBe(true)
  })

  it('keeps a statement of somebody else whose name begins like ours', () => {
    const theirs = { Sid: 'SlipwayStopper', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: ARN }
    const text = JSON.stringify({ Version: '2012-10-17', Statement: [theirs] })
    expect(hasDeny(text, ARN)).toBe(false)
    expect(withoutDeny(text)).toBe(text)
    expect(withoutDeny(withDeny(text, ARN, AT))).toBe(text)
  })

  it('is left alone when it has its statements twice: AWS may read the others', () => {
    const text = '{"Statement":[],"Statement":[],"Version":"2012-10-17"}'
    expect(withDeny(text, ARN, AT)).toBe(text)
  })

  it.each(['', 'no json', '[]', '{"Statement":5}', '{"Version":"2012-10-17"}'])(
    'is left alone when it is %s',
    (text) => {
      expect(withDeny(text, ARN, AT)).toBe(text)
      expect(withoutDeny(text)).toBe(text)
    },
  )
})

describe('the role', () => {
  it('is denied everything but telemetry, by a policy of which IAM takes the Sid', () => {
    const read = parsePolicy(roleDeny(AT))
    expect(read.ok && read.data.Statement).toEqual([
      expect.objectContaining({ Sid: 'SlipwayStop20261201T083000Z', Effect: 'Deny', Resource: ['*'] }),
    ])
    expect(roleDeny(AT)).toContain('logs:PutLogEvents')
  })

  it('has a tag that can be sent however its text is cut', () => {
    expect(() => encodeURIComponent(tagText(`${'a'.repeat(255)}𠮷`))).not.toThrow()
  })

  it('has tags of signs that IAM takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        expect(tagText(text)).toMatch(/^[\p{L}\p{N}\p{Z}_.:/=+\-@]{0,256}$/u)
      }),
    )
  })
})
