import type { SetupValues } from '@/lib/deployments/form-fields'
import { defaultRoleName } from '@/lib/deployments/names'

/** The running summary: what will exist at the end, by the names that AWS will show. */
export function Summary({ values }: { values: SetupValues }) {
  return (
    <aside aria-label="What will exist" className="hidden xl:block">
      <div className="sticky top-16 flex flex-col gap-3 rounded-lg border bg-surface p-4 text-table">
        <h2 className="font-medium text-sm">What will exist</h2>
        <dl className="flex flex-col gap-2.5">
          {rowsOf(values).map(([term, text]) => (
            <div key={term}>
              <dt className="text-muted">{term}</dt>
              <dd className="break-words font-mono">{text}</dd>
            </div>
          ))}
        </dl>
      </div>
    </aside>
  )
}

function rowsOf(values: SetupValues): [string, string][] {
  const name = values.name || 'your server'
  const isJwt = values.authType === 'jwt'
  const isIssuer = isJwt && values.poolMode === 'oidc'
  const isNewPool = isJwt && !isIssuer && values.poolMode !== 'adopt'
  const isNewRole = values.roleMode !== 'adopt'
  const rows: [string, string | false][] = [
    [
      isNewRole ? 'Execution role' : 'Execution role (yours)',
      isNewRole ? values.roleName || defaultRoleName(name, values.region ?? '') : values.roleArn || '…',
    ],
    ['Permissions', isNewRole && (values.grant === 'custom' ? 'Your own policy' : policyName(values.managedPolicyArn))],
    ['User pool', isNewPool && `slipway-${name}`],
    ['User pool (yours)', isJwt && !isNewPool && !isIssuer && (values.userPoolId || '…')],
    ['Issuer (yours)', isIssuer && (values.discoveryUrl?.replace(/\/\.well-known\/.*$/, '') || '…')],
    ['User', isNewPool && (values.userName || '…')],
    ['Runtime', name],
    ['Image', values.image || '…'],
    ['Region', values.region || '…'],
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
