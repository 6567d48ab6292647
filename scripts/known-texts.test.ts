import { describe, expect, it } from 'vitest'
import { explainPasted } from '@/lib/troubles/explain/pasted'
import { sourceFiles } from './lib/tree'

/** What the practice account calls its errors: a function of its errors.ts, and the code on the wire. */
const CODES: Record<string, string> = {
  alreadyExists: 'EntityAlreadyExists',
  conflict: 'ConflictException',
  deleteConflict: 'DeleteConflict',
  invalid: 'ValidationException',
  invalidInput: 'InvalidInput',
  invalidParameter: 'InvalidParameterException',
  limitExceeded: 'LimitExceeded',
  malformed: 'MalformedPolicyDocument',
  noSuchEntity: 'NoSuchEntity',
  notAuthorized: 'NotAuthorizedException',
  notFound: 'ResourceNotFoundException',
  quotaExceeded: 'ServiceQuotaExceededException',
}

/** An operation of each service, as an SDK names it before the message. */
const OPERATIONS: [RegExp, string][] = [
  [/\/agentcore\/data\//, 'InvokeAgentRuntime'],
  [/\/agentcore\//, 'CreateAgentRuntime'],
  [/\/iam\//, 'PutRolePolicy'],
  [/\/cognito\//, 'InitiateAuth'],
  [/\/logs\//, 'FilterLogEvents'],
  [/\/sts\//, 'AssumeRole'],
  [/\/access-analyzer\//, 'ValidatePolicy'],
]

const THROWN = new RegExp(
  String.raw`(?:new ServiceError\(\s*'(\w+)',|\b(${Object.keys(CODES).join('|')})\()\s*(?:'((?:[^'\\]|\\.)+)'|"((?:[^"\\]|\\.)+)"|\x60((?:[^\x60\\]|\\.)+)\x60)`,
  'g',
)

/** Every message that the practice account answers with, in the words of an SDK; what is filled in at run time is `x`. */
const texts = sourceFiles()
  .filter(({ path }) => path.startsWith('lib/practice/') && !path.endsWith('.test.ts'))
  .flatMap(({ path, text }) => {
    const operation = OPERATIONS.find(([folder]) => folder.test(path))?.[1]
    return [...text.matchAll(THROWN)].flatMap(([, code, name = '', single, double, template]) => {
      const message = (single ?? double ?? template ?? '').replace(/\$\{[^}]*\}/g, 'x').replaceAll("\\'", "'")
      return operation === undefined
        ? []
        : [`An error occurred (${code ?? CODES[name]}) when calling the ${operation} operation: ${message}`]
    })
  })

describe('what the practice account answers', () => {
  it('is found', () => {
    expect(texts.length).toBeGreaterThan(100)
  })

  it('is known wherever it is pasted', () => {
    expect(texts.filter((text) => explainPasted(text).findings.length === 0)).toEqual([])
  })
})
