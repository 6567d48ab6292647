import type { Answers } from '@/lib/deployments/setup/fields/field'
import { listOf } from '@/lib/deployments/setup/form-lines'
import { readOnlyAccessArn } from '@/lib/deployments/spec/defaults'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'

export type NamedDocument = { name: string; document: string }
type Permissions = { managedPolicyArns: string[]; inlinePolicies: NamedDocument[] }

/** The name of the inline policy that holds a custom grant, as in the deployment guide. */
const CUSTOM_POLICY_NAME = 'CustomAWSPermissions'

/**
 * What a role may do, as the form says it: one managed policy (`managed`), one policy of one's own (`custom`), or any number
 * of both, each with its name (`several`).
 */
export function permissionsInput(values: Answers): Permissions {
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
      return { managedPolicyArns: [arn], inlinePolicies: [] }
  }
}

/** The answers for it. All three ways are filled in, so that another choice starts with something sensible. */
export function permissionValues({ executionRole, region }: DeploymentSpec) {
  const permissions = executionRole.mode === 'create' ? executionRole.permissions : undefined
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

/** Which policy of several a message at `0.document` of a list is about; undefined when there is one at most. */
export function policySubject(list: keyof Permissions, rest: string, values: Answers): string | undefined {
  const index = /^\d+/.exec(rest)?.[0]

  if (index === undefined || values.grant !== 'several') {
    return undefined
  }
  const { inlinePolicies, managedPolicyArns } = permissionsInput(values)
  return list === 'inlinePolicies'
    ? inlinePolicies[Number(index)]?.name || `Policy ${Number(index) + 1}`
    : managedPolicyArns[Number(index)]
}

/** All that is granted, by name. */
export function permissionsText(values: Answers): string {
  if (values.grant === 'custom') {
    return 'Your own policy'
  }
  const { managedPolicyArns, inlinePolicies } = permissionsInput(values)
  const names = [
    // Words of a search are no policy yet.
    ...managedPolicyArns.map((arn) => (arn.startsWith('arn:') ? arn.slice(arn.lastIndexOf('/') + 1) : '…')),
    ...inlinePolicies.map(({ name }) => name || '…'),
  ]
  return names.join(', ') || 'none'
}

const NO_POLICY: NamedDocument = { name: '', document: '' }

function toPolicy(value: unknown): NamedDocument {
  const { name, document } = Object(value) as { name?: unknown; document?: unknown }
  return { name: typeof name === 'string' ? name : '', document: typeof document === 'string' ? document : '' }
}
