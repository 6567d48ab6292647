import { type Denial, readDenial } from '@/lib/policies/denial/denial'
import { proposeStatement } from '@/lib/policies/denial/propose-statement'
import type { Explained, Layer, Place, Trouble } from '@/lib/troubles/model'
import { type Party, partyOf, principalWords, readPrincipal } from '@/lib/troubles/principal'
import { SOURCES } from '@/lib/troubles/sources'

const REFUSED =
  /not authorized to perform|An error occurred \((?:AccessDenied\w*|UnauthorizedOperation|AuthorizationError\w*)\)|"?error_?[cC]ode"? ?[:=] ?"?(?:AccessDenied\w*|UnauthorizedOperation)|encoded authorization failure message|AccessDenied(?:Exception)?: /

/** What AWS refused, when a message says so of a request. The words "access denied" alone are no refused request. */
export function denialIn(text: string): Denial | null {
  return REFUSED.test(text) ? readDenial(text) : null
}

type Refused = {
  denial: Denial
  party: Party
  /** The principal, as a sentence names it. */
  who: string
  /** ` on RESOURCE`, or nothing. */
  where: string
}

/** The trouble of a refused request, in terms of whoever asked. */
export function explainDenial(denial: Denial, place: Place): Trouble {
  const { action, operation, resource, effect, policy } = denial
  const what = action ?? operation ?? 'a request'
  const party = partyOf(denial, place)
  const principal = readPrincipal(denial.principal)
  const isNamed = principal !== undefined || party !== 'unknown'
  const who = principalWords(party, principal)
  const where = resource && resource !== '*' ? ` on ${resource}` : ''
  return {
    rule: 'access-denied',
    key: `access-denied ${[effect, policy, what, resource].filter(Boolean).join('|')}`,
    layer: LAYERS[party],
    severity: 'error',
    certainty: 'certain',
    denial,
    sources: [isWorkloadToken(denial) ? SOURCES.workloadToken : SOURCES.denied],
    title: isNamed ? `AWS denied ${what} to ${who}.` : `AWS denied ${what}.`,
    ...explanationOf({ denial, party, who, where }),
  }
}

const LAYERS: Record<Party, Layer> = {
  'execution-role': 'execution-role',
  operator: 'caller',
  caller: 'caller',
  unknown: 'execution-role',
}

function isWorkloadToken({ action }: Denial): boolean {
  return action?.startsWith('bedrock-agentcore:GetWorkloadAccessToken') === true
}

function explanationOf(refused: Refused): Omit<Explained, 'title'> {
  const { denial, party, who, where } = refused
  const { effect } = denial

  if (isWorkloadToken(denial)) {
    return {
      cause: "The role's policy names another region or name than the runtime's workload identity.",
      remedy: ['Allow it on the ARN of the message. Runtimes made since 13 October 2025 need it no more.'],
      actions: [{ type: 'add-permission' }],
    }
  }
  const proposal = proposeStatement(denial)

  if ('cannot' in proposal) {
    const { cannot, remedy, command } = proposal
    const editable = party === 'execution-role' && (effect === 'explicit' || denial.policy !== undefined)
    return {
      cause: cannot,
      remedy: [remedy],
      ...(command === undefined ? {} : { command }),
      ...(editable ? { actions: [{ type: 'edit-role' }] } : {}),
    }
  }
  return { cause: `No policy of ${who} allows it${where}.`, ...BY_PARTY[party](refused) }
}

type Advice = Pick<Explained, 'remedy' | 'actions' | 'apart'>

const BY_PARTY: Record<Party, (refused: Refused) => Advice> = {
  'execution-role': () => ({
    remedy: ['Add the permission if the server should be able to do that.'],
    actions: [{ type: 'add-permission' }],
  }),
  operator: (refused) => ({
    remedy: [
      `Allow it to ${refused.who}, which sets the runtime up; the execution role needs nothing.`,
      handOver(refused),
    ],
  }),
  caller: (refused) => ({
    remedy: [
      `Allow bedrock-agentcore:InvokeAgentRuntime to ${refused.who}, which calls the runtime, on the runtime and on its endpoints (ARN/runtime-endpoint/*); the execution role needs nothing.`,
      handOver(refused),
    ],
  }),
  unknown: ({ who }) => ({
    remedy: [
      `If ${who} is the execution role of the runtime, add the permission to it.`,
      `If ${who} is who sets up or calls the runtime, hand the statement to whoever manages it.`,
    ],
    apart:
      'The sessions of an execution role are called BedrockAgentCore-…; other names are people, tools or pipelines.',
    actions: [{ type: 'add-permission' }],
  }),
}

function handOver({ denial }: Refused): string {
  const principal = readPrincipal(denial.principal)

  switch (principal?.kind) {
    case 'permission-set':
      return `An administrator adds it to the permission set ${principal.name} in IAM Identity Center and provisions it again; the role itself cannot be edited.`
    case 'root':
      return "The root user is limited by the organization's policies only; use a role instead."
    default:
      return 'Whoever manages that identity adds the statement to its policies.'
  }
}
