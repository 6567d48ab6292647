import { describe, expect, it } from 'vitest'
import { commandOutcomes } from '@/lib/mcp/command/command-outcomes'
import { explain } from '@/lib/mcp/explain/explain'
import type { CommandFailure } from '@/lib/mcp/model'
import { tableOf } from '@/lib/mcp/table'
import { readCallerIdentity } from '@/lib/mcp/tester/call-result'
import { SERVER_SAMPLES, type ServerSample } from '@/lib/testing/server-samples'
import { explainPasted } from '@/lib/troubles/explain/pasted'

const TAKES_LISTS = SERVER_SAMPLES.filter(({ release }) => release !== '1.2.0')
const TAKES_NONE = SERVER_SAMPLES.filter(({ release }) => release === '1.2.0')

function answerTo(call: string, { answers }: ServerSample) {
  return answers[call] ?? expect.fail(`No sample of ${call}.`)
}

function outcomeOf(call: string, sample: ServerSample) {
  const [outcome, ...others] = commandOutcomes(answerTo(call, sample))
  expect(others).toEqual([])
  return outcome ?? expect.fail(`${call} holds no command.`)
}

function explained(failure: CommandFailure | undefined) {
  return explain({ auth: 'sigv4', command: failure ?? expect.fail('It did not fail.') })
}

/** The rules that know a text, as a person pastes it. */
function pasted(call: string, sample: ServerSample): string[] {
  const text = answerTo(call, sample).content.map((part) => part.text)
  return explainPasted(text.join('\n')).findings.map(({ rule }) => rule)
}

