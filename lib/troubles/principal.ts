import { parseArn } from '@/lib/aws/arn'
import type { Denial } from '@/lib/policies/denial/denial'
import type { Place } from '@/lib/troubles/model'

/** Who a message says asked. */
export type Principal = {
  arn: string
  partition: string
  account: string
  kind: 'user' | 'role-session' | 'permission-set' | 'root' | 'role' | 'federated-user'
  /** Of the user, the role or the permission set; of a role session the role. */
  name: string
  /** Of a role session. */
  session?: string | undefined
}

/**
 * What that principal is to a runtime: the role that its server runs with, who sets it up, who calls it, or a role of which the
 * message alone does not tell.
 */
export type Party = 'execution-role' | 'operator' | 'caller' | 'unknown'

/** The parts of the ARN in a message's "User: …"; undefined for `anonymous`, a service name and other words. */
export function readPrincipal(text: string | undefined): Principal | undefined {
  const arn = parseArn(text ?? '')

  if (!(text && arn && (arn.service === 'iam' || arn.service === 'sts'))) {
    return undefined
  }
  const { partition, accountId: account, resource } = arn
  const base = { arn: text, partition, account }
  const [type, ...rest] = resource.split('/')
  const last = rest.at(-1) ?? ''

  switch (type) {
    case 'root':
      return { ...base, kind: 'root', name: 'root' }
    case 'user':
      return { ...base, kind: 'user', name: last }
    case 'role':
      return { ...base, kind: 'role', name: last }
    case 'federated-user':
      return { ...base, kind: 'federated-user', name: last }
    case 'assumed-role': {
      const [role = '', session] = rest
      const permissionSet = PERMISSION_SET.exec(role)?.[1]
      return permissionSet === undefined
        ? { ...base, kind: 'role-session', name: role, session }
        : { ...base, kind: 'permission-set', name: permissionSet, session }
    }
    default:
      return undefined
  }
}

/** What IAM Identity Center calls the roles that it makes in an account (IAM Identity Center user guide, "Referencing permission sets"). */
const PERMISSION_SET = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/
/** What AgentCore calls the sessions of execution roles. */
const RUNTIME_SESSION = /^BedrockAgentCore(-|$)/

/**
 * Whose affair the refusal is, by what was asked and by whom. `roleName`: the execution role of the runtime that the text is about,
 * where that is known.
 */
export function partyOf(denial: Denial, place: Place, roleName?: string): Party {
  const principal = readPrincipal(denial.principal)
  const action = denial.action ?? denial.operation ?? ''

  if (principal?.kind === 'role-session' && principal.name === roleName) {
    return 'execution-role'
  }
  if (INVOKING.test(action)) {
    return 'caller'
  }
  if (principal?.kind === 'role-session' && RUNTIME_SESSION.test(principal.session ?? '')) {
    return 'execution-role'
  }
  if (place.from === 'log' || place.from === 'answer') {
    return 'execution-role'
  }
  if (place.from === 'call' || place.from === 'aws' || isSetUp(denial)) {
    return 'operator'
  }
  return principal === undefined || (principal.kind === 'role-session' && !isTool(principal)) ? 'unknown' : 'operator'
}

/** True of requests that only who sets a runtime up makes. */
export function isSetUp({ action, operation }: Denial): boolean {
  return SETTING_UP.test(action ?? operation ?? '') || SETTING_UP.test(operation ?? '')
}

function isTool({ name, session = '' }: Principal): boolean {
  return TOOL_ROLE.test(name) || TOOL_SESSION.test(session)
}

/** What CodeBuild, CloudFormation and GitHub Actions call their sessions. */
const TOOL_SESSION = /^(?:AWSCodeBuild-|AWSCloudFormation$|GitHubActions$)/
/** Roles that a tool made for itself. */
const TOOL_ROLE = /^cdk-\w+-(?:cfn-exec|deploy|file-publishing|image-publishing|lookup)-role-/

const INVOKING = /^(bedrock-agentcore:)?InvokeAgentRuntime/i
/** What only the set-up of a runtime asks for. */
const SETTING_UP =
  /^(bedrock-agentcore:)?(Create|Update|Delete|Get|List)(AgentRuntime|WorkloadIdentit)|^iam:(PassRole|CreateServiceLinkedRole|(Create|Delete|Put|Attach|Detach|Update|Tag)\w*Role\w*|UpdateAssumeRolePolicy)$/

/** The principal as a sentence names it. */
export function principalWords(party: Party, principal: Principal | undefined): string {
  if (principal === undefined) {
    return PARTY_WORDS[party]
  }
  const { kind, name } = principal

  switch (kind) {
    case 'root':
      return 'the root user'
    case 'user':
      return `the IAM user ${name}`
    case 'federated-user':
      return `the federated user ${name}`
    case 'permission-set':
      return `the permission set ${name} of IAM Identity Center`
    default:
      return party === 'execution-role' ? `the execution role ${name}` : `the role ${name}`
  }
}

const PARTY_WORDS: Record<Party, string> = {
  'execution-role': 'the execution role',
  operator: 'the identity that sets the runtime up',
  caller: 'the identity that calls the runtime',
  unknown: 'whoever asked',
}
