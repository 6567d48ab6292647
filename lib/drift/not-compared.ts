import type { Observed } from '@/lib/deployments/observe/observed'
import { MEMBERS_OF_PART } from '@/lib/deployments/plan/parts'
import type { Fingerprint } from '@/lib/deployments/spec/fingerprint'
import { looksSecret } from '@/lib/deployments/spec/secret-names'
import { isObject } from '@/lib/json'

const COMPARED: ReadonlySet<string> = new Set(Object.values(MEMBERS_OF_PART).flat())
/** AWS sets these by itself. */
const BY_AWS: ReadonlySet<string> = new Set(['metadataConfiguration', 'platformVersion', 'workloadIdentityDetails'])

/** Said, so that no drift doesn't mean more than it does: what a fingerprint can't tell of this deployment. */
export function notCompared({ hasPolicies }: Fingerprint, { runtime, role }: Observed): string[] {
  const config = runtime?.config ?? {}
  const variables = config.environmentVariables
  const secret = isObject(variables) ? Object.keys(variables).filter(looksSecret) : []
  const members = Object.keys(config).filter((name) => !COMPARED.has(name) && !BY_AWS.has(name))
  const managed = (role?.attachedPolicies ?? [])
    .filter(({ arn }) => !arn.includes(':iam::aws:'))
    .map(({ name }) => name)
  return [
    ...(secret.length > 0
      ? [`Without a spec, the values of ${secret.join(', ')} are not compared: a fingerprint must not give them away.`]
      : []),
    ...(members.length > 0 ? [`Members that the setup does not know are not compared: ${members.join(', ')}.`] : []),
    ...(hasPolicies ? [] : ['The execution role was made elsewhere, so its policies are not compared.']),
    ...(hasPolicies && managed.length > 0
      ? [`Of managed policies only the names are compared, not what ${managed.join(', ')} says.`]
      : []),
    ...(role?.permissionsBoundaryArn ? ['The permissions boundary of the role is not compared.'] : []),
  ]
}
