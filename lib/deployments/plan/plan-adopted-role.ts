import type { Observed } from '@/lib/deployments/observe/observed'
import { adopted, documentJson, type Step } from '@/lib/deployments/plan/step'
import { missingBase, refuseDocument, refuseTrust } from '@/lib/deployments/spec/role-documents'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { isRefusedManagedPolicy } from '@/lib/policies/evaluate/danger'
import type { Failure } from '@/lib/result'
import { type RoleDetail, roleNameOf } from '@/lib/roles/model'

const FIELD = 'executionRole.arn'

/** The one row of a role that exists already. Slipway changes nothing about it. */
export function adoptedRoleSteps(arn: string, { role }: Observed): Step[] {
  const name = roleNameOf(arn)
  const row = { id: 'role', kind: 'role' as const, title: `Execution role ${name}`, name }
  const state = role && {
    Arn: role.arn,
    AssumeRolePolicyDocument: documentJson(role.trustPolicy),
    InlinePolicies: Object.fromEntries(
      role.inlinePolicies.map((policy) => [policy.name, documentJson(policy.document)]),
    ),
    AttachedPolicies: role.attachedPolicies.map((policy) => policy.arn),
  }
  return [adopted(row, 'You chose an existing role; Slipway uses it and leaves it as it is.', state)]
}

/** What speaks against running the server with that role. */
export function adoptedRoleRefusals(spec: DeploymentSpec, arn: string, { role, account }: Observed): Failure[] {
  if (!role || role.arn !== arn) {
    return [
      {
        code: 'not-found',
        message: `There is no role ${arn} in this account.`,
        remedy: 'Choose another role, or let Slipway create one.',
        fields: { [FIELD]: ['AWS does not find this role.'] },
      },
    ]
  }
  const trust = refuseTrust(role.trustPolicy, account)
  const missing = missingBase(role, account, spec.server.image).map(({ action }) => action)
  const pull = missing.filter((action) => action.startsWith('ecr:'))

  return [
    ...(trust ? [atField(trust)] : []),
    ...dangers(role).map(atField),
    ...(pull.length > 0
      ? [
          atField({
            code: 'refused',
            message: `The role ${role.name} may not pull the image: it lacks ${pull.join(', ')}.`,
            remedy: 'Add them to the role, or let Slipway create one.',
          }),
        ]
      : []),
  ]
}

function dangers(role: RoleDetail): Failure[] {
  const refused = role.attachedPolicies.filter(({ arn }) => isRefusedManagedPolicy(arn)).map(administrator)
  const texts = [...role.inlinePolicies, ...role.attachedPolicies.filter(({ arn }) => !isRefusedManagedPolicy(arn))]
  return [
    ...refused,
    ...texts.flatMap(({ name, document }) => {
      const refusal = document === null ? null : refuseDocument(document)
      return refusal ? [{ ...refusal, message: `${name}: ${refusal.message}` }] : []
    }),
  ]
}

function administrator({ name }: { name: string }): Failure {
  return {
    code: 'refused',
    message: `The role has ${name} attached. An execution role must never have administrator rights.`,
    remedy: 'Detach it, choose another role, or let Slipway create one.',
  }
}

function atField(failure: Failure): Failure {
  return { ...failure, fields: { [FIELD]: [failure.message] } }
}
