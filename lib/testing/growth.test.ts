import { expect, it } from 'vitest'
import { redact } from '@/lib/log'
import { referencesOf } from '@/lib/logs/references'
import { visibleText } from '@/lib/logs/spans'
import { explain } from '@/lib/mcp/explain/explain'
import { readDenial } from '@/lib/policies/denial/denial'
import { pasted } from '@/lib/policies/findings/pasted'
import { expectLinear } from '@/lib/testing/growth'
import { readTroubles } from '@/lib/troubles/catalogue'
import { levelOf } from '@/lib/troubles/text/level'
import { exceptionOf, readable } from '@/lib/troubles/text/shape'

const toolText = (tool: string) => explain({ auth: 'jwt', tool })
const pastedTroubles = (text: string) => readTroubles(text, { from: 'paste' })
const DENIED = 'User: x is not authorized to perform: a:b on resource: '
const LOG_LINE = 20_000

/** What reads pasted or logged text, with the text that is worst for it: once `before`, then `piece` again and again, then `behind`. */
it.each<[string, (text: string) => unknown, before: string, piece: string, behind: string, most?: number]>([
  ['readDenial', readDenial, '', '\\', '', 200_000],
  ['readDenial', readDenial, DENIED, ',', 'x', 200_000],
  ['readDenial', readDenial, DENIED, '.)', 'x', 200_000],
  ['readDenial', readDenial, '', 'access to the resource x', '', 200_000],
  ['readDenial', readDenial, '', DENIED, '', 200_000],
  ['pasted', pasted, '```', '\n', 'x'],
  ['pasted', pasted, '', '```\n{\n', ''],
  ['pasted', pasted, '```\n{', '\n', 'x'],
  ['pasted', pasted, '', '# \n', 'x'],
  ['pasted', pasted, '---', '\n', 'x'],
  ['redact', redact, '', 'token', ''],
  ['redact', redact, '', 'eyJ-', ''],
  ['redact', redact, 'token', ' ', ''],
  ['redact', redact, '', 'a-token ', ''],
  ['redact', redact, '', '--token "', ''],
  ['redact', redact, '', "--a-token '", ''],
  ['redact', redact, 'SecureString', '--value "\\', ''],
  ['explain', toolText, '', "Claim 'a' ", ''],
  ['explain', toolText, '', 'token ', ''],
  ['readTroubles', pastedTroubles, '', 'Ecr uri region ', '', LOG_LINE],
  ['readTroubles', pastedTroubles, '', 'fail', '', LOG_LINE],
  ['readTroubles', pastedTroubles, '', 'AWSServiceRoleForBedrockAgentCore', '', LOG_LINE],
  ['readable', readable, '', '\\', '', LOG_LINE],
  ['exceptionOf', exceptionOf, '', 'AError', 'x', LOG_LINE],
  ['levelOf', levelOf, '2026-08-21 14:03:11', ' ', ''],
  ['referencesOf', referencesOf, '', 'session id', ''],
  ['visibleText', visibleText, '', '\u001b]', ''],
])('%s reads its text once, case %#', (_name, run, before, piece, behind, most) => {
  expectLinear(run, (length) => before + piece.repeat(Math.ceil(length / piece.length)) + behind, most)
})

it('is red for what takes quadratic time', () => {
  const quadratic = (text: string) => /a+b/.test(text)
  expect(() => expectLinear(quadratic, (length) => 'a'.repeat(length), 200_000)).toThrow('growth of the time')
})
