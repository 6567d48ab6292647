import type * as iam from '@aws-sdk/client-iam'
import { limitExceeded, noSuchEntity, policyNotAttachable } from '@/lib/practice/iam/errors'
import { page } from '@/lib/practice/iam/paging'
import { isServiceLinked } from '@/lib/practice/iam/policies/managed'
import { requirePolicy } from '@/lib/practice/iam/policies/policy-record'
import { changePolicies, onRole, requireOwnRole, requireRole } from '@/lib/practice/iam/roles/role-record'
import { operation } from '@/lib/practice/wire/service'

const ATTACHED_PER_ROLE = 20

type Attachment = { RoleName: string; PolicyArn: string }

export const attachedPolicyOperations = {
  AttachRolePolicy: operation<Attachment, unknown>({
    authorization: ({ RoleName, PolicyArn }, call) =>
      onRole('AttachRolePolicy', call, RoleName, { 'iam:PolicyARN': PolicyArn }),
    run: async ({ RoleName, PolicyArn }, call) => {
      const role = requireOwnRole(call, RoleName)
      await requirePolicy(call, PolicyArn, `Policy ${PolicyArn} does not exist or is not attachable.`)

      if (isServiceLinked(PolicyArn)) {
        throw policyNotAttachable('Cannot attach a Service Role Policy to a Customer Role.')
      }
      if (role.policies.attached.includes(PolicyArn)) {
        return
      }
      if (role.policies.attached.length >= ATTACHED_PER_ROLE) {
        throw limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${ATTACHED_PER_ROLE}`)
      }
      changePolicies(call, role, (policies) => {
        policies.attached.push(PolicyArn)
      })
    },
  }),
  DetachRolePolicy: operation<Attachment, unknown>({
    authorization: ({ RoleName, PolicyArn }, call) =>
      onRole('DetachRolePolicy', call, RoleName, { 'iam:PolicyARN': PolicyArn }),
    run: ({ RoleName, PolicyArn }, call) => {
      const role = requireOwnRole(call, RoleName)

      if (!role.policies.attached.includes(PolicyArn)) {
        throw noSuchEntity(`Policy ${PolicyArn} was not found.`)
      }
      changePolicies(call, role, (policies) => {
        policies.attached = policies.attached.filter((arn) => arn !== PolicyArn)
      })
    },
  }),
  ListAttachedRolePolicies: operation<iam.ListAttachedRolePoliciesCommandInput & { RoleName: string }, unknown>({
    authorization: ({ RoleName }, call) => onRole('ListAttachedRolePolicies', call, RoleName),
    run: (input, call) => {
      const { attached } = requireRole(call, input.RoleName).policies
      const prefix = `policy${input.PathPrefix ?? '/'}`
      const all = attached
        .filter((arn) => arn.split(':').at(-1)?.startsWith(prefix))
        .map((PolicyArn) => ({ PolicyName: PolicyArn.split('/').at(-1) ?? '', PolicyArn }))
      const { items, ...rest } = page(all, ({ PolicyArn }) => PolicyArn, input)
      return { AttachedPolicies: items, ...rest }
    },
  }),
}
