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

  const vpc: DeploymentSpec['network'] = {
    mode: 'VPC',
    subnets: ['subnet-12345678', 'subnet-87654321'],
    securityGroups: ['sg-12345678'],
  }
  const server = (image: string): Partial<DeploymentSpec> => ({ server: { ...spec.server, image } })
  const PUBLIC = 'public.ecr.aws/awslabs-mcp/awslabs/aws-api-mcp-server'
  const OWN = '111122223333.dkr.ecr.us-east-1.amazonaws.com/aws-api-mcp-server'

  it.each([
    [`${PUBLIC}:1.3.9`, []],
    [`${PUBLIC}:1.4.0`, ['fault:host-421']],
    [`${PUBLIC}:1.5.3`, ['fault:host-421']],
    [`${PUBLIC}:1.5.4`, []],
    [`${PUBLIC}:1.10.0`, []],
    [`${PUBLIC}:latest`, []],
    [`${OWN}:1.5.5`, ['fault:deny-list']],
    [`${OWN}:v1.5.1`, ['fault:host-421', 'fault:deny-list']],
    [`${OWN}:1.5.6`, []],
    [defaultImage('us-east-1'), []],
    ['public.ecr.aws/a/another-server:1.4.0', []],
  ])('the known faults of %s', (image, faults) => {
    const preset = image.includes('another') ? 'container' : 'aws-api-mcp-server'
    const warned = ids({ server: { ...spec.server, preset, image } })
    expect(warned.filter((id) => id.startsWith('fault:'))).toEqual(faults)
  })

  it('an old server in a VPC that only reads', () => {
    const old = { ...server(`${PUBLIC}:1.3.46`), network: vpc }
    expect(ids({ ...old, environment: { ...spec.environment, READ_OPERATIONS_ONLY: 'true' } })).toContain(
      'fault:read-index',
    )
    expect(ids({ ...old, environment: { ...spec.environment, READ_OPERATIONS_ONLY: 'false' } })).not.toContain(
      'fault:read-index',
    )
    expect(ids({ ...old, ...server(`${PUBLIC}:1.3.47`) })).not.toContain('fault:read-index')
  })

  it('zones of a VPC, by their ids, with the command that shows those of the subnets', () => {
    const zones = (region: string) =>
      checkSpec({ ...spec, region, network: vpc }).warnings.find(({ id }) => id === 'vpc-zones')
    expect(zones('us-east-1')).toMatchObject({
      title: 'Subnets must be in use1-az1, use1-az2 or use1-az4',
      code: expect.stringContaining('--region us-east-1 --subnet-ids subnet-12345678 subnet-87654321'),
    })
    expect(zones('eu-west-9')?.title).toBe('Subnets must be in zones that AgentCore supports')
    expect(ids({})).not.toContain('vpc-zones')
  })

  it('an image that would demand a sign-in from AgentCore itself', () => {
    const container = { server: { preset: 'container', image: 'public.ecr.aws/a/b:1' } } as const
    const own = (environment: Record<string, string>) =>
      ids({ ...container, environment }).filter((id) => id.startsWith('own-auth'))
    expect(own({ AUTH_TYPE: 'oauth', MCP_REQUIRE_AUTH: 'true', AUTHOR: 'me' })).toEqual([
      'own-auth:AUTH_TYPE',
      'own-auth:MCP_REQUIRE_AUTH',
    ])
    expect(own({ AUTH_TYPE: 'no-auth', AUTH_ENABLED: 'false', AUTH_MODE: '' })).toEqual([])
  })
})
