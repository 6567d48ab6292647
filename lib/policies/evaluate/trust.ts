import type { PolicyDocument, PolicyPrincipal, PolicyStatement } from '@/lib/policies/document/model'
import { conditionsHold } from '@/lib/policies/evaluate/conditions'
import { type ContextValues, requestContext } from '@/lib/policies/evaluate/context'
import { coversAction } from '@/lib/policies/evaluate/evaluate'

/** `context` carries what the service sends: `aws:SourceAccount`, `aws:SourceArn`. */
export type TrustRequest = { service: string; context: ContextValues }

type TrustReason =
  | 'trusted'
  | 'service-missing'
  | 'action-missing'
  | 'source-account'
  | 'source-arn'
  | 'condition'
  | 'denied'

/** `explanation` is one sentence for the person who adopts the role. */
export type TrustDecision = { trusted: boolean; reason: TrustReason; explanation: string }

/** Whether IAM takes an action in a trust policy: those that assume a role or go with it, and patterns within STS. */
export function isTrustAction(action: string): boolean {
  return /^sts:([\w]*[*?][\w*?]*|AssumeRole\w*|TagSession|SetSourceIdentity|SetContext)$/i.test(action)
}

/** Whether a role's trust policy lets an AWS service assume the role, and if not, what stands in the way. */
export function evaluateTrust(document: PolicyDocument, { service, context }: TrustRequest): TrustDecision {
  const concerning = document.Statement.filter((statement) => namesService(statement, service))
  const holds = (statement: PolicyStatement) =>
    coversAction(statement, 'sts:AssumeRole') &&
    conditionsHold(statement.Condition, requestContext(context), document.Version)

  if (concerning.some((statement) => statement.Effect === 'Deny' && holds(statement))) {
    return no('denied', `A Deny statement of the trust policy keeps ${service} from assuming the role.`)
  }
  const allowing = concerning.filter(({ Effect }) => Effect === 'Allow')

  if (allowing.some(holds)) {
    return { trusted: true, reason: 'trusted', explanation: `${service} can assume the role.` }
  }
  if (allowing.length === 0) {
    return no('service-missing', `The trust policy does not name ${service} as a principal.`)
  }
  const withAction = allowing.filter((statement) => coversAction(statement, 'sts:AssumeRole'))

  if (withAction.length === 0) {
    return no('action-missing', `The trust policy names ${service}, but does not allow sts:AssumeRole.`)
  }
  return failedCondition(withAction, document, { service, context })
}

function no(reason: TrustReason, explanation: string): TrustDecision {
  return { trusted: false, reason, explanation }
}

function namesService(statement: PolicyStatement, service: string): boolean {
  if (statement.NotPrincipal) {
    return !includesService(statement.NotPrincipal, service)
  }
  return statement.Principal !== undefined && includesService(statement.Principal, service)
}

/** `"*"` and `{"AWS": "*"}` mean the same: everybody, services too. Source: IAM user guide, "Principal". */
function includesService(principal: PolicyPrincipal, service: string): boolean {
  if (principal === '*' || principal.AWS?.includes('*')) {
    return true
  }
  return (principal.Service ?? []).some((name) => name === '*' || name.toLowerCase() === service.toLowerCase())
}

/** Tries the conditions one at a time, to name the one that stands in the way. */
function failedCondition(
  statements: PolicyStatement[],
  { Version }: PolicyDocument,
  { service, context }: TrustRequest,
): TrustDecision {
  for (const { Condition = {} } of statements) {
    for (const [operator, keys] of Object.entries(Condition)) {
      for (const [key, values] of Object.entries(keys)) {
        if (!conditionsHold({ [operator]: { [key]: values } }, requestContext(context), Version)) {
          return explain(key, values, service, context)
        }
      }
    }
  }
  return no('condition', `The conditions of the trust policy keep ${service} from assuming the role.`)
}

function explain(key: string, values: string[], service: string, context: ContextValues): TrustDecision {
  const wanted = values.join(' or ')
  const sent = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1]
  const comes = sent === undefined ? 'is not sent' : `will be ${[sent].flat().join(', ')}`

  switch (key.toLowerCase()) {
    case 'aws:sourceaccount':
      return no('source-account', `The trust policy wants aws:SourceAccount ${wanted}, but it ${comes}.`)
    case 'aws:sourcearn':
      return no('source-arn', `The trust policy wants aws:SourceArn ${wanted}, but it ${comes}.`)
    default:
      return no('condition', `The trust policy wants ${key} ${wanted} from ${service}, but it ${comes}.`)
  }
}
