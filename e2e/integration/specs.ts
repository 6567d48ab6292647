import fc from 'fast-check'
import { defaultEnvironment, defaultImage } from '@/lib/deployments/spec/defaults'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { RETENTION_DAYS } from '@/lib/logs/retention'

const policy = (action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] })

const inlinePolicies = fc
  .uniqueArray(fc.constantFrom('Read', 'Write', 'More'), { maxLength: 3 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.constantFrom('s3:GetObject', 'ec2:Describe*').map((action) => ({ name, document: policy(action) })),
      ),
    ),
  )

const managed = fc.uniqueArray(
  fc.constantFrom('arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess'),
  { maxLength: 2 },
)

/** Valid specs of one deployment, `guide` in us-east-1, that let Slipway make everything. */
export const specs: fc.Arbitrary<DeploymentSpec> = fc.record({
  version: fc.constant(1 as const),
  name: fc.constant('guide'),
  region: fc.constant('us-east-1'),
  description: fc.constantFrom('One', 'Two'),
  server: fc.record({
    preset: fc.constant('aws-api-mcp-server' as const),
    image: fc.constantFrom(defaultImage('us-east-1'), 'public.ecr.aws/awslabs-mcp/awslabs/aws-api-mcp-server:1.5.0'),
  }),
  inboundAuth: fc.oneof(
    fc.constant({ type: 'sigv4' as const }),
    fc.constant({ type: 'jwt' as const, userPool: { mode: 'create' as const, userName: 'owner' } }),
  ),
  executionRole: fc.record({
    mode: fc.constant('create' as const),
    name: fc.constant('slipway-guide-us-east-1'),
    permissions: fc.record({ managedPolicyArns: managed, inlinePolicies }),
  }),
  environment: fc
    .dictionary(fc.constantFrom('FASTMCP_LOG_LEVEL', 'AWS_MAX_ATTEMPTS'), fc.constantFrom('1', '2'))
    .map((more) => ({ ...defaultEnvironment('us-east-1'), ...more })),
  network: fc.oneof(
    fc.constant({ mode: 'PUBLIC' as const }),
    fc.constantFrom<DeploymentSpec['network']>({
      mode: 'VPC',
      subnets: ['subnet-12345678'],
      securityGroups: ['sg-12345678'],
    }),
  ),
  lifecycle: fc.record({
    idleSeconds: fc.integer({ min: 60, max: 900 }),
    maxSeconds: fc.integer({ min: 900, max: 28_800 }),
  }),
  logRetentionDays: fc.constantFrom(...RETENTION_DAYS.slice(0, 5), null),
  tags: fc.dictionary(fc.constantFrom('team', 'cost'), fc.constantFrom('a', 'b')),
})
