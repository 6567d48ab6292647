import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { evaluatePolicies } from '@/lib/policies/evaluate/evaluate'
import { placePolicies } from '@/lib/right-size/fit'
import { replay } from '@/lib/right-size/replay'
import {
  basePolicyOf,
  callOf,
  DAY_MS,
  granted,
  held,
  isTracked,
  NOW,
  remaining,
  simulatedCatalogue,
  sized,
} from '@/lib/right-size/testing/simulated'

let catalogue: Catalogue

beforeAll(async () => {
  catalogue = await simulatedCatalogue()
}, 60_000)

const PATTERNS = [
  's3:*',
  's3:Get*',
  'S3:get*',
  'ec2:*',
  'ec2:Describe*',
  'dynamodb:*',
  'sqs:*',
  'sqs:?e*',
  'iam:List*',
  'iam:PassRole',
  'lambda:*',
  'lambda:List*',
]
const RESOURCES = ['*', 'arn:aws:s3:::a/*', 'arn:aws:sqs:us-east-1:123456789012:q']
const statement = fc.record({
  Effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Allow' as const, 'Deny' as const),
  Action: fc.uniqueArray(fc.constantFrom(...PATTERNS), { minLength: 1, maxLength: 4 }),
  Resource: fc.uniqueArray(fc.constantFrom(...RESOURCES), { minLength: 1, maxLength: 2 }),
})
const statements = fc.array(statement, { minLength: 1, maxLength: 4 })
const picks = fc.array(fc.record({ at: fc.nat(), days: fc.integer({ min: 0, max: 29 }), isRefused: fc.boolean() }), {
  minLength: 20,
  maxLength: 60,
})
const role = fc.tuple(
  fc.array(statements, { minLength: 1, maxLength: 3 }),
  picks,
  fc.constantFrom('read' as const, 'none' as const),
)

type Made = typeof role extends fc.Arbitrary<infer T> ? T : never

function made([documents, picked, margin]: Made) {
  const own = documents.map((Statement, index) => held(`p${index}`, Statement))
  const policies = [basePolicyOf(), ...own]
  const allowed = granted(catalogue, own)
  const calls =
    allowed.length === 0
      ? []
      : picked.map(({ at, days, isRefused }) =>
          callOf(allowed[at % allowed.length] ?? '', NOW - days * DAY_MS, isRefused ? 'refused' : 'allowed'),
        )
  return { policies, own, allowed, calls, margin, narrowed: sized(catalogue, policies, calls, margin) }
}

const probes = RESOURCES.map((one) => one.replace('a/*', 'a/b'))

describe('for any role', () => {
  it('loses nothing that was used, grants nothing new, keeps the base and is done after once', () => {
    fc.assert(
      fc.property(role, fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (one, asked) => {
        const { policies, calls, margin, narrowed } = made(one)
        const [before, next] = [policies, remaining(narrowed.policies)]
        const played = replay(calls, before, next)
        expect(played.lost).toEqual([])
        expect(narrowed.policies[0]?.document).toBe(policies[0]?.document)
        const every = ['s3', 'ec2', 'dynamodb', 'sqs', 'iam', 'lambda'].flatMap((prefix) =>
          (catalogue.service(prefix)?.actions ?? []).map(({ name }) => `${prefix}:${name}`),
        )

        for (const index of asked) {
          for (const resource of probes) {
            const request = { action: every[index % every.length] ?? '', resource, context: {} }
            const isNow = evaluatePolicies({ identityPolicies: next, request }).effect === 'allowed'
            expect(isNow && evaluatePolicies({ identityPolicies: before, request }).effect !== 'allowed').toBe(false)
          }
        }
        const again = narrowed.policies.flatMap(({ from, document }) =>
          document ? [{ ...from, document, text: JSON.stringify(document) }] : [],
        )
        expect(sized(catalogue, again, calls, margin).trimmed).toEqual([])
        const { placed, problem, inlineSize } = placePolicies(narrowed.policies, 'role')
        expect(
          problem !== undefined ||
            (inlineSize <= 10_240 && placed.every(({ as, size }) => as !== 'managed-copy' || size <= 6144)),
        ).toBe(true)
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('trims at least 95 % of what thirty made-up roles never used and IAM would show', () => {
    let [unused, gone, calls, still] = [0, 0, 0, 0]

    for (const one of fc.sample(role, { numRuns: 30, seed: 7 })) {
      const { policies, own, allowed, calls: ownCalls } = made(one)
      const { trimmed, policies: next } = sized(catalogue, policies, ownCalls, 'none')
      const tried = new Set(ownCalls.flatMap(({ actions }) => actions))
      const { use } = sized(catalogue, policies, ownCalls)
      const known = allowed.filter(
        (action) =>
          isTracked(action) && !tried.has(action) && use.actions.get(action.toLowerCase())?.neededBy === undefined,
      )
      const set = new Set(trimmed)
      unused += known.length
      gone += known.filter((action) => set.has(action)).length
      const played = replay(ownCalls, [basePolicyOf(), ...own], remaining(next))
      calls += played.of
      still += played.stillAllowed
    }
    expect(gone / unused).toBeGreaterThanOrEqual(0.95)
    expect(calls).toBeGreaterThan(200)
    expect(still).toBe(calls)
  }, 60_000)
})
