import type * as iam from '@aws-sdk/client-iam'
import { encodeDocument } from '@/lib/practice/iam/access/documents'
import { OPERATOR_POLICY_NAME, operatorOf } from '@/lib/practice/iam/access/identity'
import { wholeSeconds } from '@/lib/practice/iam/dates'
import { page } from '@/lib/practice/iam/paging'
import { anyPolicy, isAwsArn } from '@/lib/practice/iam/policies/managed'
import { policySummary } from '@/lib/practice/iam/policies/policy-record'
import { roleDetail } from '@/lib/practice/iam/roles/role-record'
import { iamStore, type StoredPolicy, type StoredRole } from '@/lib/practice/iam/store'
import { operatorUser } from '@/lib/practice/iam/users'
import { type Call, operation } from '@/lib/practice/wire/service'

type Detail = { key: string; user?: iam.UserDetail; role?: ReturnType<typeof detail>; policy?: iam.ManagedPolicyDetail }

/** Of AWS's own policies those that are in use, as on AWS. */
export const authorizationDetailsOperations = {
  GetAccountAuthorizationDetails: operation<iam.GetAccountAuthorizationDetailsCommandInput, unknown>({
    run: async (input, call) => {
      const { roles, policies } = iamStore(call.state)
      const inUse = Object.values(roles).flatMap(({ policies: { attached, boundary } }) => [
        ...attached,
        boundary ?? '',
      ])
      const aws = await Promise.all([...new Set(inUse)].filter(isAwsArn).map((arn) => anyPolicy(call.state, arn)))
      const wanted = (kind: iam.EntityType) => !input.Filter?.length || input.Filter.includes(kind)
      const details: Detail[] = [
        ...(wanted('User') ? [{ key: 'user', user: userDetail(call) }] : []),
        ...(wanted('Role')
          ? Object.values(roles).map((role) => ({ key: `role/${role.name}`, role: detail(role) }))
          : []),
        ...[
          ...(wanted('LocalManagedPolicy') ? Object.values(policies) : []),
          ...(wanted('AWSManagedPolicy') ? aws : []),
        ]
          .filter((policy) => policy !== undefined)
          .map((policy) => ({ key: `policy/${policy.arn}`, policy: policyDetail(call, policy) })),
      ]
      const { items, ...rest } = page(details, ({ key }) => key, input)
      return {
        UserDetailList: items.flatMap(({ user }) => user ?? []),
        GroupDetailList: [],
        RoleDetailList: items.flatMap(({ role }) => role ?? []),
        Policies: items.flatMap(({ policy }) => policy ?? []),
        ...rest,
      }
    },
  }),
}

function userDetail(call: Call): iam.UserDetail {
  const policy = { PolicyName: OPERATOR_POLICY_NAME, PolicyDocument: encodeDocument(operatorOf(call.state).policy) }
  return { ...operatorUser(call), UserPolicyList: [policy], GroupList: [], AttachedManagedPolicies: [], Tags: [] }
}

function detail(role: StoredRole) {
  const { MaxSessionDuration: _none, Description: _neither, ...rest } = roleDetail(role)
  return {
    Tags: [],
    ...rest,
    InstanceProfileList: [],
    RolePolicyList: Object.entries(role.policies.inline).map(([PolicyName, text]) => ({
      PolicyName,
      PolicyDocument: encodeDocument(text),
    })),
    AttachedManagedPolicies: role.policies.attached.map((PolicyArn) => ({
      PolicyName: PolicyArn.split('/').at(-1) ?? '',
      PolicyArn,
    })),
  }
}

/** A version without a document is one whose text is not here. */
function policyDetail(call: Call, policy: StoredPolicy): iam.ManagedPolicyDetail {
  return {
    ...policySummary(call, policy),
    Description: policy.description,
    PolicyVersionList: policy.versions.map(({ id, text, createdAt }) => ({
      VersionId: id,
      IsDefaultVersion: id === policy.defaultVersion,
      CreateDate: wholeSeconds(createdAt),
      ...(policy.isWithoutText ? {} : { Document: encodeDocument(text) }),
    })),
  }
}
