import type { Policy } from '@aws-sdk/client-iam'
import { wholeSeconds } from '@/lib/practice/iam/dates'
import { noSuchEntity } from '@/lib/practice/iam/errors'
import { anyPolicy, isAwsArn } from '@/lib/practice/iam/policies/managed'
import { findPolicy, type StoredPolicy, usesOf } from '@/lib/practice/iam/store'
import type { AuthorizationRequest, Call } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

export async function requirePolicy(
  call: Call,
  arn: string,
  otherwise = `Policy ${arn} was not found.`,
): Promise<StoredPolicy> {
  const policy = await anyPolicy(call.state, arn)

  if (!policy) {
    throw noSuchEntity(otherwise)
  }
  return policy
}

/** A policy that the account may change: its own. */
export function requireOwnPolicy(call: Call, arn: string): StoredPolicy {
  if (isAwsArn(arn)) {
    throw new ServiceError('AccessDenied', `Policy ${arn} is managed by AWS and can't be changed.`, 403)
  }
  const policy = findPolicy(call.state, arn)

  if (!policy) {
    throw noSuchEntity(`Policy ${arn} was not found.`)
  }
  return policy
}

export function onPolicy(action: string): (input: { PolicyArn: string }) => AuthorizationRequest[] {
  return ({ PolicyArn }) => [{ action: `iam:${action}`, resource: PolicyArn }]
}

export function policySummary({ state }: Call, policy: StoredPolicy): Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersion,
    AttachmentCount: usesOf(state, 'attached', policy.arn),
    PermissionsBoundaryUsageCount: usesOf(state, 'boundary', policy.arn),
    IsAttachable: true,
    CreateDate: wholeSeconds(policy.createdAt),
    UpdateDate: wholeSeconds(policy.updatedAt),
  }
}
