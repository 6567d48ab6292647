import { type Denial, readDenial } from '@/lib/policies/denial/denial'
import { decodeCommand, proposeStatement } from '@/lib/policies/denial/propose-statement'
import type { Explained, Layer, Place, Trouble } from '@/lib/troubles/model'
import { isSetUp, type Party, partyOf, principalWords, readPrincipal } from '@/lib/troubles/principal'
import { SOURCES } from '@/lib/troubles/sources'

const REFUSED =
  /not authorized to perform(?: action)?: ?["']?[A-Za-z]|not authorized to perform ["']?[a-z][\w-]*:[A-Z]|You are not authorized to perform this (?:operation|action)|An error occurred \((?:AccessDenied\w*|UnauthorizedOperation|AuthorizationError\w*)\)|"?error_?[cC]ode"? ?[:=] ?"?(?:AccessDenied\w*|UnauthorizedOperation)|encoded authorization failure message|AccessDenied(?:Exception)?: |"__type" ?: ?"(?:[\w.]{1,80}#)?AccessDenied/

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
  const isNamed = principal !== undefined || party !== 'unknown' || denial.principal !== undefined
  const who =
    principal === undefined && denial.principal ? nameless(denial.principal) : principalWords(party, principal)
  const where = resource && resource !== '*' ? ` on ${resource}` : ''
  return {
    rule: 'access-denied',
    key: `access-denied ${[effect, policy, what, resource].filter(Boolean).join('|')}`,
    layer: LAYERS[party],
    severity: 'error',
    certainty: denial.action === undefined ? 'possible' : 'certain',
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
  unknown: 'caller',
}

/** Who asked, where that is no ARN. */
function nameless(principal: string): string {
  if (/^anonymous$/i.test(principal)) {
    return 'an anonymous caller'
  }
  return principal.endsWith('.amazonaws.com') ? `the service ${principal}` : principal
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
  if (/^anonymous$/i.test(denial.principal ?? '')) {
    return ANONYMOUS
  }
  const proposal = proposeStatement(denial)

  if ('cannot' in proposal) {
    const { cannot, remedy, command = askWho(denial) } = proposal
    const editable = party === 'execution-role' && (effect === 'explicit' || denial.policy !== undefined)
    return {
      cause: cannot,
      remedy: [remedy, ...elsewhere(refused)],
      ...(command === undefined ? {} : { command }),
      ...(editable ? { actions: [{ type: 'edit-role' }] } : {}),
    }
  }
  const allowed = allowing(refused)
  return {
    cause:
      effect === 'unknown'
        ? `No policy of ${who} allows it${where}, or a Deny, a boundary or the organization forbids it: the message does not say.`
        : `No policy of ${who} allows it${where}.`,
    ...allowed,
    remedy: [...allowed.remedy, ...elsewhere(refused)],
    ...commandOf(denial),
  }
}

const ANONYMOUS = {
  cause:
    'The request carried no AWS signature, so it counts as anonymous, and the policy of the resource does not allow that.',
  remedy: [
    'Sign the request with AWS credentials (SigV4): an AWS SDK, the AWS CLI or mcp-proxy-for-aws does so. Then allow the action to that identity.',
    'Only if everybody may do this: the owner of the resource allows it in its own policy.',
  ],
}

/** A bare "Access Denied" names nobody: who the credentials are of is the first question. */
function askWho({ principal, effect }: Denial): string | undefined {
  return principal === undefined && effect === 'unknown' ? 'aws sts get-caller-identity' : undefined
}

function commandOf(denial: Denial): { command?: string } {
  const { encodedMessage, action, resource = '' } = denial
  const role = action === 'sts:AssumeRole' ? /:role\/(?:[^/]+\/)*([\w+=,.@-]+)$/.exec(resource)?.[1] : undefined
  const command = encodedMessage
    ? decodeCommand(encodedMessage)
    : role
      ? `aws iam get-role --role-name ${role} --query Role.AssumeRolePolicyDocument`
      : askWho(denial)
  return command === undefined ? {} : { command }
}

/** What stands beside the policies of who asked. */
function elsewhere({ denial, party, who }: Refused): string[] {
  const { action, operation, policy, principal, encodedMessage } = denial
  const isOutside = accountOf(principal) !== accountOf(denial.resource) && accountOf(denial.resource) !== ''
  return [
    ...(party === 'unknown' && principal === undefined && denial.effect === 'unknown'
      ? [
          "See whose credentials these are (the command): a tool of the server has the execution role's, a terminal yours.",
        ]
      : []),
    ...(encodedMessage && action ? ['The encoded message tells the exact reason: the command decodes it.'] : []),
    ...(/^sts:(?:AssumeRole|TagSession|SetSourceIdentity)$/.test(action ?? '')
      ? [
          `The trust policy of the role that is to be assumed must name ${who} too${action === 'sts:AssumeRole' ? '' : `, with ${action} among its actions`}${isOutside ? ': it is in another account, whose administrator changes it' : ''}.`,
        ]
      : isOutside && principal !== undefined && accountOf(principal) !== ''
        ? [
            policy === 'resource'
              ? `The resource is in another account: the policies of ${who} must allow it as well.`
              : 'The resource is in another account: its own policy must allow it too.',
          ]
        : []),
    ...(policy === 'resource' && /InvokeAgentRuntime/.test(action ?? '')
      ? ['A runtime and its endpoint have a resource policy each, and both must allow the call (put-resource-policy).']
      : []),
    ...(policy === 'scp' ? ['It is changed in the management account; an administrator of this account cannot.'] : []),
    ...(party === 'unknown' && principal === undefined && operation !== undefined && S3_OPERATION.test(operation)
      ? [
          'If the policies of who asked allow it: the bucket policy, its owner (another account), a key in KMS or the organization forbids it. Without s3:ListBucket a missing object is refused with the same words.',
        ]
      : []),
  ]
}

const S3_OPERATION = /Bucket|Object|UploadPart|MultipartUpload/

function accountOf(arn = ''): string {
  return /^\d{12}$/.exec(arn.split(':')[4] ?? '')?.[0] ?? ''
}

type Advice = Pick<Explained, 'remedy' | 'actions' | 'apart'>

function allowing(refused: Refused): Advice {
  const { denial, party, who } = refused

  switch (party) {
    case 'execution-role':
      return {
        remedy: ['Add the permission if the server should be able to do that.'],
        actions: [{ type: 'add-permission' }],
      }
    case 'operator':
      return {
        remedy: [
          `Allow it to ${who}, ${isSetUp(denial) ? 'which sets the runtime up' : 'which made the request'}; the execution role needs nothing.`,
          handOver(refused),
        ],
      }
    case 'caller':
      return { remedy: [callerRemedy(refused), handOver(refused)] }
    default:
      return {
        remedy: [
          `If ${who} is the execution role of the runtime, add the permission to it.`,
          `If ${who} is who sets up or calls the runtime, hand the statement to whoever manages it.`,
        ],
        apart:
          'The sessions of an execution role are called BedrockAgentCore-…; other names are people, tools or pipelines.',
        actions: [{ type: 'add-permission' }],
      }
  }
}

function callerRemedy({ denial: { action = '' }, who }: Refused): string {
  const asked = /^bedrock-agentcore:/.test(action) ? action : 'bedrock-agentcore:InvokeAgentRuntime'
  const forUser = /ForUser$/.test(asked)
    ? ' It is only asked for when the call names a user (X-Amzn-Bedrock-AgentCore-Runtime-User-Id): or leave that header out.'
    : ''
  return `Allow ${asked} to ${who}, which calls the runtime, on the runtime and on its endpoints (ARN/runtime-endpoint/*); the execution role needs nothing.${forUser}`
}

const CDK_ROLE = /^cdk-\w+-cfn-exec-role-/

function handOver({ denial }: Refused): string {
  const principal = readPrincipal(denial.principal)

  switch (principal?.kind) {
    case 'permission-set':
      return `An administrator adds it to the permission set ${principal.name} in IAM Identity Center and provisions it again; the role itself cannot be edited.`
    case 'root':
      return "The root user is limited by the organization's policies only; use a role instead."
    case 'role-session':
      return CDK_ROLE.test(principal.name)
        ? 'CDK bootstrap made this role for CloudFormation: an administrator bootstraps again with cdk bootstrap --cloudformation-execution-policies and a policy that allows it.'
        : 'Whoever manages that identity adds the statement to its policies.'
    default:
      return 'Whoever manages that identity adds the statement to its policies.'
  }
}
