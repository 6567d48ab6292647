import { createHash } from 'node:crypto'
import { managedPolicy } from '@/lib/policies/templates/managed-policies'
import { PARTITION } from '@/lib/practice/account'
import AWS_POLICY_NAMES from '@/lib/practice/iam/policies/aws-policy-names.json' with { type: 'json' }
import { findPolicy, iamStore, type StoredPolicy } from '@/lib/practice/iam/store'
import { notHeld } from '@/lib/practice/wire/not-imitated'
import type { ServiceError } from '@/lib/practice/wire/service-error'
import type { StateStore } from '@/lib/practice/wire/state'

/** When AWS's own policies say that they were made; the real dates differ for each. */
const MANAGED_SINCE = Date.parse('2015-02-06T18:39:48Z')

/** The names of the policies that AWS has, whose texts are mostly not held here. */
const awsNames = new Set(AWS_POLICY_NAMES)

const loaded = new Map<string, StoredPolicy>()

/** The default version's text of a customer managed policy, or of an AWS managed one that was loaded. */
export function policyText(state: StateStore, arn: string): string | undefined {
  const policy = findPolicy(state, arn) ?? loaded.get(arn)
  return policy?.versions.find(({ id }) => id === policy.defaultVersion)?.text
}

/** A customer managed policy, or one of AWS's own in the same shape. Those have no state: they are the same in every account. */
export async function anyPolicy(state: StateStore, arn: string): Promise<StoredPolicy | undefined> {
  return findPolicy(state, arn) ?? loadManaged(arn)
}

/** The same, for whoever names it; what AWS has and this account hasn't is refused as that, anything else with `otherwise`. */
export async function needPolicy(state: StateStore, arn: string, otherwise: () => ServiceError): Promise<StoredPolicy> {
  const policy = await anyPolicy(state, arn)

  if (policy) {
    return policy
  }
  throw isAwsArn(arn) && awsNames.has(arn.split('/').at(-1) ?? '') ? notHeld(`the policy of AWS ${arn}`) : otherwise()
}

/** Loads the AWS managed policies that roles of this account use, so that authorization needn't wait. */
export async function loadAttachedPolicies(state: StateStore): Promise<void> {
  const revision = state.revision()

  if (loadedAt.get(state) === revision) {
    return
  }
  const missing = Object.values(iamStore(state).roles).flatMap(({ policies, policyChange }) =>
    [policies, policyChange.previous]
      .flatMap(({ attached, boundary }) => (boundary === null ? attached : [...attached, boundary]))
      .filter((arn) => isAwsArn(arn) && !loaded.has(arn)),
  )
  await Promise.all([...new Set(missing)].map(loadManaged))
  loadedAt.set(state, revision)
}

/** The revision of the state whose roles were last looked through: with thousands of them that is not for every call. */
const loadedAt = new WeakMap<StateStore, number>()

async function loadManaged(arn: string): Promise<StoredPolicy | undefined> {
  const known = loaded.get(arn)

  if (known || !isAwsArn(arn)) {
    return known
  }
  const found = await managedPolicy(arn)

  if (!found) {
    return undefined
  }
  const { name, path, description, document } = found
  const policy: StoredPolicy = {
    name,
    path,
    arn,
    description,
    id: `ANPA${createHash('sha256').update(name).digest('hex').slice(0, 17).toUpperCase()}`,
    createdAt: MANAGED_SINCE,
    updatedAt: MANAGED_SINCE,
    tags: {},
    versions: [{ id: 'v1', text: JSON.stringify(document), createdAt: MANAGED_SINCE }],
    defaultVersion: 'v1',
    nextVersion: 2,
  }
  loaded.set(arn, policy)
  return policy
}

export function isAwsArn(arn: string): boolean {
  return arn.startsWith(`arn:${PARTITION}:iam::aws:policy/`)
}
