import { describe, expect, it } from 'vitest'
import { attempt } from '@/lib/aws/attempt'
import { failureOfAwsError } from '@/lib/aws/failures'
import { AppError } from '@/lib/result'

const facts = { message: 'words of AWS', isNetwork: false }

describe('failureOfAwsError', () => {
  it.each([
    ['ExpiredTokenException', 403, 'credentials-expired'],
    ['ExpiredToken', 403, 'credentials-expired'],
    ['InvalidClientTokenId', 403, 'credentials-missing'],
    ['SignatureDoesNotMatch', 403, 'credentials-missing'],
    ['UnrecognizedClientException', 400, 'credentials-missing'],
    ['AccessDeniedException', 403, 'access-denied'],
    ['AccessDenied', 403, 'access-denied'],
    ['ThrottlingException', 400, 'throttled'],
    ['TooManyRequestsException', 429, 'throttled'],
    ['Anything', 429, 'throttled'],
    ['ResourceNotFoundException', 404, 'not-found'],
    ['NoSuchEntityException', 404, 'not-found'],
    ['ServiceQuotaExceededException', 402, 'quota'],
    ['LimitExceededException', 409, 'quota'],
    ['ConflictException', 409, 'conflict'],
    ['EntityAlreadyExistsException', 409, 'conflict'],
    ['InternalServerException', 500, 'unavailable'],
    ['ValidationException', 400, 'aws-rejected'],
  ])('%s (%d) is %s', (name, status, code) => {
    const failure = failureOfAwsError({ ...facts, name, status, requestId: 'id-1' })
    expect(failure).toMatchObject({ code, details: `${name}: words of AWS`, requestId: 'id-1' })
  })

  it.each([
    ["Token is expired. To refresh this SSO session run 'aws sso login'", 'credentials-expired'],
    ['The SSO session associated with this profile has expired.', 'credentials-expired'],
    ['Failed to load a token for session x, please re-authenticate using aws login', 'credentials-expired'],
    ['Could not load credentials from any providers', 'credentials-missing'],
    ['Profile x requires multi-factor authentication, but no MFA code callback was provided.', 'credentials-missing'],
    ['AWS did not finish its answer within 30 seconds.', 'timeout'],
    ['getaddrinfo ENOTFOUND portal.sso.eu-west-1.amazonaws.com', 'unavailable'],
  ])('a credential provider that says %j is %s', (message, code) => {
    expect(failureOfAwsError({ name: 'CredentialsProviderError', message, isNetwork: false }).code).toBe(code)
  })

  it("keeps secrets out of a credential helper's words", () => {
    const message = 'Command failed: helper --password=hunter22'
    const failure = failureOfAwsError({ name: 'CredentialsProviderError', message, isNetwork: false })
    expect(failure.details).not.toContain('hunter22')
  })

  it('names the action that is denied', () => {
    const message = 'User: arn:aws:iam::1:user/a is not authorized to perform: iam:CreateRole on resource: x'
    expect(failureOfAwsError({ ...facts, name: 'AccessDenied', message }).message).toContain('iam:CreateRole')
  })
})

describe('attempt', () => {
  const thrown = (error: unknown) => attempt(() => Promise.reject(error))
  const named = (name: string, fields: object) => Object.assign(new Error('words'), { name, ...fields })

  it('passes on what worked', async () => {
    expect(await attempt(async () => 7)).toEqual({ ok: true, data: 7 })
  })

  it.each([
    [named('AccessDenied', { $metadata: { httpStatusCode: 403, requestId: 'r' } }), 'access-denied'],
    [named('TimeoutError', { $metadata: { attempts: 3 } }), 'timeout'],
    [named('AbortError', {}), 'unavailable'],
    [named('Error', { code: 'ECONNREFUSED', errno: -111 }), 'unavailable'],
    [named('CredentialsProviderError', {}), 'credentials-missing'],
    [new AppError({ code: 'refused', message: 'No.' }), 'refused'],
  ])('%s', async (error, code) => {
    expect(await thrown(error)).toMatchObject({ ok: false, error: { code } })
  })

  it.each([new TypeError('bug'), new Error('bug'), 'bug', undefined])('lets a bug be thrown: %s', async (bug) => {
    await expect(thrown(bug)).rejects.toBe(bug)
  })
})
