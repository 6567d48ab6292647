import { describe, expect, it } from 'vitest'
import { failureOfAwsError } from '@/lib/aws/failures'
import { explainPasted } from '@/lib/troubles/explain/pasted'

/** What a person would look for in vain: the call is right, and the practice account is what lacks something. */
const MISLEADING = /does not exist|not found|spelling|misspel|not authorized|no such|unknown options/i

describe('what the practice account does not imitate', () => {
  const SAID = 'The practice account does not imitate iam CreateUser.'

  it('is a failure that leads to an account of AWS', () => {
    const failure = failureOfAwsError({ name: 'InvalidAction', message: SAID, status: 400, isNetwork: false })
    expect(failure).toMatchObject({ code: 'aws-rejected', message: SAID })
    expect(`${failure.message} ${failure.remedy}`).not.toMatch(MISLEADING)
  })

  it.each([
    `An error occurred (InvalidAction) when calling the CreateUser operation: ${SAID}`,
    `An error occurred (UnknownOperationException) when calling the ListTables operation: ${SAID}`,
    `HTTP 404 {"__type":"UnknownOperationException","message":"${SAID}"}`,
    `An error occurred (InvalidAction) when calling the CreateUser operation: ${SAID} Slipway lists what it has: Settings, Practice account, What is imitated.`,
    "The practice account does not imitate the service 'rds'. Known services: iam, sts.",
    'An error occurred (NotImplemented) when calling the GetPolicy operation: The practice account does not imitate the policy of AWS arn:aws:iam::aws:policy/job-function/Billing.',
    'botocore.errorfactory: {"message":"The practice account does not imitate lambda GET /2015-03-31/functions/."}',
  ])('is one explanation where it is pasted: %s', (text) => {
    const { findings } = explainPasted(text)
    expect(findings.map(({ rule }) => rule)).toEqual(['not-imitated'])
    expect(findings[0]?.title).not.toContain('Slipway')
    const words = findings.map(({ title, cause, remedy }) => [title, cause, ...remedy].join(' ')).join(' ')
    expect(words).not.toMatch(MISLEADING)
  })
})
