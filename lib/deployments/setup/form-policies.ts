import type { SetupValues } from '@/lib/deployments/setup/form-fields'
import { listOf } from '@/lib/deployments/setup/form-lines'
import { readOnlyAccessArn } from '@/lib/deployments/spec/defaults'

export type NamedDocument = { name: string; document: string }
type Permissions = { managedPolicyArns: string[]; inlinePolicies: NamedDocument[] }

/** The name of the inline policy that holds a custom grant, as in the deployment guide. */
const CUSTOM_POLICY_NAME = 'CustomAWSPermissions'

/**
 * What a role may do, as the form says it: one managed policy (`managed`), one policy of one's own (`custom`), or any number
 * of both, each with its name (`several`).
 */
export function permissionsInput(values: SetupValues): Permissions {
  const arn = (values.managedPolicyArn ?? '').trim()

  switch ((values.grant ?? '').trim()) {
    case 'several':
      return {
        managedPolicyArns: listOf(values.managedPolicyArns ?? ''),
        inlinePolicies: parsePolicies(values.inlinePolicies),
      }
    case 'custom':
      return {
        managedPolicyArns: [],
        inlinePolicies: [{ name: CUSTOM_POLICY_NAME, document: values.customPolicy ?? '' }],
      }
    default:
      return { managedPolicyArns: arn === '' ? [] : [arn], inlinePolicies: [] }
  }
}

/** The answers for it. All three ways are filled in, so that another choice starts with something sensible. */
export function permissionValues(permissions: Permissions | undefined, region: string): SetupValues {
  const { managedPolicyArns, inlinePolicies } = permissions ?? { managedPolicyArns: [], inlinePolicies: [] }
  const [first] = inlinePolicies
  const isCustom = first?.name === CUSTOM_POLICY_NAME && inlinePolicies.length === 1 && managedPolicyArns.length === 0
  const isManaged = !permissions || (managedPolicyArns.length === 1 && !first)

  return {
    grant: isCustom ? 'custom' : isManaged ? 'managed' : 'several',
    managedPolicyArn: managedPolicyArns[0] ?? readOnlyAccessArn(region),
    customPolicy: first?.document ?? '',
    managedPolicyArns: managedPolicyArns.join('\n'),
    inlinePolicies: formatPolicies(inlinePolicies),
  }
}

/** The answer `inlinePolicies`: a JSON text of names and documents. What is none becomes a policy that the schema refuses. */
export function parsePolicies(text: string | undefined): NamedDocument[] {
  try {
    const parsed: unknown = JSON.parse(text || '[]')
    return Array.isArray(parsed) ? parsed.map(toPolicy) : [NO_POLICY]
  } catch {
    return [NO_POLICY]
  }
}

export function formatPolicies(policies: NamedDocument[]): string {
  return JSON.stringify(policies)
}

/** Which policy of several a message is about; undefined when there is one at most. */
export function subjectOfPath(path: string, values: SetupValues): string | undefined {
  const { inlinePolicies, managedPolicyArns } = permissionsInput(values)
  const [, list, index = ''] = /^executionRole\.permissions\.(inlinePolicies|managedPolicyArns)\.(\d+)/.exec(path) ?? []

  if (list === 'inlinePolicies') {
    return values.grant === 'several' ? inlinePolicies[Number(index)]?.name || `Policy ${Number(index) + 1}` : undefined
  }
  return list === undefined || values.grant !== 'several' ? undefined : managedPolicyArns[Number(index)]
}

const NO_POLICY: NamedDocument = { name: '', document: '' }

function toPolicy(value: unknown): NamedDocument {
  const { name, document } = Object(value) as { name?: unknown; document?: unknown }
  return { name: typeof name === 'string' ? name : '', document: typeof document === 'string' ? document : '' }
}
