import { checkSpec } from '@/lib/deployments/check/check-spec'
import type { Observed } from '@/lib/deployments/observe/observed'
import { adoptedRoleRefusals } from '@/lib/deployments/plan/plan-adopted-role'
import { DEPLOYMENT_TAG, isOwned, REGION_TAG } from '@/lib/deployments/spec/names'
import { basePermissions } from '@/lib/deployments/spec/role-documents'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { policySize } from '@/lib/policies/document/document'
import type { Failure } from '@/lib/result'
import type { RoleDetail } from '@/lib/roles/model'
import { carriesStop } from '@/lib/roles/stop-marks'

/** IAM's limit for all inline policies of a role together, white space not counted. */
const INLINE_LIMIT = 10_240

/** What forbids the plan: in the spec itself, and in what AWS has. */
export function planRefusals(spec: DeploymentSpec, observed: Observed): Failure[] {
  return [
    ...checkSpec(spec).refusals,
    ...(spec.executionRole.mode === 'adopt'
      ? adoptedRoleRefusals(spec, spec.executionRole.arn, observed)
      : createdRoleRefusals(spec, observed)),
    ...runtimeRefusals(spec, observed),
    ...leavingStop(observed.formerRole ?? null),
    ...poolRefusals(spec, observed),
  ]
}

/** With another role a stopped server would not be stopped, and no resume would find the role that still is. */
export function leavingStop(former: RoleDetail | null): Failure[] {
  return former && carriesStop(former)
    ? [
        {
          code: 'refused',
          message: `The server is stopped, and so is its role ${former.name}: with another role it could act again.`,
          remedy: 'Resume it first, or keep the role.',
        },
      ]
    : []
}

function createdRoleRefusals({ executionRole, ...spec }: DeploymentSpec, { role, account }: Observed): Failure[] {
  if (executionRole.mode !== 'create') {
    return []
  }
  const texts = executionRole.permissions.inlinePolicies.map(({ document }) => document)
  const size = [basePermissions(account, spec.server.image), ...texts]
    .map(policySize)
    .reduce((total, one) => total + one, 0)
  const tooLong: Failure[] =
    size > INLINE_LIMIT
      ? [
          atField('executionRole.permissions.inlinePolicies', {
            code: 'invalid-input',
            message: `The inline policies have ${size.toLocaleString('en')} characters; IAM allows ${INLINE_LIMIT.toLocaleString('en')} for all of a role.`,
            remedy: 'Shorten them, or put a part into a managed policy and attach that.',
          }),
        ]
      : []

  if (!role) {
    return tooLong
  }
  const owner = role.tags[DEPLOYMENT_TAG]
  const ownerRegion = role.tags[REGION_TAG] ?? spec.region

  if (owner === spec.name && ownerRegion === spec.region) {
    return tooLong
  }
  const message = owner
    ? `The role ${role.name} belongs to the deployment ${owner} in ${ownerRegion}.`
    : `A role ${role.name} exists already, and Slipway did not make it.`
  return [
    ...tooLong,
    atField('executionRole.name', {
      code: 'conflict',
      message,
      remedy: 'Choose another name for the role, or adopt the existing role.',
    }),
  ]
}

function runtimeRefusals(spec: DeploymentSpec, { runtime }: Observed): Failure[] {
  if (!runtime || isOwned(runtime.tags, spec.name)) {
    return []
  }
  if (spec.adoptRuntime) {
    return runtime.config.agentRuntimeArtifact && 'codeConfiguration' in Object(runtime.config.agentRuntimeArtifact)
      ? [
          atField('adoptRuntime', {
            code: 'refused',
            message: `The runtime ${spec.name} runs uploaded code, not a container image.`,
            remedy: 'Choose another name.',
          }),
        ]
      : []
  }
  return [
    atField('name', {
      code: 'conflict',
      message: `A runtime ${spec.name} exists already in ${spec.region}, and Slipway did not make it.`,
      remedy: 'Choose another name, or take over the existing runtime.',
    }),
  ]
}

function poolRefusals({ inboundAuth }: DeploymentSpec, { pool }: Observed): Failure[] {
  if (inboundAuth.type !== 'jwt' || inboundAuth.userPool.mode === 'create') {
    return []
  }
  const { userPoolId, clientId } = inboundAuth.userPool

  if (!pool) {
    return [
      atField('inboundAuth.userPool.userPoolId', {
        code: 'not-found',
        message: `AWS does not find the user pool ${userPoolId}.`,
        remedy: 'Check the id, or let Slipway create a pool.',
      }),
    ]
  }
  return pool.client
    ? []
    : [
        atField('inboundAuth.userPool.clientId', {
          code: 'not-found',
          message: `The user pool has no app client ${clientId}.`,
          remedy: 'Check the id under App clients of the pool.',
        }),
      ]
}

function atField(path: string, failure: Failure): Failure {
  return { ...failure, fields: { [path]: [failure.message] } }
}
