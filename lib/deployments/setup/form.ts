import { fieldOfPath, type SetupValues } from '@/lib/deployments/setup/form-fields'
import { formatLines, listOf, parseLines, words } from '@/lib/deployments/setup/form-lines'
import { permissionsInput, permissionValues, subjectOfPath } from '@/lib/deployments/setup/form-policies'
import { defaultRoleName } from '@/lib/deployments/spec/names'
import { type DeploymentSpec, type DeploymentSpecInput, deploymentSpecSchema } from '@/lib/deployments/spec/schema'
import { fail, ok, type Result } from '@/lib/result'
import { parseRule, ruleText } from '@/lib/tokens/claims/claim-rules'

/** The spec that the form describes, or messages by form field. */
export function specFromValues(values: SetupValues): Result<DeploymentSpec> {
  const environment = parseLines(values.environment ?? '')
  const tags = parseLines(values.tags ?? '')
  const parsed = deploymentSpecSchema.safeParse(inputFromValues(values, environment.entries, tags.entries))
  const found = new Map<string, Set<string>>()
  const add = (field: string, message: string) => {
    const messages = found.get(field) ?? new Set()
    found.set(field, messages)

    if (messages.size < MAX_MESSAGES) {
      messages.add(message)
    }
  }

  for (const issue of parsed.error?.issues ?? []) {
    const path = issue.path.join('.')
    const subject = /^(environment|tags)\.(.+)$/.exec(path)?.[2] ?? subjectOfPath(path, values)
    // What is wrong with a key stands inside its issue.
    const messages = issue.code === 'invalid_key' ? issue.issues.map(({ message }) => message) : [issue.message]

    for (const message of messages) {
      add(fieldOfPath(path), subject ? `${subject}: ${message}` : message)
    }
  }
  for (const message of environment.errors) {
    add('environment', message)
  }
  for (const message of tags.errors) {
    add('tags', message)
  }
  if (parsed.success && found.size === 0) {
    return ok(parsed.data)
  }
  const fields = Object.fromEntries([...found].map(([field, messages]) => [field, [...messages]]))
  return fail({ code: 'invalid-input', message: 'Some answers need another look.', fields })
}

/** Messages told at one field. A pasted file can be wrong in every one of its lines, and nobody reads more. */
const MAX_MESSAGES = 20

function inputFromValues(
  values: SetupValues,
  environment: Record<string, string>,
  tags: Record<string, string>,
): DeploymentSpecInput {
  const text = (name: string) => (values[name] ?? '').trim()
  const description = values.description ?? ''
  const retention = text('logRetentionDays')

  return {
    version: 1,
    name: text('name'),
    region: text('region'),
    ...(description.trim() === '' ? {} : { description }),
    server: serverInput(text),
    inboundAuth: inboundAuthInput(text),
    executionRole: executionRoleInput(values, text),
    environment,
    network:
      text('networkMode') === 'VPC'
        ? { mode: 'VPC', subnets: words(text('subnets')), securityGroups: words(text('securityGroups')) }
        : { mode: 'PUBLIC' },
    lifecycle: {
      idleSeconds: wholeNumber(text('idleSeconds') || '900'),
      maxSeconds: wholeNumber(text('maxSeconds') || '28800'),
    },
    logRetentionDays: (retention === 'never'
      ? null
      : Number(retention || 30)) as DeploymentSpecInput['logRetentionDays'],
    tags,
    ...(text('adoptRuntime') === 'yes' ? { adoptRuntime: true } : {}),
  }
}

/** What is left empty stays as AWS has it. */
function serverInput(text: (name: string) => string): DeploymentSpecInput['server'] {
  const [port, path, memory] = [text('port'), text('path'), text('minimumMemoryMiB')]
  return {
    preset: text('preset') === 'container' ? 'container' : 'aws-api-mcp-server',
    image: text('image'),
    ...(port === '' ? {} : { port: wholeNumber(port) }),
    ...(path === '' ? {} : { path }),
    ...(memory === '' ? {} : { minimumMemoryMiB: wholeNumber(memory) }),
  }
}

/** Decimal digits only: `0x40` and `1e3` are numbers to JavaScript and typing mistakes to everybody else. */
function wholeNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN
}

