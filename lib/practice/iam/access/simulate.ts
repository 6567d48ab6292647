import type * as iam from '@aws-sdk/client-iam'
import { findNodeAtLocation, parseTree } from 'jsonc-parser'
import { evaluatePolicies, type NamedPolicy, type PolicyRequest } from '@/lib/policies/evaluate/evaluate'
import { roleByArn } from '@/lib/practice/iam/access/assume'
import { checkIdentityPolicy } from '@/lib/practice/iam/access/documents'
import { OPERATOR_POLICY_NAME, operatorArn, operatorOf } from '@/lib/practice/iam/access/identity'
import { policyDocument } from '@/lib/practice/iam/access/policy-cache'
import { invalidInput, noSuchEntity } from '@/lib/practice/iam/errors'
import { page } from '@/lib/practice/iam/paging'
import { loadAttachedPolicies, policyText, textOfPolicies, withoutText } from '@/lib/practice/iam/policies/managed'
import { notHeld } from '@/lib/practice/wire/not-imitated'
import { type Call, operation } from '@/lib/practice/wire/service'

/** By name: the text, and where it comes from in the words of the service model. */
type Texts = Map<string, { text: string; type: iam.PolicySourceType }>
type Subject = { policies: Texts; boundary?: string }

const DECISIONS = { allowed: 'allowed', 'implicit-deny': 'implicitDeny', 'explicit-deny': 'explicitDeny' } as const

type Question = Pick<
  iam.SimulateCustomPolicyCommandInput,
  'ResourceArns' | 'ContextEntries' | 'MaxItems' | 'Marker'
> & {
  ActionNames: string[]
}

const simulateCustom = operation<
  Question & { PolicyInputList: string[]; PermissionsBoundaryPolicyInputList?: string[] },
  unknown
>({
  run: (input) => answer(input, { policies: inputTexts(input.PolicyInputList), ...boundaryOf(input) }),
})

const simulatePrincipal = operation<
  Question & { PolicySourceArn: string; PolicyInputList?: string[]; PermissionsBoundaryPolicyInputList?: string[] },
  unknown
>({
  authorization: ({ PolicySourceArn }) => [{ action: 'iam:SimulatePrincipalPolicy', resource: PolicySourceArn }],
  run: async (input, call) => {
    await loadAttachedPolicies(call.state)
    const subject = subjectOf(call, input.PolicySourceArn)
    const policies = new Map([...subject.policies, ...inputTexts(input.PolicyInputList ?? [])])
    return answer(input, { ...subject, policies, ...boundaryOf(input) })
  },
})

/** The simulator reads the policies as IAM has them: no propagation to wait for. */
export function subjectOf({ state }: Call, arn: string): Subject {
  if (arn === operatorArn()) {
    return { policies: new Map([[OPERATOR_POLICY_NAME, { text: operatorOf(state).policy, type: 'user' }]]) }
  }
  const role = roleByArn(state, arn)

  if (!role) {
    throw noSuchEntity(`The principal ${arn} cannot be found.`)
  }
  const { inline, attached, boundary } = role.policies
  const unknown = withoutText(boundary === null ? attached : [...attached, boundary])

  // Whatever the answer would be, the policies that are not here could turn it.
  if (unknown.length > 0) {
    throw notHeld(textOfPolicies(unknown))
  }
  const texts: Texts = new Map(
    Object.entries(inline).map(([name, text]) => [`role_${role.name}_${name}`, { text, type: 'role' }]),
  )

  for (const policyArn of attached) {
    const type = policyArn.includes('::aws:policy/') ? 'aws-managed' : 'user-managed'
    texts.set(policyArn.split('/').at(-1) ?? policyArn, { text: policyText(state, policyArn) ?? '', type })
  }
  return boundary === null ? { policies: texts } : { policies: texts, boundary: policyText(state, boundary) ?? '' }
}

function inputTexts(texts: string[]): Texts {
  for (const text of texts) {
    checkIdentityPolicy(text)
  }
  return new Map(texts.map((text, index) => [`PolicyInputList.${index + 1}`, { text, type: 'none' }]))
}

