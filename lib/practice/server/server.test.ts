import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { TRUSTS_AGENTCORE, testAccount } from '@/lib/practice/testing/account'

const QUERY = { 'content-type': 'application/x-www-form-urlencoded' }
const CALLER = 'Action=GetCallerIdentity&Version=2011-06-15'
let account: Awaited<ReturnType<typeof testAccount>>

beforeAll(async () => {
  account = await testAccount()
})
afterAll(() => account.practice.close())

async function send(where: string, init: RequestInit): Promise<{ status: number; type: string | null; text: string }> {
  const response = await fetch(account.practice.url + where, init)
  return { status: response.status, type: response.headers.get('x-amzn-errortype'), text: await response.text() }
}

test('the operator is who STS says', async () => {
  expect(await account.sts.getCallerIdentity({})).toMatchObject({
    Account: '000000000000',
    Arn: 'arn:aws:iam::000000000000:user/practice-operator',
    UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
  })
})

test('unknown keys and wrong secrets are refused in the words of each protocol', async () => {
  const stranger = account.clientsAs({ accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secretAccessKey: 'x' })
  await expect(stranger.sts.getCallerIdentity({})).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
  await expect(stranger.logs.describeLogGroups({})).rejects.toMatchObject({ name: 'UnrecognizedClientException' })
  await expect(stranger.control.listAgentRuntimes({})).rejects.toMatchObject({
    name: 'UnrecognizedClientException',
    $metadata: { httpStatusCode: 403 },
  })
  const forger = account.clientsAs({ accessKeyId: account.practice.accessKeyId, secretAccessKey: 'x' })
  await expect(forger.iam.listRoles({})).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
  await expect(forger.logs.describeLogGroups({})).rejects.toMatchObject({ name: 'InvalidSignatureException' })
})

test('a signer whose clock is wrong is told so', async () => {
  const early = new Date(Date.now() - 16 * 60_000).toISOString()
  const headers = { ...QUERY, 'x-amz-date': early.replace(/[-:]|\.\d{3}/g, '') }
  const scope = `${headers['x-amz-date'].slice(0, 8)}/us-east-1/sts/aws4_request`
  const authorization = `AWS4-HMAC-SHA256 Credential=${account.practice.accessKeyId}/${scope}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`
  const { status, text } = await send('/', { method: 'POST', headers: { ...headers, authorization }, body: CALLER })
  expect(status).toBe(403)
  expect(text).toContain('<Code>SignatureDoesNotMatch</Code><Message>Signature expired: ')
})

test.each([
  ['Query', '/', QUERY, CALLER, 403, 'MissingAuthenticationToken'],
  [
    'JSON',
    '/',
    { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'Logs_20140328.DescribeLogGroups' },
    '{}',
    400,
    'MissingAuthenticationTokenException',
  ],
  ['REST', '/runtimes/', { 'content-type': 'application/json' }, '', 403, 'MissingAuthenticationTokenException'],
  ['nothing', '/', {}, 'hello', 404, 'UnknownOperationException'],
])('without a signature, as %s', async (_what, where, headers, body, status, code) => {
  const answer = await send(where, { method: 'POST', headers: headers as Record<string, string>, body })
  expect(answer.status).toBe(status)
  expect(answer.text).toContain(code)
})

test.each(['evil.example', '192.168.1.4:4566', 'localhost.evil.example', '127.0.0.1.nip.io'])(
  'does not answer to the host %s',
  async (host) => {
    const asked = httpRequest(account.practice.url, { method: 'GET', headers: { host } }).end()
    const [response] = await once(asked, 'response')
    expect(response.statusCode).toBe(403)
    response.resume()
  },
)

test('a body over the limit is refused, and the server goes on', async () => {
  const body = Buffer.alloc(17 * 1024 * 1024, 'a')
  expect((await send('/', { method: 'POST', headers: QUERY, body })).status).toBe(413)
  await account.sts.getCallerIdentity({})
})

