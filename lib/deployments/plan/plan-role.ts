import type { Observed } from '@/lib/deployments/observe/observed'
import type { AwsCall } from '@/lib/deployments/plan/calls'
import { comesAlong, documentJson, nothing, type Step, write } from '@/lib/deployments/plan/step'
import { ownTags, REGION_TAG, type Tags } from '@/lib/deployments/spec/names'
import { basePermissions, executionTrust } from '@/lib/deployments/spec/role-documents'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { missingTags } from '@/lib/deployments/spec/tags'
import type { Json } from '@/lib/json'
import { toJson } from '@/lib/json'
import { samePolicy } from '@/lib/policies/document/same-policy'
import { BASE_POLICY_NAME } from '@/lib/policies/templates/base-permissions'
import { fromTags, type RoleDetail } from '@/lib/roles/model'

export type CreatedRole = Extract<DeploymentSpec['executionRole'], { mode: 'create' }>

/** Role, trust, tags, inline policies, attachments: the rows of a role that Slipway makes. */
export function createdRoleSteps(spec: DeploymentSpec, wanted: CreatedRole, observed: Observed): Step[] {
  const tags = { ...spec.tags, ...ownTags(spec.name), [REGION_TAG]: spec.region }
  return [
    roleStep(spec, wanted, observed, tags),
    trustStep(wanted, observed),
    tagsStep(wanted, observed.role, tags),
    ...inlineSteps(spec, wanted, observed),
    ...attachmentSteps(wanted, observed.role),
  ]
}

function roleStep(spec: DeploymentSpec, { name }: CreatedRole, { role, account }: Observed, tags: Tags): Step {
  const row = { id: 'role', kind: 'role' as const, title: `Execution role ${name}`, name }
  const description = `Execution role of the Slipway deployment ${spec.name}.`

  if (role) {
    return nothing(row, 'It exists.', { Arn: role.arn })
  }
  const trust = executionTrust(account)
  const shown = { RoleName: name, Description: description, AssumeRolePolicyDocument: trust, Tags: tags }
  const input = { ...shown, AssumeRolePolicyDocument: JSON.stringify(trust), Tags: fromTags(tags) }
  return write(row, 'create', {
    why: 'The server runs with this role and can do in AWS what the role allows, nothing more.',
    before: null,
    after: shown,
    call: { operation: 'iam:CreateRole', input },
  })
}

function trustStep({ name }: CreatedRole, { role, account }: Observed): Step {
  const row = { id: 'role-trust', kind: 'role-trust' as const, title: `Trust policy of ${name}`, name }
  const wanted = executionTrust(account)

  if (!role) {
    return comesAlong(row, 'It comes with the role.', wanted)
  }
  const current = documentJson(role.trustPolicy)

  if (samePolicy(current, wanted)) {
    return nothing(row, 'Only AgentCore in this account and region can use the role.', current)
  }
  return write(row, 'update', {
    why: 'Only AgentCore in this account and region may use the role.',
    before: current,
    after: wanted,
    call: {
      operation: 'iam:UpdateAssumeRolePolicy',
      input: { RoleName: name, PolicyDocument: JSON.stringify(wanted) },
    },
  })
}

function tagsStep({ name }: CreatedRole, role: RoleDetail | null, wanted: Tags): Step {
  const row = { id: 'role-tags', kind: 'tags' as const, title: `Tags of ${name}`, name }
  if (!role) {
    return comesAlong(row, 'They come with the role.', wanted)
  }
  const missing = missingTags(role.tags, wanted)

  if (!missing) {
    return nothing(row, 'They are set.', role.tags)
  }
  return write(row, 'update', {
    why: 'Tags say what belongs to this deployment.',
    before: role.tags,
    after: { ...role.tags, ...wanted },
    call: { operation: 'iam:TagRole', input: { RoleName: name, Tags: fromTags(missing) } },
  })
}

function inlineSteps(spec: DeploymentSpec, role: CreatedRole, { role: live, account }: Observed): Step[] {
  const base = basePermissions(account, spec.server.image)
  const wanted = [
    { name: BASE_POLICY_NAME, document: base, why: 'Every runtime needs this: image pull, logs, traces, metrics.' },
    ...role.permissions.inlinePolicies.map((policy) => ({ ...policy, why: 'What the server may do in AWS.' })),
  ]
  const surplus = (live?.inlinePolicies ?? []).filter(({ name }) => !wanted.some((policy) => policy.name === name))

  return [
    ...wanted.map((policy) => putStep(role.name, policy, live)),
    ...surplus.map(({ name, document }) =>
      write(inlineRow(role.name, name), 'delete', {
        why: 'The deployment no longer asks for it.',
        before: documentJson(document),
        after: null,
        call: { operation: 'iam:DeleteRolePolicy', input: { RoleName: role.name, PolicyName: name } },
      }),
    ),
  ]
}

function putStep(
  roleName: string,
  policy: { name: string; document: string; why: string },
  live: RoleDetail | null,
): Step {
  const current = live?.inlinePolicies.find(({ name }) => name === policy.name)
  const before = current ? documentJson(current.document) : null
  const after = documentJson(policy.document)

  if (current && samePolicy(before, after)) {
    return nothing(inlineRow(roleName, policy.name), policy.why, before)
  }
  const call: AwsCall = {
    operation: 'iam:PutRolePolicy',
    input: { RoleName: roleName, PolicyName: policy.name, PolicyDocument: policy.document },
  }
  return write(inlineRow(roleName, policy.name), current ? 'update' : 'create', {
    why: policy.why,
    before,
    after,
    call,
  })
}

function attachmentSteps({ name, permissions }: CreatedRole, live: RoleDetail | null): Step[] {
  const attached = live?.attachedPolicies.map(({ arn }) => arn) ?? []
  const wanted = [...new Set(permissions.managedPolicyArns)]
  const why = 'What the server may do in AWS.'

  return [
    ...wanted.map((arn) => {
      const input = { RoleName: name, PolicyArn: arn }
      return attached.includes(arn)
        ? nothing(attachmentRow(name, arn), why, input)
        : write(attachmentRow(name, arn), 'create', {
            why,
            before: null,
            after: input,
            call: { operation: 'iam:AttachRolePolicy', input },
          })
    }),
    ...attached
      .filter((arn) => !wanted.includes(arn))
      .map((arn) =>
        write(attachmentRow(name, arn), 'delete', {
          why: 'The deployment no longer asks for it.',
          before: toJson({ RoleName: name, PolicyArn: arn }) satisfies Json,
          after: null,
          call: { operation: 'iam:DetachRolePolicy', input: { RoleName: name, PolicyArn: arn } },
        }),
      ),
  ]
}

function inlineRow(roleName: string, name: string) {
  return { id: `role-policy:${name}`, kind: 'role-policy' as const, title: `Policy ${name} of ${roleName}`, name }
}

function attachmentRow(roleName: string, arn: string) {
  const short = arn.slice(arn.lastIndexOf('/') + 1)
  return { id: `role-attachment:${arn}`, kind: 'role-attachment' as const, title: `${short} on ${roleName}`, name: arn }
}
