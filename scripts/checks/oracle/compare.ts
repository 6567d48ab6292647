import { runSimulation } from '@cloud-copilot/iam-simulate'
import { parsePolicy } from '@/lib/policies/document/document'
import type { PolicyDocument } from '@/lib/policies/document/model'
import { evaluatePolicies, type NamedPolicy } from '@/lib/policies/evaluate/evaluate'
import type { Case, RawPolicy } from './cases'
import { KNOWN_DIFFERENCES } from './known-differences'

const EFFECTS = { Allowed: 'allowed', ImplicitlyDenied: 'implicit-deny', ExplicitlyDenied: 'explicit-deny' } as const
type Effect = (typeof EFFECTS)[keyof typeof EFFECTS]

type Comparison = { one: Case; own: Effect; peer: Effect; reason?: string | undefined }
export type Agreement = {
  compared: number
  effects: Record<Effect, number>
  disagreements: Comparison[]
  ownMilliseconds: number
  peerMilliseconds: number
}

/** Decides every case with Slipway's evaluator and with iam-simulate. A case that iam-simulate refuses is a bug of the generator. */
export async function compareEvaluators(cases: Case[]): Promise<Agreement> {
  const effects = { allowed: 0, 'implicit-deny': 0, 'explicit-deny': 0 }
  const disagreements: Comparison[] = []
  let [ownMilliseconds, peerMilliseconds] = [0, 0]

  for (const one of cases) {
    const started = performance.now()
    const { effect: own } = evaluatePolicies(readCase(one))
    const between = performance.now()
    const peer = await askPeer(one)
    peerMilliseconds += performance.now() - between
    ownMilliseconds += between - started
    effects[peer] += 1

    if (own !== peer) {
      const reason = await reasonFor(one)
      disagreements.push({ one, own, peer, reason })
    }
  }
  return { compared: cases.length, effects, disagreements, ownMilliseconds, peerMilliseconds }
}

/** The known difference, or the fewest of them together, without which both decide alike. */
async function reasonFor(one: Case): Promise<string | undefined> {
  for (const differences of SOME_DIFFERENCES) {
    if (await agree(differences.reduce((changed, { rewrite }) => rewrite(changed), one))) {
      return differences.map(({ name }) => name).join(' + ')
    }
  }
  return undefined
}

/** One difference alone, then pairs, then three. */
const SOME_DIFFERENCES = combinations(KNOWN_DIFFERENCES, 3)

function combinations<T>(from: readonly T[], most: number): T[][] {
  const found: T[][] = [[]]

  for (const item of from) {
    found.push(...found.filter((list) => list.length < most).map((list) => [...list, item]))
  }
  return found.filter((list) => list.length > 0).toSorted((one, other) => one.length - other.length)
}

async function agree(one: Case): Promise<boolean> {
  return evaluatePolicies(readCase(one)).effect === (await askPeer(one))
}

function readCase({ policies, boundary, action, resource, context }: Case) {
  const identityPolicies = policies.map((policy, index): NamedPolicy => ({ name: `p${index}`, document: read(policy) }))
  const bounds = boundary && { boundary: { name: 'boundary', document: read(boundary) } }
  return { identityPolicies, ...bounds, request: { action, resource, context } }
}

function read(policy: RawPolicy): PolicyDocument {
  const result = parsePolicy(JSON.stringify(policy))

  if (!result.ok) {
    throw new Error(`${result.error.message} ${JSON.stringify(policy)}`)
  }
  return result.data
}

async function askPeer({ policies, boundary, action, resource, context }: Case): Promise<Effect> {
  const result = await runSimulation(
    {
      request: {
        principal: 'arn:aws:iam::111122223333:role/tools',
        action,
        resource: { resource, accountId: '111122223333' },
        contextVariables: context,
      },
      identityPolicies: policies.map((policy, index) => ({ name: `p${index}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(boundary && { permissionBoundaryPolicies: [{ name: 'boundary', policy: boundary }] }),
    },
    {},
  )

  if (result.resultType === 'error') {
    throw new Error(`iam-simulate refuses ${action} on ${resource}: ${JSON.stringify(result.errors)}`)
  }
  return EFFECTS[result.overallResult]
}
