import type { PolicyDocument, PolicyStatement, PolicyVersion } from '@/lib/policies/document/model'
import { conditionsHold } from '@/lib/policies/evaluate/conditions'
import { type ContextValues, type RequestContext, requestContext } from '@/lib/policies/evaluate/context'
import { matchesAction, matchesResource } from '@/lib/policies/evaluate/match'

export type NamedPolicy = { name: string; document: PolicyDocument }

/** `resource` is an ARN, or `*` for actions without one. */
export type PolicyRequest = { action: string; resource: string; context: ContextValues }

/** The statement that decided; `statement` counts from 0. Absent for an implicit deny: nothing spoke. */
type MatchedStatement = { policy: string; statement: number; sid?: string }

export type Decision = {
  effect: 'allowed' | 'implicit-deny' | 'explicit-deny'
  matched?: MatchedStatement
  /** Condition keys that a statement for this action and resource asks for and the request doesn't carry. */
  missingContextKeys: string[]
}

export type Evaluation = { identityPolicies: NamedPolicy[]; boundary?: NamedPolicy | undefined; request: PolicyRequest }

/**
 * What IAM decides for one action on one resource within one account: an explicit deny wins, then an allow is needed in the
 * identity policies and, where there is one, in the permissions boundary. Service and resource control policies, session and
 * resource policies are not part of it.
 */
export function evaluatePolicies({ identityPolicies, boundary, request }: Evaluation): Decision {
  const context = requestContext(request.context)
  const identity = applyingStatements(identityPolicies, request, context)
  const bounds = applyingStatements(boundary ? [boundary] : [], request, context)
  const missingContextKeys = [...context.missing]
  const denied = [...identity, ...bounds].find(({ effect }) => effect === 'Deny')

  if (denied) {
    return { effect: 'explicit-deny', matched: denied.matched, missingContextKeys }
  }
  const allowed = identity.find(({ effect }) => effect === 'Allow')
  const bounded = !boundary || bounds.some(({ effect }) => effect === 'Allow')

  if (!(allowed && bounded)) {
    return { effect: 'implicit-deny', missingContextKeys }
  }
  return { effect: 'allowed', matched: allowed.matched, missingContextKeys }
}

type Applying = { effect: 'Allow' | 'Deny'; matched: MatchedStatement }

function applyingStatements(policies: NamedPolicy[], request: PolicyRequest, context: RequestContext): Applying[] {
  return policies.flatMap(({ name, document }) =>
    document.Statement.flatMap((statement, index) => {
      if (!statementApplies(statement, document, request, context)) {
        return []
      }
      const sid = statement.Sid && { sid: statement.Sid }
      return [{ effect: statement.Effect, matched: { policy: name, statement: index, ...sid } }]
    }),
  )
}

function statementApplies(
  statement: PolicyStatement,
  { Version }: PolicyDocument,
  request: PolicyRequest,
  context: RequestContext,
): boolean {
  return concernsRequest(statement, Version, request, context) && conditionsHold(statement.Condition, context, Version)
}

/** Whether a statement takes in the action and the resource, before its conditions are asked. */
export function concernsRequest(
  statement: PolicyStatement,
  version: PolicyVersion,
  { action, resource }: Pick<PolicyRequest, 'action' | 'resource'>,
  context: RequestContext,
): boolean {
  const variables = version === '2012-10-17' ? context : undefined
  return coversAction(statement, action) && coversResource(statement, resource, variables)
}

/** Whether Action or NotAction takes this action in. */
export function coversAction({ Action, NotAction }: PolicyStatement, action: string): boolean {
  if (NotAction) {
    return !NotAction.some((pattern) => matchesAction(pattern, action))
  }
  return (Action ?? []).some((pattern) => matchesAction(pattern, action))
}

/**
 * Whether Resource or NotResource takes this resource in. A variable that can't be resolved matches nothing, so an exception
 * (NotResource) with one excepts nothing, in an Allow as in a Deny. Source: IAM user guide, "Variables and tags".
 */
export function coversResource(
  { Resource, NotResource }: PolicyStatement,
  resource: string,
  context?: RequestContext,
): boolean {
  const matches = (pattern: string) => matchesResource(pattern, resource, context)

  if (!NotResource) {
    return (Resource ?? []).some(matches)
  }
  return !NotResource.some(matches)
}
