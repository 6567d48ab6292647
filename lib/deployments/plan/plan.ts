import type { Plan } from '@/lib/deployments/model'
import type { Observed } from '@/lib/deployments/observe/observed'
import type { Wiring } from '@/lib/deployments/observe/runtime-config'
import { withLosses } from '@/lib/deployments/plan/losses'
import { adoptedRoleSteps } from '@/lib/deployments/plan/plan-adopted-role'
import { logSteps } from '@/lib/deployments/plan/plan-logs'
import { adoptedPoolSteps, createdPoolSteps, passwordStep } from '@/lib/deployments/plan/plan-pool'
import { planRefusals } from '@/lib/deployments/plan/plan-refusals'
import { createdRoleSteps } from '@/lib/deployments/plan/plan-role'
import { runtimeSteps } from '@/lib/deployments/plan/plan-runtime'
import { planWarnings } from '@/lib/deployments/plan/plan-warnings'
import { type Planned, planned, type Step } from '@/lib/deployments/plan/step'
import { basePermissions } from '@/lib/deployments/spec/role-documents'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { BASE_POLICY_NAME } from '@/lib/policies/templates/base-permissions'
import { roleNameOf } from '@/lib/roles/model'
import { jwtAuthorizerInput } from '@/lib/tokens/issuer/authorizer-form'

/** The difference between what is wanted and what AWS has, in the order in which it is worked off. Pure. */
export function plan(spec: DeploymentSpec, observed: Observed): Plan {
  return planWithCalls(spec, observed).plan
}

/** The same, with the calls that perform it. */
export function planWithCalls(spec: DeploymentSpec, observed: Observed): Planned {
  const { wiring, complete } = wire(spec, observed)
  const pool = spec.inboundAuth.type === 'jwt' ? spec.inboundAuth.userPool : undefined
  const steps = [
    ...roleSteps(spec, observed),
    ...poolSteps(spec, observed),
    ...runtimeSteps(spec, observed, wiring, complete),
    ...logSteps(spec, observed),
    ...(pool?.mode === 'create' ? [passwordStep(pool, observed)] : []),
  ]
  const refusals = planRefusals(spec, observed)
  return planned(spec.name, withLosses(steps, lossContext(spec, observed), observed.runtime !== null), {
    refusals,
    warnings: planWarnings(spec, observed),
  })
}

function lossContext({ executionRole, ...spec }: DeploymentSpec, { role, formerRole = null, account }: Observed) {
  if (executionRole.mode === 'adopt') {
    const none = { inlinePolicies: [], attachedPolicies: [], boundaryDocument: null }
    return { roleName: roleNameOf(executionRole.arn), next: role ?? none, former: formerRole }
  }
  const { name, permissions } = executionRole
  const base = { name: BASE_POLICY_NAME, document: basePermissions(account, spec.server.image) }
  return {
    roleName: name,
    next: {
      inlinePolicies: [base, ...permissions.inlinePolicies],
      attachedPolicies: permissions.managedPolicyArns.map((arn) => ({ arn, document: null })),
      boundaryDocument: null,
    },
    former: formerRole,
  }
}

function roleSteps(spec: DeploymentSpec, observed: Observed): Step[] {
  return spec.executionRole.mode === 'create'
    ? createdRoleSteps(spec, spec.executionRole, observed)
    : adoptedRoleSteps(spec.executionRole.arn, observed)
}

function poolSteps({ inboundAuth, ...spec }: DeploymentSpec, observed: Observed): Step[] {
  if (inboundAuth.type !== 'jwt') {
    return []
  }
  return inboundAuth.userPool.mode === 'create'
    ? createdPoolSteps({ inboundAuth, ...spec }, inboundAuth.userPool, observed)
    : adoptedPoolSteps(inboundAuth.userPool, observed)
}

/** What the runtime refers to. Incomplete, it holds words where ids will be, and no call is made from it. */
function wire(spec: DeploymentSpec, { role, pool, account }: Observed): { wiring: Wiring; complete: boolean } {
  const roleArn =
    role?.arn ??
    (spec.executionRole.mode === 'adopt'
      ? spec.executionRole.arn
      : `arn:${account.partition}:iam::${account.accountId}:role/${spec.executionRole.name}`)

  if (spec.inboundAuth.type === 'sigv4') {
    return { wiring: { roleArn, authorizer: null }, complete: role !== null }
  }
  if (spec.inboundAuth.type === 'oidc') {
    return { wiring: { roleArn, authorizer: jwtAuthorizerInput(spec.inboundAuth) }, complete: role !== null }
  }
  const authorizer = {
    discoveryUrl: pool?.discoveryUrl ?? '(known when the user pool exists)',
    clientId: pool?.client?.id ?? '(known when the app client exists)',
  }
  return { wiring: { roleArn, authorizer }, complete: role !== null && pool?.client != null }
}
