import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  ENVIRONMENT,
  IMAGE,
  makeRole,
  putPolicy,
  runtimeRequest,
  type TestAccount,
  testAccount,
} from '@/lib/practice/agentcore/testing/account'

let account: TestAccount
let roleArn: string

beforeEach(async () => {
  account = await testAccount({ readyMs: 6000 })
  roleArn = await makeRole(account, 'tools-role')
})

afterEach(async () => {
  await account.practice.close()
})

async function create(changes = {}) {
  const made = await account.control.createAgentRuntime(runtimeRequest(roleArn, changes))
  return made.agentRuntimeId ?? ''
}

const invalid = (message: RegExp | string) => ({ name: 'ValidationException', message: expect.stringMatching(message) })
const conflict = (message: RegExp | string) => ({ name: 'ConflictException', message: expect.stringMatching(message) })

describe('creating a runtime', () => {
  it('answers at once, and is ready later', async () => {
    const made = await account.control.createAgentRuntime(runtimeRequest(roleArn, { tags: { team: 'a' } }))
    expect(made).toMatchObject({
      agentRuntimeId: expect.stringMatching(/^tools-[a-zA-Z0-9]{10}$/),
      agentRuntimeArn: `arn:aws:bedrock-agentcore:us-east-1:000000000000:runtime/${made.agentRuntimeId}`,
      agentRuntimeVersion: '1',
      status: 'CREATING',
      workloadIdentityDetails: { workloadIdentityArn: expect.stringContaining('workload-identity/tools-') },
    })
    expect(made.$metadata.httpStatusCode).toBe(202)
    const { agentRuntimeId } = made
    account.clock.now += 5999
    expect((await account.control.getAgentRuntime({ agentRuntimeId })).status).toBe('CREATING')
    account.clock.now += 1
    const got = await account.control.getAgentRuntime({ agentRuntimeId })
    expect(got).toMatchObject({
      status: 'READY',
      environmentVariables: ENVIRONMENT,
      lifecycleConfiguration: { idleRuntimeSessionTimeout: 900, maxLifetime: 28_800 },
      platformVersion: 'V1',
    })
    expect(got.metadataConfiguration).toBeUndefined()
    const tags = await account.control.listTagsForResource({ resourceArn: made.agentRuntimeArn })
    expect(tags.tags).toEqual({ team: 'a' })
  })

  it('fails later when that is switched on, with a reason', async () => {
    account.practice.faults.switch({ createFailed: 'No capacity.' })
    const agentRuntimeId = await create()
    expect(await account.control.getAgentRuntime({ agentRuntimeId })).not.toHaveProperty('failureReason')
    account.clock.now += 6000
    expect(await account.control.getAgentRuntime({ agentRuntimeId })).toMatchObject({
      status: 'CREATE_FAILED',
      failureReason: 'No capacity.',
    })
  })

  it('happens once for a client token, and refuses the token with other parameters', async () => {
    const clientToken = randomUUID()
    const first = await create({ clientToken })
    expect(await create({ clientToken })).toBe(first)
    await expect(create({ clientToken, description: 'other' })).rejects.toMatchObject({
      ...invalid(/token/),
      reason: 'IdempotentParameterMismatchException',
    })
    await expect(create()).rejects.toMatchObject(conflict('An agent with the specified name already exists'))
  })

  it('checks the role as AWS does: existence, trust, propagation, image', async () => {
    const stranger = `${roleArn}-none`
    await expect(create({ roleArn: stranger })).rejects.toMatchObject(
      invalid(`Role validation failed for '${stranger}'`),
    )
    await putPolicy(account.iam, 'tools-role', [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }])
    await expect(create()).rejects.toMatchObject(invalid(/^Access denied while validating ECR URI '709825985650/))
    account.practice.faults.switch({ rolePropagationMs: 4000, policyPropagationMs: 2000 })
    const fresh = await makeRole(account, 'fresh-role')
    await expect(create({ roleArn: fresh })).rejects.toMatchObject(invalid(/Role validation failed/))
    account.clock.now += 4000
    expect(await create({ roleArn: fresh })).toMatch(/^tools-/)
  })

  it('wants iam:PassRole of the caller', async () => {
    const statement = [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' },
    ]
    await fetch(`${account.practice.url}/_practice/operator-policy`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-practice-key': account.practice.secretAccessKey },
      body: JSON.stringify({ policy: { Version: '2012-10-17', Statement: statement } }),
    })
    await expect(create()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`iam:PassRole on resource: ${roleArn} with an explicit deny`),
    })
  })

  it.each([
    ['a hyphen in the name', { agentRuntimeName: 'my-tools' }, /agentRuntimeName.*pattern/],
    [
      'an image elsewhere',
      { agentRuntimeArtifact: { containerConfiguration: { containerUri: IMAGE.replace('us-east-1', 'eu-west-1') } } },
      /^Ecr uri region 'eu-west-1' does not match the application region 'us-east-1'/,
    ],
    [
      'an image that is none',
      { agentRuntimeArtifact: { containerConfiguration: { containerUri: 'docker.io/x:1' } } },
      /containerUri/,
    ],
    ['an empty description', { description: '' }, /description/],
    [
      'too long an idle time',
      { lifecycleConfiguration: { idleRuntimeSessionTimeout: 900, maxLifetime: 600 } },
      /idleRuntimeSessionTimeout must be less than or equal to maxLifetime/,
    ],
    ['a lifetime for other computers', { lifecycleConfiguration: { maxLifetime: 30_000 } }, /maxLifetime/],
    ['too much environment', { environmentVariables: { A: 'x'.repeat(4096) } }, /environment variables/],
    [
      'an authorizer that admits everybody',
      {
        authorizerConfiguration: {
          customJWTAuthorizer: { discoveryUrl: 'https://login.example/.well-known/openid-configuration' },
        },
      },
      /At least one of/,
    ],
    [
      'an empty list of clients',
      {
        authorizerConfiguration: {
          customJWTAuthorizer: {
            discoveryUrl: 'https://login.example/.well-known/openid-configuration',
            allowedClients: [],
          },
        },
      },
      /allowedClients/,
    ],
    [
      'a pool that does not exist',
      {
        authorizerConfiguration: {
          customJWTAuthorizer: {
            discoveryUrl:
              'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Nothing/.well-known/openid-configuration',
            allowedClients: ['x'],
          },
        },
      },
      /discovery document/,
    ],
    [
      'the S3 endpoint flag',
      {
        networkConfiguration: {
          networkMode: 'VPC',
          networkModeConfig: {
            subnets: ['subnet-12345678'],
            securityGroups: ['sg-12345678'],
            requireServiceS3Endpoint: true,
          },
        },
      },
      /requireServiceS3Endpoint/,
    ],
    ['a VPC without a network', { networkConfiguration: { networkMode: 'VPC' } }, /networkModeConfig/],
    [
      'an Authorization header without JWTs',
      { requestHeaderConfiguration: { requestHeaderAllowlist: ['Authorization'] } },
      /Authorization header/,
    ],
  ])('refuses %s', async (_name, changes, message) => {
    await expect(create(changes)).rejects.toMatchObject(invalid(message))
    expect((await account.control.listAgentRuntimes({})).agentRuntimes).toEqual([])
  })
})
