import type { Plan, ResourceKind } from '@/lib/deployments/model'
import { inProgress, nothing, type Planned, planned, type Step, write } from '@/lib/deployments/plan/step'
import {
  type ObservedTeardown,
  parseItemId,
  type TeardownEndpoint,
  type TeardownTarget,
} from '@/lib/deployments/teardown/teardown-model'
import type { Failure } from '@/lib/result'
import { isTransitional } from '@/lib/runtimes/model'

/** Endpoints and runtimes first, then what they leave behind. A role goes last but for the pool, when nothing uses it. */
const ORDER = ['runtime', 'log-group', 'role', 'user-pool'] as const

/** What deleting the ticked items takes, in a safe order. Items that are gone already are rows with nothing to do. */
export function planTeardown(observed: ObservedTeardown, selectedIds: string[]): Plan {
  return planTeardownWithCalls(observed, selectedIds).plan
}

export function planTeardownWithCalls(observed: ObservedTeardown, selectedIds: string[]): Planned {
  const selected = [...new Set(selectedIds)]
  const steps = ORDER.flatMap((kind) =>
    selected
      .filter((id) => parseItemId(id)?.kind === kind)
      .flatMap((id) => {
        const target = observed.targets.find(({ item }) => item.id === id)
        return target ? stepsFor(target) : [gone(id, kind)]
      }),
  )
  const refusals = observed.targets.flatMap((target) =>
    selected.includes(target.item.id) ? inUse(target, observed, selected) : [],
  )
  return planned(observed.deployment, steps, { warnings: [], refusals })
}

function stepsFor(target: TeardownTarget): Step[] {
  if ('runtime' in target) {
    return runtimeSteps(target)
  }
  if ('role' in target) {
    return roleSteps(target)
  }
  const { id, title, name, note } = target.item
  const details = { why: note, before: { name }, after: null }
  return 'logGroup' in target
    ? [
        write({ id, kind: 'log-group', title, name }, 'delete', {
          ...details,
          call: { operation: 'logs:DeleteLogGroup', input: { logGroupName: target.logGroup } },
        }),
      ]
    : [
        write({ id, kind: 'user-pool', title, name }, 'delete', {
          ...details,
          call: { operation: 'cognito-idp:DeleteUserPool', input: { UserPoolId: target.userPool } },
        }),
      ]
}

function runtimeSteps({ item, runtime }: Extract<TeardownTarget, { runtime: unknown }>): Step[] {
  const row = { id: item.id, kind: 'runtime' as const, title: item.title, name: item.name }
  const state = { agentRuntimeArn: runtime.arn, status: runtime.status }

  if (runtime.status === 'DELETING') {
    return [inProgress(row, 'delete', 'AWS is deleting the runtime.', state)]
  }
  if (runtime.status === 'CREATING' || runtime.status === 'UPDATING') {
    return [inProgress(row, 'delete', 'AWS is still working on the runtime; it can be deleted after that.', state)]
  }
  const step = write(row, 'delete', {
    why: item.note,
    before: state,
    after: null,
    call: { operation: 'bedrock-agentcore:DeleteAgentRuntime', input: { agentRuntimeId: runtime.id } },
  })
  const stuck: Failure = {
    code: 'aws-rejected',
    message: 'AWS could not delete the runtime.',
    remedy: 'Try again; if it stays like this, AWS Support needs the runtime ARN.',
    details: runtime.failureReason ?? runtime.arn,
  }
  return [
    ...runtime.endpoints.map((endpoint) => endpointStep(runtime.id, endpoint)),
    runtime.status === 'DELETE_FAILED' ? { ...step, failed: { after: [item.id], failure: stuck } } : step,
  ]
}

function endpointStep(runtimeId: string, { name, status }: TeardownEndpoint): Step {
  const row = {
    id: `endpoint:${runtimeId}:${name}`,
    kind: 'runtime-endpoint' as const,
    title: `Endpoint ${name}`,
    name,
  }

  if (isTransitional(status)) {
    return inProgress(row, 'delete', 'AWS is working on the endpoint.', { name, status })
  }
  return write(row, 'delete', {
    why: 'Endpoints go before their runtime.',
    before: { name, status },
    after: null,
    call: {
      operation: 'bedrock-agentcore:DeleteAgentRuntimeEndpoint',
      input: { agentRuntimeId: runtimeId, endpointName: name },
    },
  })
}

function roleSteps({ item, role }: Extract<TeardownTarget, { role: unknown }>): Step[] {
  const why = 'IAM deletes a role only when it has no policies.'
  const RoleName = role.name
  return [
    ...role.attachedPolicies.map((arn) =>
      write(
        {
          id: `${item.id}:detach:${arn}`,
          kind: 'role-attachment',
          title: `${roleShort(arn)} on ${role.name}`,
          name: arn,
        },
        'delete',
        {
          why,
          before: { RoleName, PolicyArn: arn },
          after: null,
          call: { operation: 'iam:DetachRolePolicy', input: { RoleName, PolicyArn: arn } },
        },
      ),
    ),
    ...ownPolicySteps(item.id, role.ownPolicies),
    ...role.inlinePolicies.map((name) =>
      write(
        { id: `${item.id}:policy:${name}`, kind: 'role-policy', title: `Policy ${name} of ${role.name}`, name },
        'delete',
        {
          why,
          before: { RoleName, PolicyName: name },
          after: null,
          call: { operation: 'iam:DeleteRolePolicy', input: { RoleName, PolicyName: name } },
        },
      ),
    ),
    write({ id: item.id, kind: 'role', title: item.title, name: item.name }, 'delete', {
      why: item.note,
      before: { RoleName, Arn: role.arn },
      after: null,
      call: { operation: 'iam:DeleteRole', input: { RoleName } },
    }),
  ]
}

/** A role that some runtime, other than those about to be deleted, still runs with stays. */
function inUse(target: TeardownTarget, { targets }: ObservedTeardown, selected: string[]): Failure[] {
  if (!('role' in target)) {
    return []
  }
  const leaving = targets.flatMap((other) =>
    'runtime' in other && selected.includes(other.item.id) ? [other.item.title.replace(/^Runtime /, '')] : [],
  )
  const staying = target.role.usedBy.filter((name) => !leaving.includes(name))
  return staying.length === 0
    ? []
    : [
        {
          code: 'refused',
          message: `The role ${target.role.name} is used by ${staying.join(', ')}.`,
          remedy: 'Delete those runtimes first, or leave the role out.',
        },
      ]
}

function gone(id: string, kind: (typeof ORDER)[number]): Step {
  const name = parseItemId(id)?.key ?? id
  const titles = { runtime: 'Runtime', 'log-group': 'Log group', role: 'Execution role', 'user-pool': 'User pool' }
  return nothing({ id, kind: kind satisfies ResourceKind, title: `${titles[kind]} ${name}`, name }, 'It is gone.', null)
}

function roleShort(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}

function ownPolicySteps(itemId: string, arns: readonly string[]): Step[] {
  return arns.map((arn) =>
    write(
      { id: `${itemId}:own:${arn}`, kind: 'managed-policy', title: `Managed policy ${roleShort(arn)}`, name: arn },
      'delete',
      {
        why: 'Slipway made it for this role alone.',
        before: { PolicyArn: arn },
        after: null,
        call: { operation: 'iam:DeletePolicy', input: { PolicyArn: arn } },
      },
    ),
  )
}
