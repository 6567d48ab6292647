// Safe for the browser, and small: nothing here may import zod.

/** What the setup form holds: one text for each field, as typed. It is kept in the browser, so it never has a secret. */
export type SetupValues = Record<string, string>

export const SETUP_STEPS = ['access', 'permissions', 'server', 'review', 'launch'] as const

export type SetupStep = (typeof SETUP_STEPS)[number]

/** Which spec path each form field feeds; an error at a path is shown at that field. */
const FIELD_BY_PATH: [RegExp, string][] = [
  [/^inboundAuth\.userPool\.userName/, 'userName'],
  [/^inboundAuth\.userPool\.userPoolId/, 'userPoolId'],
  [/^inboundAuth\.userPool\.clientId/, 'clientId'],
  [/^inboundAuth\.discoveryUrl/, 'discoveryUrl'],
  [/^inboundAuth\.allowedClients/, 'allowedClients'],
  [/^inboundAuth\.allowedAudience/, 'allowedAudience'],
  [/^inboundAuth\.allowedScopes/, 'allowedScopes'],
  [/^inboundAuth\.customClaims/, 'customClaims'],
  [/^inboundAuth/, 'authType'],
  [/^executionRole\.name/, 'roleName'],
  [/^executionRole\.arn/, 'roleArn'],
  [/^executionRole\.permissions\.managedPolicyArns/, 'managedPolicyArn'],
  [/^executionRole\.permissions\.inlinePolicies/, 'customPolicy'],
  [/^executionRole/, 'roleMode'],
  [/^server\.image/, 'image'],
  [/^server\.port/, 'port'],
  [/^server\.path/, 'path'],
  [/^server\.minimumMemoryMiB/, 'minimumMemoryMiB'],
  [/^server/, 'preset'],
  [/^network\.subnets/, 'subnets'],
  [/^network\.securityGroups/, 'securityGroups'],
  [/^lifecycle\.maxSeconds/, 'maxSeconds'],
  [/^lifecycle/, 'idleSeconds'],
]

/** Fields of each step, so that a step can tell whether an error is its own. */
export const STEP_FIELDS: Record<'access' | 'permissions' | 'server', string[]> = {
  access: [
    'authType',
    'poolMode',
    'userName',
    'userPoolId',
    'clientId',
    'discoveryUrl',
    'allowedClients',
    'allowedAudience',
    'allowedScopes',
    'customClaims',
  ],
  permissions: [
    'roleMode',
    'roleName',
    'roleArn',
    'grant',
    'managedPolicyArn',
    'customPolicy',
    'managedPolicyArns',
    'inlinePolicies',
  ],
  server: [
    'preset',
    'image',
    'port',
    'path',
    'minimumMemoryMiB',
    'name',
    'region',
    'description',
    'environment',
    'networkMode',
    'subnets',
    'securityGroups',
    'idleSeconds',
    'maxSeconds',
    'logRetentionDays',
    'tags',
    'adoptRuntime',
  ],
}

/** The field that shows an error at a path of the spec (`server.image` → `image`). */
export function fieldOfPath(path: string): string {
  return FIELD_BY_PATH.find(([pattern]) => pattern.test(path))?.[1] ?? path.split('.')[0] ?? path
}

/** The step that asks for what stands at a path of the spec, or for a form field. */
export function stepOfPath(path: string): SetupStep | undefined {
  const field = fieldOfPath(path)
  return SETUP_STEPS.find(
    (step) => step in STEP_FIELDS && STEP_FIELDS[step as keyof typeof STEP_FIELDS].includes(field),
  )
}
