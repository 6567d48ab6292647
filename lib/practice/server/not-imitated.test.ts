import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { practiceServices } from '@/lib/practice/server/services'
import { TRUSTS_ACCOUNT, testAccount } from '@/lib/practice/testing/account'
import type { OperationModel, ServiceModel } from '@/lib/practice/wire/models'

/** What a person would look for in vain: the call is right, and this account is what lacks something. */
const MISLEADING = /does not exist|not found|spelling|misspel|not authorized|no such|unknown options/i
const LISTED = 'Slipway lists what it has: Settings, Practice account, What is imitated.'

let account: Awaited<ReturnType<typeof testAccount>>

beforeAll(async () => {
  account = await testAccount()
})
afterAll(() => account.practice.close())

type Answer = { status: number; type: string; text: string }

async function send(where: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(account.practice.url + where, init)
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() }
}

const signedFor = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKIAPRACTICE00000000/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
})

/** The call as any client sends it, as far as it matters for where it goes; its signature is none. */
function call(model: ServiceModel, { name, http }: OperationModel): Promise<Answer> {
  const signed = signedFor(model.signingName)

  if (model.protocol === 'json') {
    const target = {
      'content-type': `application/x-amz-json-${model.jsonVersion}`,
      'x-amz-target': `${model.targetPrefix}.${name}`,
    }
    return send('/', { method: 'POST', headers: { ...signed, ...target }, body: '{}' })
  }
  if (model.protocol === 'query') {
    const headers = { ...signed, 'content-type': 'application/x-www-form-urlencoded' }
    return send('/', { method: 'POST', headers, body: `Action=${name}&Version=${model.version}` })
  }
  const method = http?.method ?? 'GET'
  const path = (http?.template ?? '/').replace(/\{\w+\+?\}/g, 'x')
  return send(path, { method, headers: signed, ...(method === 'GET' ? {} : { body: '{}' }) })
}

describe.each(practiceServices())('$model.id', ({ model, operations, rawRoutes = [] }) => {
  const known = new Set([...Object.keys(operations), ...rawRoutes.map(({ operation }) => operation)])
  const missing = [...model.operations.values()].filter(({ name }) => !known.has(name))

  it('says of every operation that it has not that it does not imitate it, and of no other', async () => {
    for (const operation of model.operations.values()) {
      const { status, text } = await call(model, operation)
      const says = text.includes('The practice account does not imitate')
      expect([operation.name, says]).toEqual([operation.name, missing.includes(operation)])

      if (says) {
        expect(text).toContain(`does not imitate ${model.signingName} ${operation.name}. ${LISTED}`)
        expect(text).not.toMatch(MISLEADING)
        expect(status).toBeLessThan(500)
      }
    }
  })
})

describe('a service that is not there, or not whole', () => {
  const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
  const dynamodb = { 'x-amz-target': 'DynamoDB_20120810.PutItem', 'content-type': 'application/x-amz-json-1.0' }

  it.each<[string, string, RequestInit, string, RegExp]>([
    [
      's3',
      '/a-bucket?policy',
      { method: 'GET' },
      's3 GET of a bucket ?policy',
      /^<Error><Code>\w+<\/Code><Message>The/,
    ],
    [
      'ec2',
      '/',
      { method: 'POST', headers: FORM, body: 'Action=DescribeVpcs' },
      'ec2 DescribeVpcs',
      /^<Response><Errors><Error><Code>/,
    ],
    ['dynamodb', '/', { method: 'POST', headers: dynamodb, body: '{}' }, 'dynamodb PutItem', /^\{"__type"/],
    ['sns', '/', { method: 'POST', headers: FORM, body: 'Action=ListTopics' }, 'sns ListTopics', /^<ErrorResponse>/],
    ['lambda', '/2015-03-31/layers/', { method: 'GET' }, 'lambda GET /2015-03-31/layers/', /"message"/i],
    ['mq', '/tags/arn', { method: 'GET' }, 'mq GET /tags/arn', /"message"/i],
  ])('%s', async (service, where, init, what, form) => {
    const headers = { ...(init.headers as Record<string, string>), ...signedFor(service) }
    const { status, text } = await send(where, { ...init, headers })
    expect(text).toContain(`The practice account does not imitate ${what}. ${LISTED}`)
    expect(text).toMatch(form)
    expect(text).not.toMatch(MISLEADING)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  })
})

describe('a policy of AWS whose text is not here', () => {
  const RoleName = 'with-policies'
  const PolicyArn = 'arn:aws:iam::aws:policy/job-function/Billing'
  const text = `The practice account does not imitate the text of the policies of AWS ${PolicyArn}.`

  beforeAll(async () => {
    await account.iam.createRole({ RoleName, AssumeRolePolicyDocument: TRUSTS_ACCOUNT })
    await account.iam.attachRolePolicy({ RoleName, PolicyArn })
    await account.iam.putRolePermissionsBoundary({ RoleName, PermissionsBoundary: PolicyArn })
  })

  it('is there, but for its text', async () => {
    const { Policy } = await account.iam.getPolicy({ PolicyArn })
    expect(Policy).toMatchObject({ PolicyName: 'Billing', Path: '/job-function/', AttachmentCount: 1 })
    const { Versions } = await account.iam.listPolicyVersions({ PolicyArn })
    expect(Versions).toMatchObject([{ VersionId: 'v1', IsDefaultVersion: true }])
    await expect(account.iam.getPolicyVersion({ PolicyArn, VersionId: 'v1' })).rejects.toMatchObject({
      name: 'NotImplemented',
      message: `The practice account does not imitate the text of the policy of AWS ${PolicyArn}.`,
    })
  })

  it('allows nothing, and a refusal says why', async () => {
    const RoleArn = `arn:aws:iam::000000000000:role/${RoleName}`
    const { Credentials } = await account.sts.assumeRole({ RoleArn, RoleSessionName: 'test' })
    const { iam } = account.clientsAs({
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    })
    await expect(iam.listRoles({})).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(`allows the iam:ListRoles action. ${text}`),
    })
    const simulation = { PolicySourceArn: RoleArn, ActionNames: ['iam:ListRoles'] }
    await expect(account.iam.simulatePrincipalPolicy(simulation)).rejects.toMatchObject({
      name: 'NotImplemented',
      message: text,
    })
  })

  it.each(['AmazonS3ReadOnlyAcess', 'Billing', 'service-role/Billing'])(
    'is told from one that AWS has not either: %s',
    async (name) => {
      const wrong = `arn:aws:iam::aws:policy/${name}`
      await expect(account.iam.getPolicy({ PolicyArn: wrong })).rejects.toMatchObject({ name: 'NoSuchEntityException' })
      await expect(account.iam.attachRolePolicy({ RoleName, PolicyArn: wrong })).rejects.toMatchObject({
        name: 'NoSuchEntityException',
      })
    },
  )
})
