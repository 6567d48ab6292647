import { z } from 'zod'
import { issuerAuth } from '@/lib/deployments/spec/issuer-schema'
import { DEFAULT_LIFECYCLE } from '@/lib/deployments/spec/lifecycle'
import { NO_NAME } from '@/lib/deployments/spec/names'
import { RETENTION_DAYS } from '@/lib/logs/retention'

const runtimeName = z
  .string()
  .regex(
    /^[a-zA-Z][a-zA-Z0-9_]{0,47}$/,
    'Use 1 to 48 letters, digits and underscores, starting with a letter. AWS allows no hyphens here.',
  )

const roleName = z.string().regex(/^[\w+=,.@-]{1,64}$/, 'Use 1 to 64 letters, digits and any of + = , . @ _ -')

const policyName = z.string().regex(/^[\w+=,.@-]{1,128}$/, 'Use 1 to 128 letters, digits and any of + = , . @ _ -')

const containerUri = z
  .string()
  .max(1024, 'AWS allows at most 1,024 characters.')
  .regex(
    /^(([0-9]{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?|public\.ecr\.aws)\/((?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*)(?::([^:@]{1,300}))?(?:@(.+))?$/,
    'AgentCore takes images from Amazon ECR only: ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG or public.ecr.aws/ALIAS/REPOSITORY:TAG.',
  )

const roleArn = z
  .string()
  .max(2048)
  .regex(/^arn:aws(-[^:]+)?:iam::[0-9]{12}:role\/.+$/, 'Use a role ARN: arn:aws:iam::ACCOUNT:role/NAME.')

const policyArn = z
  .string()
  .regex(
    /^arn:aws(-[^:]+)?:iam::([0-9]{12}|aws):policy\/.+$/,
    'Use a managed policy ARN: arn:aws:iam::aws:policy/NAME.',
  )

const inlinePolicy = z.strictObject({
  name: policyName,
  /** JSON text, as typed. */
  document: z.string().min(1, 'Write a policy document.').max(131_072, 'IAM allows at most 131,072 characters.'),
})

const permissions = z.strictObject({
  managedPolicyArns: z.array(policyArn).max(20).default([]),
  inlinePolicies: z.array(inlinePolicy).max(20).default([]),
})

const executionRole = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('create'), name: roleName, permissions }),
  z.strictObject({ mode: z.literal('adopt'), arn: roleArn }),
])

const userName = z.string().regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u, 'Use 1 to 128 characters without spaces.')

const userPool = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('create'), userName }),
  z.strictObject({
    mode: z.literal('adopt'),
    userPoolId: z
      .string()
      .regex(/^[\w-]+_[0-9a-zA-Z]+$/, 'Use a user pool id such as us-east-1_AbCdEfGhI.')
      .max(55),
    clientId: z
      .string()
      .regex(/^[\w+]+$/, 'Use the id of an app client of that pool.')
      .max(128),
  }),
])

const inboundAuth = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('sigv4') }),
  z.strictObject({ type: z.literal('jwt'), userPool }),
  issuerAuth,
])

const network = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('PUBLIC') }),
  z.strictObject({
    mode: z.literal('VPC'),
    subnets: z
      .array(z.string().regex(/^subnet-[0-9a-zA-Z]{8,17}$/, 'Use a subnet id such as subnet-0abc1234.'))
      .min(1, 'Name at least one subnet.')
      .max(16, 'AWS allows at most 16 subnets.'),
    securityGroups: z
      .array(z.string().regex(/^sg-[0-9a-zA-Z]{8,17}$/, 'Use a security group id such as sg-0abc1234.'))
      .min(1, 'Name at least one security group.')
      .max(16, 'AWS allows at most 16 security groups.'),
  }),
])

const seconds = z
  .number('AWS allows 60 to 28,800 seconds.')
  .int()
  .min(60, 'AWS allows 60 to 28,800 seconds.')
  .max(28_800, 'AWS allows 60 to 28,800 seconds.')

const lifecycle = z
  .strictObject({
    idleSeconds: seconds.default(DEFAULT_LIFECYCLE.idleSeconds),
    maxSeconds: seconds.default(DEFAULT_LIFECYCLE.maxSeconds),
  })
  .refine((value) => value.idleSeconds <= value.maxSeconds, {
    path: ['idleSeconds'],
    message: 'The idle time-out must not be longer than the maximum lifetime.',
  })

/** Refuses what a record would drop without a word. */
function withoutPrototype<Record extends z.ZodType>(record: Record) {
  return z.preprocess((value, { addIssue }) => {
    if (typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__')) {
      addIssue(NO_NAME)
    }
    return value
  }, record)
}