describe.each(SERVER_SAMPLES)('server $release', (sample) => {
  it('says who it is, and its answer is shown without how the request went', () => {
    expect(readCallerIdentity(answerTo('sts-identity', sample))).toMatchObject({
      ok: true,
      identity: { account: '000000000000', arn: expect.stringMatching(/:assumed-role\/servers\//) },
    })
    const { operation, data } = outcomeOf('sts-identity', sample)
    expect(operation).toBe('sts:GetCallerIdentity')
    expect(Object.keys(data as object)).toEqual(['UserId', 'Account', 'Arn'])
  })

  it('answers what --query picked, as that', () => {
    expect(outcomeOf('query', sample).data).toEqual(['servers'])
  })

  it('answers a list that makes a table', () => {
    const data = outcomeOf('max-items', sample).data
    expect(Object.keys(data as object)).not.toContain('ResponseMetadata')
    expect(tableOf(data)?.columns).toContain('RoleName')
  })

  it('answers help with a document', () => {
    expect(outcomeOf('help', sample).data).toMatchObject({ command: 'aws iam get-role', parameters: {} })
  })

  it.each([
    ['missing-role', 'NoSuchEntity', /no such role/, 'iam-missing'],
    [
      'denied-create-role',
      'AccessDenied',
      /^AWS denied iam:CreateRole to the execution role servers\.$/,
      'access-denied',
    ],
  ])('%s: AWS refused it', (call, code, title, rule) => {
    const { failure, data, text } = outcomeOf(call, sample)
    expect({ failure, data, text }).toEqual({
      failure: { code, message: expect.stringContaining(`An error occurred (${code})`) },
    })
    expect(explained(failure).title).toMatch(title)
    expect(pasted(call, sample)).toEqual([rule])
  })

  it.each([
    ['missing-parameter', /^The following parameters are missing for .{1,80}: '--role-name'$/, /add --role-name\./],
    [
      'unknown-operation',
      /^The operation 'list-everything' for service 'iam' does not exist\.$/,
      /correct the command/,
    ],
    ['and', /^The CLI command contains prohibited operators: \['&&'\]$/, /&& and > do not work/],
  ])('%s: the server refused it, and gives its reason, not JSON', (call, words, remedy) => {
    const { failure } = outcomeOf(call, sample)
    expect(failure).toEqual({ message: expect.stringMatching(words), isUnsent: true })
    const { title, cause, remedy: remedies } = explained(failure)
    expect(title).toMatch(/^The server (does not take|knows no)/)
    expect(cause).toMatch(/AWS was not asked/)
    expect(remedies.join(' ')).toMatch(remedy)
    expect(pasted(call, sample)).toEqual(['command-invalid'])
  })

  it('only-write: a rule of the server refused it', () => {
    const { failure } = outcomeOf('only-write', sample)
    expect(failure).toEqual({
      message: 'Execution of this operation is denied by security policy.',
      isUnsent: true,
    })
    expect(explained(failure).cause).toMatch(/READ_OPERATIONS_ONLY/)
    expect(pasted('only-write', sample)).toEqual(['read-only-refusal'])
  })

  it.each([
    ['profile', /^Error while executing the command: The config profile \(other\)/, /no AWS profile other/],
    ['s3-ls', /^(Error while executing 'aws s3 ls': \n)?An error occurred \(Unknown\w+\).*\.$/s, /does not imitate s3/],
  ])('%s: it was on its way', (call, words, title) => {
    const { failure, text } = outcomeOf(call, sample)
    expect({ failure, text }).toEqual({ failure: { message: expect.stringMatching(words) } })
    expect(explained(failure).title).toMatch(title)
  })

  it('fails as a tool where arguments are missing', () => {
    expect(readCallerIdentity(answerTo('no-arguments', sample))).toMatchObject({
      ok: false,
      trouble: { tool: expect.stringContaining('Missing required argument') },
    })
    expect(pasted('no-arguments', sample)).toEqual(['tool-arguments'])
  })
})

describe('several commands in one call', () => {
  it.each(TAKES_LISTS)('$release: each by itself', (sample) => {
    const [first, second, third] = commandOutcomes(answerTo('batch-mixed', sample))
    expect(first).toMatchObject({ command: 'aws sts get-caller-identity', data: { Account: '000000000000' } })
    expect(second).toMatchObject({ command: 'aws iam list-everything', failure: { isUnsent: true } })
    expect(third).toMatchObject({ operation: 'iam:ListUsers', failure: { code: expect.any(String) } })
    expect(commandOutcomes(answerTo('batch-of-none', sample))).toEqual([])
    expect(readCallerIdentity(answerTo('batch-of-none', sample))).toMatchObject({ ok: false })
  })

  it.each(TAKES_LISTS)('$release: more than 20 are refused', (sample) => {
    const { failure } = outcomeOf('batch-of-21', sample)
    expect(failure).toMatchObject({ isUnsent: true })
    expect(explained(failure).title).toBe('The assistant sent more than 20 commands at once.')
  })

  it.each(TAKES_NONE)('$release takes none, and that is what is said', (sample) => {
    for (const call of ['batch-mixed', 'batch-of-21', 'batch-of-none']) {
      const [{ text } = { text: '' }] = answerTo(call, sample).content
      expect(commandOutcomes(answerTo(call, sample))).toEqual([])
      const { title, remedy } = explain({ auth: 'sigv4', tool: text })
      expect(title).toBe('This release of the server takes one command in a call.')
      expect(remedy.join(' ')).toMatch(/one by one.*1\.3\.17/)
      expect(pasted(call, sample)).toEqual(['batch-unknown'])
    }
  })
})

describe('an answer with nothing in it', () => {
  const metadata = { RequestId: 'a', HTTPStatusCode: 200, HTTPHeaders: {}, RetryAttempts: 0 }
  const entry = (output: object) => ({ response: { error: null, status_code: 200, json: JSON.stringify(output) } })

  it.each([
    [{ ResponseMetadata: metadata }, undefined],
    [{ Result: null, ResponseMetadata: metadata }, null],
    [{ Result: [], ResponseMetadata: metadata }, []],
    [{ Result: 'of AWS' }, { Result: 'of AWS' }],
    [{}, {}],
  ])('%j is shown as %j', (output, data) => {
    const [outcome] = commandOutcomes({ structuredContent: { result: entry(output) } })
    expect(outcome).toEqual({ command: '', ...(data === undefined ? {} : { data }) })
  })

  it('of a command of the CLI is no failure', () => {
    expect(commandOutcomes({ structuredContent: { result: { response: '', error: null } } })).toEqual([{ command: '' }])
  })
})
