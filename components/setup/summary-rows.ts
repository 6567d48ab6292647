import type { SetupValues } from '@/lib/deployments/form-fields'
import { defaultRoleName, poolName } from '@/lib/deployments/names'

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
    ['Permissions', isNewRole && (values.grant === 'custom' ? 'Your own policy' : policyName(values.managedPolicyArn))],
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

function policyName(arn: string | undefined): string {
  return arn?.split('/').at(-1) || 'none'
}