const environmentEntries = z.record(
  z.string().min(1).max(100, 'AWS allows names of at most 100 characters.'),
  z.string().max(5000, 'AWS allows values of at most 5,000 characters.'),
)
const environment = withoutPrototype(
  environmentEntries
    .refine((value) => Object.keys(value).length <= 50, 'AWS allows at most 50 environment variables.')
    .refine(
      (value) => environmentBytes(value) <= ENVIRONMENT_LIMIT_BYTES,
      'AWS allows about 4 KB for all environment variables together.',
    ),
)

const server = z.strictObject({
  preset: z.enum(['aws-api-mcp-server', 'container']),
  image: containerUri,
  /** Where the image serves MCP. What is left out stays as AWS has it: port 8000 and /mcp for a new runtime. */
  port: z
    .number('Use a port from 8000 to 12000.')
    .int()
    .min(8000, 'AWS allows ports from 8000 to 12000.')
    .max(12_000, 'AWS allows ports from 8000 to 12000.')
    .refine((port) => port !== 8443, 'AWS keeps port 8443 for itself.')
    .optional(),
  path: z
    .string()
    .max(2048, 'AWS allows at most 2,048 characters.')
    .regex(/^\/[A-Za-z0-9\-._~/%]*$/, 'Use a path that starts with /, such as /mcp.')
    .optional(),
  minimumMemoryMiB: z.number('Use a whole number of MiB.').int().min(1, 'Use a whole number of MiB.').optional(),
})

const tagText = /^[a-zA-Z0-9\s._:/=+@-]*$/
const tagsEntries = z.record(
  z
    .string()
    .min(1)

    .max(128, 'AWS allows keys of at most 128 characters.')
    .regex(tagText, 'Use letters, digits, spaces and . _ : / = + @ -')
    .refine((key) => !/^aws:/i.test(key), 'Keys that start with aws: are reserved.'),
  z
    .string()
    .max(256, 'AWS allows values of at most 256 characters.')
    .regex(tagText, 'Use letters, digits, spaces and . _ : / = + @ -'),
)
const tags = withoutPrototype(
  tagsEntries.refine(
    (value) => Object.keys(value).length <= 45,
    'AWS allows 50 tags, and Slipway needs up to five of its own.',
  ),
)

const ENVIRONMENT_LIMIT_BYTES = 4096

/** UTF-8 bytes of all names and values, which AgentCore limits to about 4 KB on platform V1. */
function environmentBytes(environment: Record<string, string>): number {
  const encoder = new TextEncoder()
  return Object.entries(environment).reduce((total, [name, value]) => total + encoder.encode(name + value).length, 0)
}

/** What the user wants, as a small document. It never holds a secret, so it can be kept in git. */
export const deploymentSpecSchema = z.strictObject({
  version: z.literal(1),
  /** Runtime name, and the value of the `slipway:deployment` tag on everything that Slipway makes for it. */
  name: runtimeName,
  region: z.string().regex(/^[a-z]{2,8}(-[a-z]{2,12}){1,2}-\d{1,2}$/, 'Use a region code such as us-east-1.'),
  description: z.string().min(1).max(4096, 'AWS allows at most 4,096 characters.').optional(),
  server,
  inboundAuth,
  executionRole,
  environment: environment.default({}),
  network: network.default({ mode: 'PUBLIC' }),
  lifecycle: lifecycle.default(DEFAULT_LIFECYCLE),
  /** Days; null keeps log lines for ever, which is what AWS does by default. */
  logRetentionDays: z.union([z.literal(RETENTION_DAYS), z.null()]).default(30),
  tags: tags.default({}),
  /** Take over a runtime of this name that Slipway did not make. */
  adoptRuntime: z.boolean().optional(),
})

export type DeploymentSpec = z.infer<typeof deploymentSpecSchema>
export type DeploymentSpecInput = z.input<typeof deploymentSpecSchema>

/** What a page hands back from one step to the next (`AdvanceOptions`). */
export const advanceOptionsSchema = z.strictObject({
  waiting: z
    .strictObject({
      changeId: z.string().max(2048),
      since: z.iso.datetime(),
      reason: z.enum(['transition', 'propagation', 'conflict', 'throttled', 'unreachable']).optional(),
    })
    .optional(),
  performed: z.array(z.string().max(2048)).max(100).optional(),
  confirmed: z.array(z.string().max(64)).max(100).optional(),
})
