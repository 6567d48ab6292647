import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { slipway } from '@/cli/program'
import { capturedOutput } from '@/cli/testing/output'

const output = capturedOutput()
const folder = mkdtempSync(path.join(tmpdir(), 'slipway-explain-'))

afterAll(() => rmSync(folder, { recursive: true }))

function file(text: string): string {
  const where = path.join(folder, 'text.log')
  writeFileSync(where, text)
  return where
}

const PASS_ROLE =
  'An error occurred (AccessDeniedException) when calling the CreateAgentRuntime operation: User: arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_PowerUserAccess_0123456789abcdef/me is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/exec because no identity-based policy allows the iam:PassRole action'

it('says what a text means, with what is to be handed over', async () => {
  expect(await slipway(['explain', file(PASS_ROLE)])).toBe(0)
  expect(output.out).toContain('AWS denied iam:PassRole to the permission set PowerUserAccess of IAM Identity Center.')
  expect(output.out).toContain('"iam:PassedToService"')
  expect(output.out).toContain('  > An error occurred (AccessDeniedException)')
  expect(output.err).toBe('')
})

it('answers with an object for each of several texts', async () => {
  const texts = [
    PASS_ROLE,
    'TRANSPORT="streamable-http" requires the following environment variable to be set: AUTH_TYPE',
  ]
  expect(await slipway(['explain', file(texts.join('\n\n')), '--json'])).toBe(0)
  const answers = output.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(answers.map(({ rule, layer }) => [rule, layer])).toEqual([
    ['access-denied', 'caller'],
    ['auth-type-missing', 'server'],
  ])
  expect(answers[0]).toMatchObject({
    evidence: [PASS_ROLE],
    denial: { action: 'iam:PassRole' },
    remedy: [/sets the runtime up/, /permission set/].map((words) => expect.stringMatching(words)),
  })
})

it('puts a sentence that a terminal wrapped together again', async () => {
  expect(await slipway(['explain', file(PASS_ROLE.replace(/.{60}/g, '$&\n'))])).toBe(0)
  expect(output.out).toContain('AWS denied iam:PassRole to the permission set')
})

it('says where a text of no known cause seems to come from, and ends with 1', async () => {
  expect(await slipway(['explain', file('The Cognito moon was full.')])).toBe(1)
  expect(output.out).toBe('')
  expect(output.err).toContain('It seems to come from Amazon Cognito.')
  expect(await slipway(['explain', file('')])).toBe(1)
})

it('shows what a terminal would obey, and ends with 2 for a file that is not there', async () => {
  expect(await slipway(['explain', file(`\u001b]0;x\u0007 ${PASS_ROLE}\u009b2J\n\nspawn np\u009bx ENOENT`)])).toBe(0)
  expect(output.out).toContain('np\\x9bx')
  expect(output.out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  expect(await slipway(['explain', path.join(folder, 'missing')])).toBe(2)
})
