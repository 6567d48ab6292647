import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lossesOf } from '@/lib/deployments/advance/confirmed-losses'
import type { Change } from '@/lib/deployments/model'
import { specOfLive } from '@/lib/deployments/observe/live-spec'
import type { Observed } from '@/lib/deployments/observe/observed'
import { plan } from '@/lib/deployments/plan/plan'
import { isPending } from '@/lib/deployments/plan/step'
import { specFromValues, valuesFromSpec } from '@/lib/deployments/setup/form'
import type { SetupValues } from '@/lib/deployments/setup/form-fields'
import { formatPolicies, parsePolicies, permissionsInput } from '@/lib/deployments/setup/form-policies'
import { SPEC_TAG } from '@/lib/deployments/spec/fingerprint'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { differingPaths } from '@/lib/json'
import { liveOf, observations } from './observations'

function answersOf(observed: Observed): SetupValues {
  return valuesFromSpec(specOfLive(liveOf(observed)))
}

function specOf(values: SetupValues): DeploymentSpec {
  const spec = specFromValues(values)

  if (!spec.ok) {
    throw new Error(JSON.stringify(spec.error))
  }
  return spec.data
}

function dueOf(spec: DeploymentSpec, observed: Observed): string[] {
  return plan(spec, observed)
    .changes.filter((change) => isPending(change) && !isNote(change))
    .map(({ id, verb, why }) => `${verb} ${id}: ${why}`)
}

/** A launch notes what it leaves in a tag, so whatever differs from the last one differs there too. */
function isNote({ id, before, after }: Change): boolean {
  return id === 'runtime-tags' && differingPaths(before, after).every((path) => path === SPEC_TAG)
}

type Answer = {
  /** Null where the deployment has no such thing to change. */
  answer: (values: SetupValues) => SetupValues | null
  ids: (values: SetupValues, observed: Observed) => string[]
  /** It takes permissions away. */
  loses?: true
}

const RUNTIME = ['update runtime', 'update runtime-endpoint']
const ADDED = 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess'

/** The setup says what a role has in the plainest way; with several policies it is one list. */
function inList(values: SetupValues): SetupValues | null {
  const { managedPolicyArns, inlinePolicies } = permissionsInput(values)
  return values.roleMode === 'adopt'
    ? null
    : {
        grant: 'several',
        managedPolicyArns: managedPolicyArns.join('\n'),
        inlinePolicies: formatPolicies(inlinePolicies),
      }
}

const ANSWERS: Record<string, Answer> = {
  image: { answer: () => ({ image: 'public.ecr.aws/a/aws-api-mcp-server:9' }), ids: imageIds },
  idleSeconds: {
    answer: ({ idleSeconds }) => ({ idleSeconds: idleSeconds === '61' ? '62' : '61' }),
    ids: () => RUNTIME,
  },
  retention: {
    answer: ({ logRetentionDays }) => ({ logRetentionDays: logRetentionDays === '365' ? 'never' : '365' }),
    ids: () => ['update log-retention'],
  },
  'one more tag': {
    answer: ({ tags }) => ({ tags: `${tags}\nnew=1` }),
    ids: ({ roleMode }) => [
      ...(roleMode === 'adopt' ? [] : ['update role-tags']),
      'update runtime-tags',
      'update log-group-tags',
    ],
  },
  'one more managed policy': {
    answer: (values) => {
      const list = inList(values)
      return list && { ...list, managedPolicyArns: `${list.managedPolicyArns}\n${ADDED}` }
    },
    ids: () => [`create role-attachment`],
  },
  'one inline policy less': {
    answer: (values) => {
      const list = inList(values)
      const [first, ...rest] = parsePolicies(list?.inlinePolicies)
      return first ? { ...list, inlinePolicies: formatPolicies(rest) } : null
    },
    ids: () => ['delete role-policy'],
    loses: true,
  },
}

/** Another registry needs other rights, which Slipway's own policy on its own role gives. */
function imageIds({ roleMode }: SetupValues, { runtime }: Observed): string[] {
  const isPrivate = JSON.stringify(runtime?.config.agentRuntimeArtifact).includes('.dkr.ecr.')
  return [...(roleMode !== 'adopt' && isPrivate ? ['update role-policy'] : []), ...RUNTIME]
}

describe('an edit', () => {
  it('without a change has nothing to change, whatever others did to the deployment', () => {
    fc.assert(
      fc.property(observations, (observed) => {
        expect(dueOf(specOf(answersOf(observed)), observed)).toEqual([])
      }),
      { numRuns: 80 },
    )
  })

  it.each(Object.entries(ANSWERS))('of one answer changes just that: %s', (_, { answer, ids, loses }) => {
    fc.assert(
      fc.property(observations, (observed) => {
        const values = answersOf(observed)
        const changed = answer(values)
        fc.pre(changed !== null)
        const spec = specOf({ ...values, ...changed })
        expect(dueOf(spec, observed).map((row) => row.split(':')[0])).toEqual(ids(values, observed))
        // A policy that only denied gives when it goes.
        const allowed = parsePolicies(inList(values)?.inlinePolicies)[0]?.document.includes('Allow')
        expect(lossesOf(plan(spec, observed))).toHaveLength(loses && allowed ? 1 : 0)
      }),
      { numRuns: 30 },
    )
  })
})
