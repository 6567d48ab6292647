import fc from 'fast-check'
import { expect, it } from 'vitest'
import { specOfLive } from '@/lib/deployments/observe/live-spec'
import type { Observed, ObservedRuntime } from '@/lib/deployments/observe/observed'
import { planWithCalls } from '@/lib/deployments/plan/plan'
import { isPending, type Planned } from '@/lib/deployments/plan/step'
import { releasePlan, takeOverPlan } from '@/lib/take-over/plan-take-over'
import { applied } from './fake-aws'
import { launched, liveOf } from './observations'
import { specs } from './specs'

const theirTags = fc.dictionary(
  fc.constantFrom('managed-by', 'ManagedBy', 'team', 'slipway:budget', 'aws:cloudformation:stack-name', 'a b'),
  fc.constantFrom('', 'terraform', 'slipway', 'x y'),
)

function runtimeOf({ runtime }: Observed): ObservedRuntime {
  if (!runtime) {
    throw new Error('There is no runtime.')
  }
  return runtime
}

/** What it leaves, and how many calls it took. */
function performed({ steps }: Planned, observed: Observed): { observed: Observed; calls: string[] } {
  const calls = steps.flatMap(({ change, call }) => (isPending(change) && call ? [call] : []))
  return { observed: calls.reduce(applied, observed), calls: calls.map(({ operation }) => operation) }
}

it('any runtime that a spec can say is taken over by one call, needs no other then, and is given back with the tags that it had', () => {
  fc.assert(
    fc.property(specs, theirTags, fc.boolean(), (spec, tags, hasGroupTags) => {
      const made = launched(spec)
      const group = made.logGroup && { ...made.logGroup, tags: hasGroupTags ? made.logGroup.tags : {} }
      const start: Observed = { ...made, logGroup: group, runtime: { ...runtimeOf(made), tags } }
      const full = planWithCalls(specOfLive(liveOf(start)), start).plan
      const taken = performed(takeOverPlan(runtimeOf(start), start, full), start)
      expect(taken.calls).toEqual(['bedrock-agentcore:TagResource'])
      expect(runtimeOf(taken.observed).config).toEqual(runtimeOf(start).config)

      const after = planWithCalls(specOfLive(liveOf(taken.observed)), taken.observed)
      expect(after.plan.changes.filter(isPending)).toEqual([])

      const released = performed(releasePlan(runtimeOf(taken.observed)), taken.observed)
      expect(released.calls).toEqual(['bedrock-agentcore:UntagResource'])
      expect(runtimeOf(released.observed).tags).toEqual(tags)
    }),
  )
})
