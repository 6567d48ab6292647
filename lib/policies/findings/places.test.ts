import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { parsePolicy } from '@/lib/policies/document/document'
import { checkPolicy } from '@/lib/policies/findings/check-policy'
import { faultyPolicyText } from '@/lib/policies/findings/testing/test-policies'
import { policyDocument } from '@/lib/policies/testing/arbitraries'

const catalogue = await loadCatalogue(['s3', 'iam', 'ec2', 'kms', 'lambda'])

function check(text: string) {
  return checkPolicy(text, { kind: 'identity', catalogue })
}

function at(value: unknown, path: (string | number)[]): unknown {
  return path.reduce<unknown>((inner, part) => Object(inner)[part], value)
}

describe('checkPolicy', () => {
  it('points at the value or the name that its path leads to', () => {
    fc.assert(
      fc.property(faultyPolicyText, (text) => {
        const policy = JSON.parse(text)

        for (const { path, offset, length, line, column, code } of check(text)) {
          const source = text.slice(offset, offset + length)
          const lines = text.slice(0, offset).split(/\r\n|\n/)
          expect([line, column], code).toEqual([lines.length, (lines.at(-1)?.length ?? 0) + 1])

          // An object as a whole is pointed at by its first brace, a member by its name.
          if (source !== '{') {
            expect([at(policy, path), path.at(-1)], code).toContainEqual(JSON.parse(source))
            expect(at(policy, path), code).toBeDefined()
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('never throws, whatever the text is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), brokenText()), (text) => {
        expect(Array.isArray(check(text))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['a large paste', 'x'.repeat(10_000_000), 'SLIPWAY_TEXT_TOO_LONG'],
    ['a NUL', '{"Version": "2012-10-17\u0000"}', 'SLIPWAY_CHARACTER'],
    ['deep nesting', '{"Statement":'.repeat(5000), 'SLIPWAY_NESTED_TOO_DEEPLY'],
    ['letters of another script', '{"Version": "2012-10-17", "Id": "\u65e5\u672c"}', 'SLIPWAY_CHARACTER'],
    ['__proto__', '{"__proto__": {"Statement": []}}', 'INVALID_POLICY_ELEMENT'],
    ['constructor as an operator', statement('{"constructor": {"aws:username": "a"}}'), 'INVALID_CONDITION_OPERATOR'],
    ['constructor as a key', statement('{"StringEquals": {"constructor": "a"}}'), 'INVALID_CONDITION_KEY_FORMAT'],
    ['nothing', ' \n', 'JSON_SYNTAX_ERROR'],
  ])('says what is wrong with %s', (_, text, code) => {
    expect(check(text).map((finding) => finding.code)).toContain(code)
  })

  it.each([
    ['{"Version": "2012-10-17",\n}', ['JSON has no trailing commas.']],
    ['{"Statement": [{"Effect": "Allow", }, ]}', Array(2).fill('JSON has no trailing commas.')],
    ['effect: Allow', [expect.stringMatching(/IAM takes no YAML/)]],
  ])('says each mistake of form once: %s', (text, messages) => {
    const mistakes = check(text).filter(({ code }) => code === 'JSON_SYNTAX_ERROR')
    expect(mistakes.map(({ message }) => message)).toEqual(messages)
  })

  it('takes a trailing comma out', () => {
    const text = '{"Version": "2012-10-17",\n}'
    const [edit] = check(text).flatMap(({ fixes }) => fixes.flatMap(({ edits }) => edits))
    expect(edit && text.slice(0, edit.offset) + text.slice(edit.offset + edit.length)).toBe(
      '{"Version": "2012-10-17"\n}',
    )
  })

  it('reads what it has printed', () => {
    fc.assert(
      fc.property(policyDocument, fc.constantFrom(undefined, 2, '\t'), (policy, indent) => {
        const first = parsePolicy(JSON.stringify(policy, null, indent))
        const again = parsePolicy(JSON.stringify(first.ok && first.data, null, indent))
        expect([first, again]).toEqual([{ ok: true, data: policy }, first])
      }),
      { numRuns: 500 },
    )
  })
})

function statement(condition: string): string {
  return `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": ${condition}}}`
}

/** As it looks while somebody types. */
function brokenText(): fc.Arbitrary<string> {
  return fc
    .tuple(faultyPolicyText, fc.nat(), fc.nat(20))
    .map(([text, start, length]) => text.slice(0, start % text.length) + text.slice((start % text.length) + length))
}
