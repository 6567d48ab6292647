import type { SetupValues } from '@/lib/deployments/setup/form-fields'
import { permissionsInput } from '@/lib/deployments/setup/form-policies'
import { defaultRoleName, poolName } from '@/lib/deployments/spec/names'

/** What will exist, as term and text. What isn't known yet, and what is derived from it, is `…`. */
export function summaryRows(values: SetupValues): [string, string][] {
  const name = values.name?.trim() ?? ''
  const region = values.region ?? ''
  const isJwt = values.authType === 'jwt'
  const isIssuer = isJwt && values.poolMode === 'oidc'
  const isNewPool = isJwt && !isIssuer && values.poolMode !== 'adopt'
  const isNewRole = values.roleMode !== 'adopt'
  const rows: [string, string | false][] = [
    isNewRole
      ? ['Execution role', values.roleName || (name && region ? defaultRoleName(name, region) : '…')]
      : ['Execution role (yours)', values.roleArn || '…'],
    ['Permissions', isNewRole && permissionsText(values)],
    ['User pool', isNewPool && (name ? poolName(name) : '…')],
    ['User pool (yours)', isJwt && !isNewPool && !isIssuer && (values.userPoolId || '…')],
    ['Issuer (yours)', isIssuer && (values.discoveryUrl?.replace(/\/\.well-known\/.*$/, '') || '…')],
    ['User', isNewPool && (values.userName || '…')],
    ['Runtime', name || '…'],
    ['Image', values.image || '…'],
    ['Region', region || '…'],
    [
      'Log group',
      values.logRetentionDays === 'never' ? 'kept for ever' : `kept ${values.logRetentionDays || '30'} days`,
    ],
  ]
  return rows.filter((row): row is [string, string] => row[1] !== false)
}

function permissionsText(values: SetupValues): string {
  if (values.grant === 'custom') {
    return 'Your own policy'
  }
  const { managedPolicyArns, inlinePolicies } = permissionsInput(values)
  const names = [
    ...managedPolicyArns.map((arn) => arn.slice(arn.lastIndexOf('/') + 1)),
    ...inlinePolicies.map(({ name }) => name || '…'),
  ]
  return names.join(', ') || 'none'
}