function boundaryOf(input: { PermissionsBoundaryPolicyInputList?: string[] }): { boundary?: string } {
  const [text] = input.PermissionsBoundaryPolicyInputList ?? []

  if (text === undefined) {
    return {}
  }
  checkIdentityPolicy(text)
  return { boundary: text }
}

function answer(input: Question, subject: Subject): unknown {
  const wrong = input.ActionNames.filter((action) => !/^[\w-]+:\w+$/.test(action))

  if (wrong.length > 0) {
    throw invalidInput(`Invalid action(s): ${wrong.join(', ')}`)
  }
  const resources = input.ResourceArns?.length ? input.ResourceArns : ['*']
  const context = contextOf(input)
  const evaluate = evaluatorFor(subject)
  const results = input.ActionNames.flatMap((action) =>
    resources.map((resource) => evaluate({ action, resource, context })),
  ).map((result, index) => ({ result, key: String(index).padStart(9, '0') }))
  const { items, ...rest } = page(results, ({ key }) => key, input)
  return { EvaluationResults: items.map(({ result }) => result), ...rest }
}

/** On `*` only statements for every resource speak, which is how AWS's simulator treats a request without a resource. */
function evaluatorFor({ policies, boundary }: Subject) {
  const identityPolicies: NamedPolicy[] = [...policies].map(([name, { text }]) => ({
    name,
    document: policyDocument(text),
  }))
  const bounds = boundary === undefined ? undefined : { name: 'boundary', document: policyDocument(boundary) }
  // The answers to many actions point to the same few statements, in texts that can be long.
  const spans = new Map([...policies].map(([name, { text }]) => [name, statementSpans(text)]))

  return (request: PolicyRequest) => {
    const decision = evaluatePolicies({ identityPolicies, request, boundary: bounds })
    const inBounds = bounds && evaluatePolicies({ identityPolicies: [bounds], request }).effect === 'allowed'
    const { matched, missingContextKeys } = decision
    const span = matched && spans.get(matched.policy)?.(matched.statement)
    const source = matched && { SourcePolicyId: matched.policy, SourcePolicyType: policies.get(matched.policy)?.type }
    const details = inBounds === undefined ? {} : { AllowedByPermissionsBoundary: inBounds }
    return {
      EvalActionName: request.action,
      EvalResourceName: request.resource,
      EvalDecision: DECISIONS[decision.effect],
      MatchedStatements: span ? [{ ...source, ...span }] : [],
      MissingContextValues: missingContextKeys,
      ...(bounds ? { PermissionsBoundaryDecisionDetail: details } : {}),
    }
  }
}

function contextOf({ ContextEntries = [] }: Question): Record<string, string[]> {
  return Object.fromEntries(
    ContextEntries.map(({ ContextKeyName = '', ContextKeyValues = [] }) => [ContextKeyName, ContextKeyValues]),
  )
}

export const simulateOperations = {
  SimulateCustomPolicy: simulateCustom,
  SimulatePrincipalPolicy: simulatePrincipal,
}

type Position = { Line: number; Column: number }

type Span = { StartPosition: Position; EndPosition: Position }

/** Where a policy's nth statement stands in its text; lines and columns count from 1. The text is parsed once, when asked first. */
function statementSpans(text: string): (index: number) => Span {
  const known = new Map<number, Span>()
  let root: ReturnType<typeof parseTree>

  return (index) => {
    root ??= parseTree(text)
    const span = known.get(index) ?? spanOf(text, root, index)
    known.set(index, span)
    return span
  }
}

function spanOf(text: string, root: ReturnType<typeof parseTree>, index: number): Span {
  // A single statement may stand without its list.
  const node = root && (findNodeAtLocation(root, ['Statement', index]) ?? findNodeAtLocation(root, ['Statement']))
  const start = node?.offset ?? 0
  return {
    StartPosition: position(text, start),
    EndPosition: position(text, start + (node?.length ?? text.length)),
  }
}

function position(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n')
  return { Line: before.length, Column: (before.at(-1)?.length ?? 0) + 1 }
}
