import { describe, expect, it } from 'vitest'
import { checkSpec } from '@/lib/deployments/check/check-spec'
import { defaultImage, newSpec } from '@/lib/deployments/spec/defaults'
import { type DeploymentSpec, deploymentSpecSchema } from '@/lib/deployments/spec/schema'

const spec = newSpec('guide', 'us-east-1')
const fieldsOf = (changed: Partial<DeploymentSpec>) =>
  checkSpec({ ...spec, ...changed }).refusals.flatMap(({ fields }) => Object.keys(fields ?? {}))

const withImage = (image: string, region = 'us-east-1') => fieldsOf({ region, server: { ...spec.server, image } })
const withEnvironment = (more: Record<string, string>) => fieldsOf({ environment: { ...spec.environment, ...more } })
const withRole = (permissions: {
  managedPolicyArns?: string[]
  inlinePolicies?: { name: string; document: string }[]
}) =>
  fieldsOf({
    executionRole: {
      mode: 'create',
      name: 'x',
      permissions: { managedPolicyArns: [], inlinePolicies: [], ...permissions },
    },
  })

const everything = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*:*","Resource":"*"}]}'

describe('a new spec', () => {
  it.each(['us-east-1', 'eu-west-1', 'ap-southeast-5', 'us-gov-west-1'])(
    'is valid and refused nothing in %s',
    (region) => {
      const fresh = newSpec('a'.repeat(48), region)
      expect(deploymentSpecSchema.safeParse(fresh).error).toBeUndefined()
      expect(checkSpec(fresh).refusals).toEqual([])
    },
  )
})

describe('the port that AgentCore calls', () => {
  it('is the one that the server listens on', () => {
    const server = { ...spec.server, port: 8080 }
    expect(fieldsOf({ server })).toEqual(['environment.AWS_API_MCP_PORT'])
    expect(fieldsOf({ server, environment: { ...spec.environment, AWS_API_MCP_PORT: '8080' } })).toEqual([])
    expect(withEnvironment({ AWS_API_MCP_PORT: '8080' })).toEqual(['environment.AWS_API_MCP_PORT'])
  })
})

describe('what a spec is refused for, at its field', () => {
  it.each([
    ['the Marketplace image outside us-east-1', withImage(defaultImage('us-east-1'), 'eu-west-1'), ['server.image']],
    ['an image of another region', withImage('111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1'), ['server.image']],
    [
      'the placeholder tag',
      withImage(defaultImage('us-east-1').replace(/:[^:]*$/, ':LATEST_VERSION')),
      ['server.image'],
    ],
    ['no tag', withImage('public.ecr.aws/a/b'), ['server.image']],
    ['a digest instead of a tag', withImage(`public.ecr.aws/a/b@sha256:${'0'.repeat(64)}`), []],
    [
      'consent without a way to ask',
      withEnvironment({ REQUIRE_MUTATION_CONSENT: 'True' }),
      ['environment.REQUIRE_MUTATION_CONSENT'],
    ],
    [
      'consent in stateful mode',
      withEnvironment({ REQUIRE_MUTATION_CONSENT: '1', AWS_API_MCP_STATELESS_HTTP: 'false' }),
      [],
    ],
    ['another transport', withEnvironment({ AWS_API_MCP_TRANSPORT: 'stdio' }), ['environment.AWS_API_MCP_TRANSPORT']],
    [
      'AdministratorAccess',
      withRole({ managedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
      ['executionRole.permissions.managedPolicyArns.0'],
    ],
    [
      '*:*',
      withRole({ inlinePolicies: [{ name: 'All', document: everything }] }),
      ['executionRole.permissions.inlinePolicies.0.document'],
    ],
    [
      'text that is no policy',
      withRole({ inlinePolicies: [{ name: 'A', document: '{' }] }),
      ['executionRole.permissions.inlinePolicies.0.document'],
    ],
    [
      'the China regions',
      fieldsOf({ region: 'cn-north-1', server: { preset: 'container', image: 'public.ecr.aws/a/b:1' } }),
      ['region'],
    ],
  ])('%s', (_case, fields, expected) => {
    expect(fields).toEqual(expected)
  })

  it('always says what to do instead', () => {
    const { refusals } = checkSpec({ ...spec, region: 'eu-west-1', environment: {} })
    expect(refusals.length).toBeGreaterThan(4)
    expect(refusals.every(({ remedy }) => (remedy ?? '').length > 10)).toBe(true)
  })
})

describe('what a spec is warned about', () => {
  const ids = (changed: Partial<DeploymentSpec>) => checkSpec({ ...spec, ...changed }).warnings.map(({ id }) => id)

  it('single user, prompt injection, end of life, breadth and cost', () => {
    expect(ids({})).toEqual(
      expect.arrayContaining(['single-user', 'prompt-injection', 'end-of-life', 'read-only-access', 'idle-cost']),
    )
    expect(ids({})).not.toContain('read-operations-only')
  })

  it('writes, secrets, egress and endless logs, where they apply', () => {
    const warned = ids({
      environment: { ...spec.environment, READ_OPERATIONS_ONLY: 'no', MY_API_KEY: 'x' },
      network: { mode: 'VPC', subnets: ['subnet-12345678'], securityGroups: ['sg-12345678'] },
      logRetentionDays: null,
    })
    expect(warned).toEqual(
      expect.arrayContaining(['read-operations-only', 'secret:MY_API_KEY', 'vpc-egress', 'log-retention']),
    )
  })
})
