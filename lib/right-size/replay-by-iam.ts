import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { type Evaluation, evaluatePolicies } from '@/lib/policies/evaluate/evaluate'
import { namedPolicy } from '@/lib/policies/evaluate/named-policy'
import type { Result } from '@/lib/result'
import type { SeenCall } from '@/lib/right-size/model'

/** IAM takes a second for each question. */
const MOST_QUESTIONS = 8
const MOST_ACTIONS = 100

/** How IAM's own simulator decides on what the replay says is still allowed. */
export type IamReplay = { asked: number; agreed: number; denied: string[] }

/**
 * Asks IAM about the calls of the time, by the texts of all policies that the role would have. Left out: what depends on a condition,
 * whose values nobody recorded, and what goes beyond a few questions. Changes nothing; wants iam:SimulateCustomPolicy.
 */
export function replayByIam(
  connection: Connection,
  calls: readonly SeenCall[],
  texts: readonly string[],
  boundary: string | null,
): Promise<Result<IamReplay>> {
  return attempt(async () => {
    const { iam } = awsClients(connection)
    const questions = questionsOf(calls, texts, boundary)
    const answers = await Promise.all(
      questions.map(async ([resource, actions]) => {
        const { EvaluationResults = [] } = await iam.simulateCustomPolicy({
          PolicyInputList: [...texts],
          ...(boundary === null ? {} : { PermissionsBoundaryPolicyInputList: [boundary] }),
          ActionNames: actions,
          ResourceArns: [resource],
        })
        return EvaluationResults.map(({ EvalActionName = '', EvalDecision }) => ({
          action: EvalActionName,
          isAllowed: EvalDecision === 'allowed',
        }))
      }),
    )
    const all = answers.flat()
    return {
      asked: all.length,
      agreed: all.filter(({ isAllowed }) => isAllowed).length,
      denied: all.flatMap(({ action, isAllowed }) => (isAllowed ? [] : [action])),
    }
  })
}

/** Actions by resource, those of most calls first. */
function questionsOf(
  calls: readonly SeenCall[],
  texts: readonly string[],
  boundaryText: string | null,
): [resource: string, actions: string[]][] {
  const identityPolicies = texts.flatMap((text) => namedPolicy('policy', text) ?? [])
  const boundary = namedPolicy('boundary', boundaryText) ?? undefined
  const byResource = new Map<string, Set<string>>()
  const seen = new Set<string>()

  for (const { actions, resource, outcome } of calls) {
    for (const action of outcome === 'refused' ? [] : actions) {
      const request = { action, resource: resource?.startsWith('arn:') ? resource : '*', context: {} }
      const key = `${action} ${request.resource}`

      if (!seen.has(key) && isPlainlyAllowed({ identityPolicies, boundary, request })) {
        byResource.set(request.resource, (byResource.get(request.resource) ?? new Set()).add(action))
      }
      seen.add(key)
    }
  }
  return [...byResource]
    .toSorted(([, one], [, other]) => other.size - one.size)
    .slice(0, MOST_QUESTIONS)
    .map(([resource, actions]) => [resource, [...actions].slice(0, MOST_ACTIONS)])
}

function isPlainlyAllowed(evaluation: Evaluation): boolean {
  const { effect, missingContextKeys } = evaluatePolicies(evaluation)
  return effect === 'allowed' && missingContextKeys.length === 0
}