function inboundAuthInput(text: (name: string) => string): DeploymentSpecInput['inboundAuth'] {
  if (text('authType') !== 'jwt') {
    return { type: 'sigv4' }
  }
  if (text('poolMode') === 'oidc') {
    return {
      type: 'oidc',
      discoveryUrl: text('discoveryUrl'),
      allowedClients: listOf(text('allowedClients')),
      allowedAudience: listOf(text('allowedAudience')),
      allowedScopes: listOf(text('allowedScopes')),
      // What is no rule goes on as one that the schema refuses, at the right field.
      customClaims: listOf(text('customClaims')).map((line) => parseRule(line) ?? NO_RULE) as ClaimRules,
    }
  }
  return text('poolMode') === 'adopt'
    ? { type: 'jwt', userPool: { mode: 'adopt', userPoolId: text('userPoolId'), clientId: text('clientId') } }
    : { type: 'jwt', userPool: { mode: 'create', userName: text('userName') } }
}

type ClaimRules = Extract<DeploymentSpecInput['inboundAuth'], { type: 'oidc' }>['customClaims']

const NO_RULE = { claim: '', operator: '', values: [] }

function executionRoleInput(values: SetupValues, text: (name: string) => string): DeploymentSpecInput['executionRole'] {
  return text('roleMode') === 'adopt'
    ? { mode: 'adopt', arn: text('roleArn') }
    : {
        mode: 'create',
        name: text('roleName') || defaultRoleName(text('name'), text('region')),
        permissions: permissionsInput(values),
      }
}

/** The form that describes a spec: the other way round, for editing what exists or an uploaded spec. */
export function valuesFromSpec(spec: DeploymentSpec): SetupValues {
  const { inboundAuth, executionRole, network } = spec
  const permissions = executionRole.mode === 'create' ? executionRole.permissions : undefined
  const pool = inboundAuth.type === 'jwt' ? inboundAuth.userPool : undefined
  const issuer = inboundAuth.type === 'oidc' ? inboundAuth : undefined

  return {
    authType: inboundAuth.type === 'sigv4' ? 'sigv4' : 'jwt',
    poolMode: issuer ? 'oidc' : (pool?.mode ?? 'create'),
    userName: pool?.mode === 'create' ? pool.userName : 'owner',
    userPoolId: pool?.mode === 'adopt' ? pool.userPoolId : '',
    clientId: pool?.mode === 'adopt' ? pool.clientId : '',
    discoveryUrl: issuer?.discoveryUrl ?? '',
    allowedClients: issuer?.allowedClients.join('\n') ?? '',
    allowedAudience: issuer?.allowedAudience.join('\n') ?? '',
    allowedScopes: issuer?.allowedScopes.join('\n') ?? '',
    customClaims: issuer?.customClaims.map(ruleText).join('\n') ?? '',
    roleMode: executionRole.mode,
    roleName: executionRole.mode === 'create' ? executionRole.name : '',
    roleArn: executionRole.mode === 'adopt' ? executionRole.arn : '',
    ...permissionValues(permissions, spec.region),
    preset: spec.server.preset,
    image: spec.server.image,
    port: String(spec.server.port ?? ''),
    path: spec.server.path ?? '',
    minimumMemoryMiB: String(spec.server.minimumMemoryMiB ?? ''),
    name: spec.name,
    region: spec.region,
    description: spec.description ?? '',
    environment: formatLines(spec.environment),
    networkMode: network.mode,
    subnets: network.mode === 'VPC' ? network.subnets.join(' ') : '',
    securityGroups: network.mode === 'VPC' ? network.securityGroups.join(' ') : '',
    idleSeconds: String(spec.lifecycle.idleSeconds),
    maxSeconds: String(spec.lifecycle.maxSeconds),
    logRetentionDays: spec.logRetentionDays === null ? 'never' : String(spec.logRetentionDays),
    tags: formatLines(spec.tags),
    adoptRuntime: spec.adoptRuntime ? 'yes' : '',
  }
}

/** True when the form can show all of the spec: a claim rule with a comma in its value is nothing that a line can say. */
export function fitsForm(spec: DeploymentSpec): boolean {
  const parsed = specFromValues(valuesFromSpec(spec))
  return parsed.ok && JSON.stringify(sorted(parsed.data)) === JSON.stringify(sorted(spec))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted)
  }
  if (value === null || typeof value !== 'object') {
    return value
  }
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
