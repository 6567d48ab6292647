import { createHash } from 'node:crypto'
import { managedRows } from '@/lib/policies/managed/managed-table'
import { managedPolicy, managedPolicyArns } from '@/lib/policies/templates/managed-policies'
import { PARTITION } from '@/lib/practice/account'
import { findPolicy, policiesInUse, type StoredPolicy } from '@/lib/practice/iam/store'
import type { StateStore } from '@/lib/practice/wire/state'

/** When AWS's own policies say that they were made; the real dates differ for each. */
const MANAGED_SINCE = Date.parse('2015-02-06T18:39:48Z')

/** The policies that AWS has, by path. The texts of most of them are not held here. */
const awsArns: ReadonlySet<string> = new Set([
  ...managedPolicyArns(PARTITION),
  ...managedRows().map(({ name, path }) => awsArn(path, name)),
])

const loaded = new Map<string, StoredPolicy>()

/** The default version's text of a customer managed policy, or of an AWS managed one that was loaded. */
export function policyText(state: StateStore, arn: string): string | undefined {
  const policy = findPolicy(state, arn) ?? loaded.get(arn)
  return policy?.isWithoutText ? undefined : policy?.versions.find(({ id }) => id === policy.defaultVersion)?.text
}

/** Those among the ARNs whose policies exist, and whose texts this account hasn't. They allow nothing here, and deny nothing. */
export function withoutText(arns: string[]): string[] {
  return [...new Set(arns)].filter((arn) => loaded.get(arn)?.isWithoutText)
}

/** What is missing, for a message; a role may have many. */
export function textOfPolicies(arns: string[]): string {
  const more = arns.length > 2 ? ` and ${arns.length - 2} more` : ''
  return `the text of the policies of AWS ${arns.slice(0, 2).join(', ')}${more}`
}

export function awsPolicyArns(): string[] {
  return [...awsArns]
}

/** A customer managed policy, or one of AWS's own in the same shape. Those have no state: they are the same in every account. */
export async function anyPolicy(state: StateStore, arn: string): Promise<StoredPolicy | undefined> {
  return findPolicy(state, arn) ?? loadManaged(arn)
}

/** Loads the AWS managed policies that roles of this account use, so that authorization needn't wait. */
export async function loadAttachedPolicies(state: StateStore): Promise<void> {
  const missing = [...policiesInUse(state)].filter((arn) => isAwsArn(arn) && !loaded.has(arn))
  await Promise.all(missing.map(loadManaged))
}

async function loadManaged(arn: string): Promise<StoredPolicy | undefined> {
  const known = loaded.get(arn)

  if (known || !isAwsArn(arn)) {
    return known
  }
  const found = await managedPolicy(arn)

  if (!found && !awsArns.has(arn)) {
    return undefined
  }
  const name = arn.split('/').at(-1) ?? ''
  const policy: StoredPolicy = {
    name,
    path: arn.slice(awsArn('', '').length, -name.length),
    arn,
    description: found?.description,
    id: `ANPA${createHash('sha256').update(name).digest('hex').slice(0, 17).toUpperCase()}`,
    createdAt: MANAGED_SINCE,
    updatedAt: MANAGED_SINCE,
    tags: {},
    versions: [{ id: 'v1', text: found ? JSON.stringify(found.document) : '', createdAt: MANAGED_SINCE }],
    defaultVersion: 'v1',
    nextVersion: 2,
    ...(found ? {} : { isWithoutText: true }),
  }
  loaded.set(arn, policy)
  return policy
}

export function isAwsArn(arn: string): boolean {
  return arn.startsWith(awsArn('/', ''))
}

/** One that only a service can give to its own role. */
export function isServiceLinked(arn: string): boolean {
  return arn.startsWith(awsArn('/aws-service-role/', ''))
}

function awsArn(path: string, name: string): string {
  return `arn:${PARTITION}:iam::aws:policy${path}${name}`
}
