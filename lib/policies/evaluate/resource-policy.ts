import type { PolicyDocument, PolicyPrincipal, PolicyStatement } from '@/lib/policies/document/model'
import { conditionsHold } from '@/lib/policies/evaluate/conditions'
import { requestContext } from '@/lib/policies/evaluate/context'
import { concernsRequest, type PolicyRequest } from '@/lib/policies/evaluate/evaluate'

/** Who asks: ARNs (a session's and its role's) and account; null is somebody whom IAM does not know, such as the bearer of a JWT. */
export type ResourceCaller = { arns: string[]; accountId: string } | null

/**
 * What a resource's policy says. `delegated`: the account as a whole is allowed, so the caller's own policies decide.
 * Sources: IAM user guide, "Policy evaluation logic"; AgentCore developer guide, "Resource-based policies".
 */
export type ResourceDecision = 'allowed' | 'delegated' | 'explicit-deny' | 'silent'

export function evaluateResourcePolicy(
  document: PolicyDocument,
  caller: ResourceCaller,
  request: PolicyRequest,
): ResourceDecision {
  const context = requestContext(request.context)
  const applying = document.Statement.flatMap((statement) => {
    const named = concernsCaller(statement, caller)
    const applies =
      named !== 'no' &&
      concernsRequest(statement, document.Version, request, context) &&
      conditionsHold(statement.Condition, context, document.Version)
    return applies ? [{ effect: statement.Effect, named }] : []
  })
  const allowing = applying.filter(({ effect }) => effect === 'Allow')

  if (allowing.length < applying.length) {
    return 'explicit-deny'
  }
  if (allowing.some(({ named }) => named === 'directly')) {
    return 'allowed'
  }
  return allowing.length > 0 ? 'delegated' : 'silent'
}

type Naming = 'directly' | 'by-account' | 'no'

function concernsCaller({ Principal, NotPrincipal }: PolicyStatement, caller: ResourceCaller): Naming {
  if (NotPrincipal) {
    return naming(NotPrincipal, caller) === 'no' ? 'directly' : 'no'
  }
  return Principal ? naming(Principal, caller) : 'no'
}

function naming(principal: PolicyPrincipal, caller: ResourceCaller): Naming {
  const names = principal === '*' ? ['*'] : (principal.AWS ?? [])

  if (names.includes('*') || caller?.arns.some((arn) => names.includes(arn))) {
    return 'directly'
  }
  const account = caller && new RegExp(`^(arn:[^:]+:iam::${caller.accountId}:root|${caller.accountId})$`)
  return account && names.some((name) => account.test(name)) ? 'by-account' : 'no'
}
