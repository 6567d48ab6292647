import { partitionOf } from '@/lib/aws/arn'
import {
  DEFAULT_TAG,
  MARKETPLACE_REGION,
  MARKETPLACE_REPOSITORY,
  PUBLIC_REPOSITORY,
} from '@/lib/deployments/spec/image'
import { DEFAULT_LIFECYCLE } from '@/lib/deployments/spec/lifecycle'
import { defaultRoleName } from '@/lib/deployments/spec/names'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'

export const DEFAULT_NAME = 'awsapimcpserver'
export const DEFAULT_USER_NAME = 'mcp-user'

export type EnvironmentVariable = {
  name: string
  /** What a new spec holds; null: the variable is offered, not set. */
  value: string | null
  explanation: string
  /** The server can't run on AgentCore with another value. */
  fixed?: true
}

/** The variables of the AWS API MCP Server, in the order of a form. `REGION` in a value stands for the spec's region. */
export const SERVER_VARIABLES: EnvironmentVariable[] = [
  {
    name: 'AUTH_TYPE',
    value: 'no-auth',
    fixed: true,
    explanation: 'AgentCore checks callers before they reach the server, so the server itself does not.',
  },
  {
    name: 'AWS_API_MCP_TRANSPORT',
    value: 'streamable-http',
    fixed: true,
    explanation: 'AgentCore speaks MCP over HTTP.',
  },
  {
    name: 'AWS_API_MCP_HOST',
    value: '0.0.0.0',
    fixed: true,
    explanation: 'The address inside the container that AgentCore connects to.',
  },
  { name: 'AWS_API_MCP_PORT', value: '8000', fixed: true, explanation: 'The port that AgentCore connects to.' },
  {
    name: 'AWS_API_MCP_STATELESS_HTTP',
    value: 'true',
    explanation: 'Every request stands alone, as AgentCore wants it. Off only for servers that ask back.',
  },
  {
    name: 'AWS_API_MCP_ALLOWED_HOSTS',
    value: '*',
    explanation: 'AgentCore decides which host name the container sees.',
  },
  { name: 'AWS_API_MCP_ALLOWED_ORIGINS', value: '*', explanation: 'The same for the Origin header.' },
  { name: 'AWS_REGION', value: 'REGION', explanation: 'Where commands without --region go.' },
  {
    name: 'READ_OPERATIONS_ONLY',
    value: 'true',
    explanation: 'Denies every operation that changes something, whatever the role allows.',
  },
  {
    name: 'AWS_API_MCP_ALLOW_UNRESTRICTED_LOCAL_FILE_ACCESS',
    value: 'no-access',
    explanation:
      'Files in the container are out of your reach, so the server need not touch any. Values: no-access, workdir, unrestricted.',
  },
  {
    name: 'REQUIRE_MUTATION_CONSENT',
    value: null,
    explanation: 'Asks before each change. Needs stateless HTTP off and a client that supports elicitation.',
  },
  {
    name: 'AWS_API_MCP_TELEMETRY',
    value: null,
    explanation: 'Adds the server’s settings to the user agent of its AWS calls. On by default.',
  },
  {
    name: 'AWS_API_MCP_SUPPRESS_DEPRECATION_WARNING',
    value: null,
    explanation: 'Leaves the deprecation notice out of tool descriptions. Newer images only.',
  },
  {
    name: 'AWS_DEFAULT_REGION',
    value: null,
    explanation: 'Where newer images ask which regions --region * means; AWS_REGION does not count for that.',
  },
  { name: 'FASTMCP_LOG_LEVEL', value: null, explanation: 'DEBUG, INFO, WARNING or ERROR. INFO by default.' },
  { name: 'AWS_MAX_ATTEMPTS', value: null, explanation: 'How often a throttled AWS call is tried. 3 by default.' },
  { name: 'EXPERIMENTAL_AGENT_SCRIPTS', value: null, explanation: 'Adds the tool get_execution_plan.' },
]

export function defaultEnvironment(region: string): Record<string, string> {
  return Object.fromEntries(
    SERVER_VARIABLES.flatMap(({ name, value }) =>
      value === null ? [] : [[name, value === 'REGION' ? region : value]],
    ),
  )
}

/** The Marketplace image where AgentCore takes it; elsewhere the public one, which needs no copy in the region. */
export function defaultImage(region: string): string {
  return region === MARKETPLACE_REGION ? `${MARKETPLACE_REPOSITORY}:${DEFAULT_TAG}` : `${PUBLIC_REPOSITORY}:latest`
}

export function readOnlyAccessArn(region: string): string {
  return `arn:${partitionOf(region)}:iam::aws:policy/ReadOnlyAccess`
}

/** A spec that can be launched as it is: SigV4, a role of its own with read access, 30 days of logs. */
export function newSpec(name: string, region: string): DeploymentSpec {
  return {
    version: 1,
    name,
    region,
    server: { preset: 'aws-api-mcp-server', image: defaultImage(region) },
    inboundAuth: { type: 'sigv4' },
    executionRole: {
      mode: 'create',
      name: defaultRoleName(name, region),
      permissions: { managedPolicyArns: [readOnlyAccessArn(region)], inlinePolicies: [] },
    },
    environment: defaultEnvironment(region),
    network: { mode: 'PUBLIC' },
    lifecycle: DEFAULT_LIFECYCLE,
    logRetentionDays: 30,
    tags: {},
  }
}
