import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pasted } from '@/lib/policies/findings/pasted'

const POLICY = `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*" }]
}`
const curly = POLICY.replace(/"(\w+)"/g, '\u201c$1\u201d')
const spaced = POLICY.replaceAll(': ', ':\u00a0')
const utf16 = `\ufffd\ufffd${[...POLICY].join('\u0000')}\u0000`

describe('a policy that arrived in something else', () => {
  it.each([
    ['a byte order mark', `\ufeff${POLICY}`],
    ['curly quotes', curly],
    ['spaces of a web page', spaced],
    ['curly quotes and such spaces', curly.replaceAll(': ', ':\u00a0')],
    ['UTF-16', utf16],
    ['UTF-16 without a mark', utf16.slice(2)],
    ['URL encoding', encodeURIComponent(POLICY)],
    ['URL encoding of a form', encodeURIComponent(POLICY).replaceAll('%20', '+')],
    ['get-role-policy', JSON.stringify({ RoleName: 'r', PolicyName: 'p', PolicyDocument: JSON.parse(POLICY) })],
    ['get-role-policy as the API answers it', JSON.stringify({ PolicyDocument: encodeURIComponent(POLICY) })],
    ['get-policy-version', JSON.stringify({ PolicyVersion: { Document: JSON.parse(POLICY), VersionId: 'v1' } })],
    ['get-role', JSON.stringify({ Role: { RoleName: 'r', AssumeRolePolicyDocument: JSON.parse(POLICY) } })],
    ['a JSON string', JSON.stringify(POLICY)],
    ['a JSON string without its quotes', JSON.stringify(POLICY).slice(1, -1)],
    ['URL encoding, twice', encodeURIComponent(encodeURIComponent(POLICY))],
    ['a chat', `Here it is:\n\`\`\`json\n${POLICY}\n\`\`\`\nSave it.`],
    ['a web page', POLICY.replaceAll('"', '&quot;')],
    ['curly single quotes', POLICY.replaceAll('"', '\u2019')],
    ['a program in Python', POLICY.replaceAll('"', "'")],
    ['French quotes', POLICY.replaceAll(/"(.*?)"/g, '\u00ab$1\u00bb')],
    ['spaces of no width', POLICY.replaceAll(': ', ':\u200b ')],
    ['comments', POLICY.replace('{', '{ // mine\n /* all */')],
    ['get-bucket-policy', JSON.stringify({ Policy: POLICY })],
    ['get-account-authorization-details', JSON.stringify({ AssumeRolePolicyDocument: JSON.parse(POLICY) })],
    ['a marked answer of the CLI', `\ufeff${JSON.stringify({ PolicyDocument: JSON.parse(POLICY) })}`],
  ])('is taken out of %s', (_, text) => {
    expect(JSON.parse(pasted(text)?.policy ?? '')).toEqual(JSON.parse(POLICY))
  })

  it.each([
    ['YAML', 'Version: "2012-10-17"\nStatement:\n  - Effect: Allow\n'],
    ['YAML', '---\nStatement:\n  - Effect: Allow\n'],
    ['YAML', 'PolicyName: x\nPolicyDocument:\n  Statement: []\n'],
    ['YAML', '- Effect: Allow\n  Action: s3:GetObject\n'],
    ['YAML', '# mine\nVersion: "2012-10-17"\nStatement:\n  - Effect: Allow\n'],
    [
      'YAML',
      'Resources:\n  R:\n    Type: AWS::IAM::Policy\n    Properties:\n      PolicyDocument:\n        Statement: []\n',
    ],
    ['Terraform', 'policy = <<EOF\n{"Statement": []}\nEOF\n'],
    ['Terraform', 'statement {\n  actions = ["s3:*"]\n}\n'],
    ['Terraform', 'data "aws_iam_policy_document" "x" {\n  statement {}\n}\n'],
    ['Terraform', 'policy = jsonencode({ Version = "2012-10-17" })'],
  ])('is named as %s, and not guessed', (language, text) => {
    expect(pasted(text)).toEqual({ says: expect.stringContaining(language), policy: null })
  })

  it.each([
    POLICY,
    '',
    '{',
    '{}',
    '[]',
    'null',
    '"text"',
    '{"Version": "2012-10-17"}',
    `${POLICY},`,
    'hello',
    '{"a": "it\'s // b"}',
    'Note: see https://x',
  ])('is none in %j', (text) => {
    expect(pasted(text)).toBeUndefined()
  })

  it('never throws, and answers policies only', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.json().map(encodeURIComponent)), (text) => {
        const policy = pasted(text)?.policy
        expect(policy === null || policy === undefined || 'Statement' in JSON.parse(policy)).toBe(true)
      }),
    )
  })
})
