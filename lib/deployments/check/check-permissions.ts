import type { SpecCheck } from '@/lib/deployments/check/check-notes'
import { refusal, warning } from '@/lib/deployments/check/check-notes'
import type { PlanWarning } from '@/lib/deployments/model'
import { refuseDocument } from '@/lib/deployments/spec/role-documents'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { isRefusedManagedPolicy, managedPolicyWarning } from '@/lib/policies/evaluate/danger'
import { BASE_POLICY_NAME } from '@/lib/policies/templates/base-permissions'
import type { Failure } from '@/lib/result'

const FIELD = 'executionRole.permissions'

export function checkPermissions({ executionRole }: DeploymentSpec): SpecCheck {
  if (executionRole.mode === 'adopt') {
    return { refusals: [], warnings: [] }
  }
  const { managedPolicyArns: arns, inlinePolicies: policies } = executionRole.permissions
  const empty = arns.length === 0 && policies.length === 0

  return {
    refusals: [
      ...managed(arns),
      ...policies.flatMap((policy, index) => inline(policy, index, policies.length > 1)),
      ...duplicates(policies.map(({ name }) => name)),
    ],
    warnings: [...arns.flatMap(breadth), ...(empty ? [noPermissions] : [])],
  }
}

function managed(arns: string[]): Failure[] {
  return arns.flatMap((arn, index) =>
    isRefusedManagedPolicy(arn)
      ? [
          refusal(
            `${FIELD}.managedPolicyArns.${index}`,
            'An execution role must never have administrator rights.',
            'Use ReadOnlyAccess, or a policy with just the actions that are needed.',
          ),
        ]
      : [],
  )
}

function inline(
  { name, document }: { name: string; document: string },
  index: number,
  isOfSeveral: boolean,
): Failure[] {
  const field = `${FIELD}.inlinePolicies.${index}`
  const failure = refuseDocument(document)
  return [
    ...(failure
      ? [
          {
            ...failure,
            fields: { [`${field}.document`]: [isOfSeveral ? `${name}: ${failure.message}` : failure.message] },
          },
        ]
      : []),
    ...(name === BASE_POLICY_NAME
      ? [refusal(`${field}.name`, `${BASE_POLICY_NAME} is the name of Slipway’s own policy.`, 'Choose another name.')]
      : []),
  ]
}

function duplicates(names: string[]): Failure[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [refusal(`${FIELD}.inlinePolicies.${index}.name`, `Two policies are called ${name}.`, 'Rename one of them.')]
      : [],
  )
}

function breadth(arn: string): PlanWarning[] {
  const known = managedPolicyWarning(arn)

  if (known) {
    return [warning('danger', `managed-policy:${arn}`, known.title, known.text)]
  }
  return /:aws:policy\/ReadOnlyAccess$/.test(arn)
    ? [
        warning(
          'info',
          'read-only-access',
          'ReadOnlyAccess is broad',
          'It also reads the contents of S3 objects and other data. ViewOnlyAccess, or a policy of your own, shows less.',
        ),
      ]
    : []
}

const noPermissions = warning(
  'info',
  'no-permissions',
  'The server will not be allowed to do anything in AWS',
  'It will start and list its tools, and every command except sts get-caller-identity will be denied.',
)
