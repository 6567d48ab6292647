import type {
  CheckAccessNotGrantedRequest,
  CheckAccessNotGrantedResponse,
  CheckNoNewAccessRequest,
  CheckNoNewAccessResponse,
  ReasonSummary,
} from '@aws-sdk/client-accessanalyzer'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { neededServices } from '@/lib/policies/catalogue/needed-services'
import { diffPermissions } from '@/lib/policies/change/permission-diff'
import { parsePolicy } from '@/lib/policies/document/document'
import type { PolicyDocument } from '@/lib/policies/document/model'
import { requestContext } from '@/lib/policies/evaluate/context'
import { coversAction, coversResource, evaluatePolicies } from '@/lib/policies/evaluate/evaluate'
import { notHeld } from '@/lib/practice/wire/not-imitated'
import { ServiceError } from '@/lib/practice/wire/service-error'

/** Whether a policy allows what the one before it did not; by the evaluator that the practice account enforces with. */
export async function checkNoNewAccess(input: CheckNoNewAccessRequest): Promise<CheckNoNewAccessResponse> {
  const { newPolicyDocument = '', existingPolicyDocument = '' } = input
  const [next, old] = [identityPolicy(newPolicyDocument, input), identityPolicy(existingPolicyDocument, input)]
  const known = await loadCatalogue([])
  const services = [newPolicyDocument, existingPolicyDocument].flatMap((text) => neededServices(text, known))
  const { gained } = diffPermissions(asSet(old), asSet(next), await loadCatalogue(services))
  const actions = gained.flatMap((change) => change.actions)

  if (actions.length === 0) {
    return {
      result: 'PASS',
      message: 'The modified permissions do not allow any new access compared to your existing policy.',
    }
  }
  const granting = statementsOf(next, (statement) => actions.some((action) => coversAction(statement, action)))
  return {
    result: 'FAIL',
    message: 'The modified permissions grant new access compared to your existing policy.',
    reasons: granting.map((reason) => ({
      ...reason,
      description: `New access in the statement with ${nameOf(reason)}.`,
    })),
  }
}

/** Whether a policy allows one of the listed actions, or one on one of the listed resources. */
export function checkAccessNotGranted(input: CheckAccessNotGrantedRequest): CheckAccessNotGrantedResponse {
  const { access: listed = [], policyDocument = '' } = input
  const policy = identityPolicy(policyDocument, input)
  const found = listed.flatMap(({ actions = [], resources = [] }) =>
    (actions.length > 0 ? actions : ['*']).flatMap((action) =>
      (resources.length > 0 ? resources : ['*'])
        .filter((resource) => isGranted(policy, action, resource))
        .map((resource) => ({ action, resource })),
    ),
  )

  if (found.length === 0) {
    return {
      result: 'PASS',
      message: 'The policy document does not grant access to perform the listed actions or resources.',
    }
  }
  const granting = statementsOf(policy, (statement) =>
    found.some(({ action, resource }) => isIn(statement, action, resource)),
  )
  return {
    result: 'FAIL',
    message: 'The policy document grants access to perform one or more of the listed actions or resources.',
    reasons: granting.map((reason) => ({
      ...reason,
      description: `One or more of the listed actions or resources in the statement with ${nameOf(reason)}.`,
    })),
  }
}

type Statement = PolicyDocument['Statement'][number]

function isGranted(policy: PolicyDocument, action: string, resource: string): boolean {
  const concrete = evaluatePolicies({
    identityPolicies: [{ name: 'policy', document: policy }],
    request: { action, resource, context: {} },
  })
  // A condition may hold some day, so it doesn't take a grant away.
  return (
    concrete.effect === 'allowed' ||
    (concrete.effect !== 'explicit-deny' && policy.Statement.some((statement) => isIn(statement, action, resource)))
  )
}

function isIn(statement: Statement, action: string, resource: string): boolean {
  const reaches = resource === '*' || coversResource(statement, resource, requestContext({}))
  return statement.Effect === 'Allow' && (action === '*' || coversAction(statement, action)) && reaches
}

function statementsOf({ Statement }: PolicyDocument, test: (statement: Statement) => boolean): ReasonSummary[] {
  return Statement.flatMap((statement, statementIndex) =>
    statement.Effect === 'Allow' && test(statement)
      ? [{ statementIndex, ...(statement.Sid === undefined ? {} : { statementId: statement.Sid }) }]
      : [],
  )
}

function nameOf({ statementIndex, statementId }: ReasonSummary): string {
  return statementId === undefined ? `index: ${statementIndex}` : `sid: ${statementId}`
}

function asSet(document: PolicyDocument) {
  return { policies: [{ name: 'policy', document }] }
}

function identityPolicy(text: string, { policyType }: { policyType?: string | undefined }): PolicyDocument {
  if (policyType !== 'IDENTITY_POLICY') {
    throw notHeld('checks of resource policies')
  }
  const read = parsePolicy(text)

  if (!read.ok) {
    throw new ServiceError('InvalidParameterException', `The policy is not valid: ${read.error.message}`, 400)
  }
  return read.data
}
