import { conditionAnswers } from '@/lib/policies/evaluate/conditions'
import { requestContext } from '@/lib/policies/evaluate/context'
import {
  concernsRequest,
  type Decision,
  type Evaluation,
  evaluatePolicies,
  type NamedPolicy,
  type PolicyRequest,
} from '@/lib/policies/evaluate/evaluate'
import type { ConditionReport, Simulation, StatementReport } from '@/lib/policies/evaluate/simulation-model'
import { conditionLine } from '@/lib/policies/language/condition-words'

/** What `evaluatePolicies` decides, and why: the statement, the conditions that decided, and what the request lacks. */
export function simulate({ identityPolicies, boundary, request }: Evaluation): Simulation {
  const decision = evaluatePolicies({ identityPolicies, request, boundary })
  const considered = [
    ...identityPolicies.flatMap((policy) => reports(policy, 'identity', request)),
    ...(boundary ? reports(boundary, 'boundary', request) : []),
  ]
  const { reason, decidedBy } = explain(decision, considered, boundary !== undefined)
  return { ...decision, considered, reason, decidedBy }
}

function reports(
  { name, document }: NamedPolicy,
  role: StatementReport['role'],
  request: PolicyRequest,
): StatementReport[] {
  const context = requestContext(request.context)
  const actual = (key: string) => (context.has(key) ? context.get(key) : undefined)

  return document.Statement.flatMap((statement, index) => {
    if (!concernsRequest(statement, document.Version, request, context)) {
      return []
    }
    const conditions = conditionAnswers(statement.Condition, context, document.Version).map(
      (answer): ConditionReport => {
        const values = actual(answer.key)
        return { ...answer, actual: values }
      },
    )
    return [
      {
        policy: name,
        statement: index,
        ...(statement.Sid && { sid: statement.Sid }),
        role,
        effect: statement.Effect,
        applies: conditions.every(({ holds }) => holds),
        conditions,
      },
    ]
  })
}

type Explanation = Pick<Simulation, 'reason' | 'decidedBy'>

function explain({ effect }: Decision, considered: StatementReport[], bounded: boolean): Explanation {
  const applying = considered.filter(({ applies }) => applies)
  const denied = applying.find((report) => report.effect === 'Deny')

  if (effect === 'explicit-deny' && denied) {
    return { reason: `${nameOf(denied)} denies it, and a Deny wins.${when(denied)}`, decidedBy: denied.conditions }
  }
  const allowed = applying.find((report) => report.effect === 'Allow' && report.role === 'identity')

  if (effect === 'allowed' && allowed) {
    const bound = applying.find((report) => report.effect === 'Allow' && report.role === 'boundary')
    const inside = bound ? ` ${nameOf(bound)} of the boundary lets it through.` : ''
    const conditions = [...allowed.conditions, ...(bound?.conditions ?? [])]
    return { reason: `${nameOf(allowed)} allows it.${when(allowed)}${inside}`, decidedBy: conditions }
  }
  return withoutAllow(considered, allowed !== undefined && bounded ? 'boundary' : 'identity')
}

/** What would have allowed it, had its conditions held. */
function withoutAllow(considered: StatementReport[], role: StatementReport['role']): Explanation {
  const where = role === 'boundary' ? 'The permissions boundary' : 'The policies of the role'
  const near = considered.filter((report) => report.role === role && report.effect === 'Allow' && !report.applies)
  const failed = near.flatMap(({ conditions }) => conditions.filter(({ holds }) => !holds))
  const [first] = near
  const [condition] = failed

  if (!(first && condition)) {
    return {
      reason: `${where} have no Allow for this action on this resource.`.replace('boundary have', 'boundary has'),
      decidedBy: [],
    }
  }
  const wanted = conditionLine(condition.operator, condition.key, condition.wanted)
  const is = condition.actual ? `it is ${condition.actual.join(', ') || 'empty'}` : 'the request does not say'
  return { reason: `${nameOf(first)} would allow it, but only when ${wanted}: ${is}.`, decidedBy: failed }
}

function when({ conditions }: StatementReport): string {
  const lines = conditions.map(({ operator, key, wanted }) => conditionLine(operator, key, wanted))
  return lines.length > 0 ? ` Its conditions hold: ${lines.join('; ')}.` : ''
}

function nameOf({ policy, statement, sid }: StatementReport): string {
  return `Statement ${statement + 1}${sid ? ` (${sid})` : ''} of ${policy}`
}