test('no request makes it fail', async () => {
  const bug = vi.spyOn(process.stderr, 'write')
  const headers = fc.record(
    {
      'content-type': fc.constantFrom('application/json', 'application/x-amz-json-1.1', QUERY['content-type'], 'x'),
      'x-amz-target': fc.constantFrom('Logs_20140328.StartLiveTail', 'Logs_20140328.__proto__', '.', 'a'),
      authorization: fc.constantFrom('AWS4-HMAC-SHA256 x', 'Bearer x', 'AWS4-HMAC-SHA256 Credential=a/b/c/d/e'),
    },
    { requiredKeys: [] },
  )
  const body = fc.oneof(fc.string(), fc.json(), fc.constant(CALLER), fc.constant('Action=CreateRole&Tags.member.0=1'))
  const place = fc.constantFrom('/', '//', '/runtimes/%', '/runtimes/a/b/c', '/?Action=x', '/tags/%00', '/_practice/x')
  await fc.assert(
    fc.asyncProperty(
      headers,
      body,
      place,
      fc.constantFrom('POST', 'PUT', 'DELETE'),
      async (head, text, where, method) => {
        const { status } = await send(where, { method, headers: head as Record<string, string>, body: text })
        expect(status).toBeGreaterThanOrEqual(400)
        expect(status).toBeLessThan(500)
      },
    ),
    { numRuns: 120 },
  )
  expect(bug.mock.calls.filter(([text]) => String(text).includes('practice account failed'))).toEqual([])
  bug.mockRestore()
})

test('what is no HTTP at all is hung up on', async () => {
  const socket = connect(Number(new URL(account.practice.url).port), '127.0.0.1')
  socket.write('\u0000\u0001garbage\r\n\r\n')
  socket.resume()
  await once(socket, 'close')
  await account.sts.getCallerIdentity({})
})

test('members that the model does not have in the right type are refused', async () => {
  const wrong = { agentRuntimeName: 5 } as unknown as { agentRuntimeName: string }
  const artifact = { containerConfiguration: { containerUri: 'public.ecr.aws/a/b:1' } }
  const more = { agentRuntimeArtifact: artifact, roleArn: 'arn:aws:iam::000000000000:role/x' }
  const networkConfiguration = { networkMode: 'PUBLIC' as const }
  await expect(account.control.createAgentRuntime({ ...more, ...wrong, networkConfiguration })).rejects.toMatchObject({
    name: 'SerializationException',
  })
})

test('constraints are answered together, with a list of fields', async () => {
  await expect(
    account.control.createAgentRuntime({
      agentRuntimeName: 'has-hyphen',
      agentRuntimeArtifact: { containerConfiguration: { containerUri: 'docker.io/library/nginx' } },
      roleArn: 'arn:aws:iam::000000000000:role/x',
      networkConfiguration: { networkMode: 'PUBLIC' },
    }),
  ).rejects.toMatchObject({
    name: 'ValidationException',
    reason: 'FieldValidationFailed',
    fieldList: [{ name: 'agentRuntimeName' }, { name: 'agentRuntimeArtifact.containerConfiguration.containerUri' }],
    message: expect.stringMatching(
      /^2 validation errors detected: Value 'has-hyphen' at 'agentRuntimeName' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
    ),
  })
})

test('what was answered survives a kill', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'practice-server-'))
  const stateFile = `${folder}/state.json`
  const first = await testAccount({ stateFile })
  await first.iam.createRole({ RoleName: 'kept', AssumeRolePolicyDocument: TRUSTS_AGENTCORE })
  // Not closed: a second account reads what the first one has written so far, as after a SIGKILL.
  const second = await testAccount({ stateFile })
  expect((await second.iam.getRole({ RoleName: 'kept' })).Role?.RoleName).toBe('kept')
  expect(second.practice.secretAccessKey).toBe(first.practice.secretAccessKey)
  await Promise.all([first.practice.close(), second.practice.close()])
  rmSync(folder, { recursive: true })
})
