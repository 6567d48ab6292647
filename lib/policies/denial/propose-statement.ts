import type { Denial, DenyingPolicy } from '@/lib/policies/denial/denial'
import type { PolicyStatement } from '@/lib/policies/document/model'

/** A statement to add to the role's policies, or why none can help, what to do instead, and perhaps a command for it. */
export type Proposal =
  | { statement: PolicyStatement; note: string }
  | { cannot: string; remedy: string; command?: string }

type Named = { name: string; owner: string }

/** `owner` ends the sentence "Only … can change it." */
const ELSEWHERE: Record<Exclude<DenyingPolicy, 'identity'>, Named> = {
  boundary: { name: 'the permissions boundary of $WHOM', owner: 'Whoever set the boundary' },
  scp: {
    name: "a service control policy of the account's organization",
    owner: 'The administrator of the organization',
  },
  rcp: {
    name: "a resource control policy of the resource's organization",
    owner: 'The administrator of the organization',
  },
  session: { name: 'the session policy that was passed when the session began', owner: 'Whoever starts the session' },
  'vpc-endpoint': { name: 'the policy of the VPC endpoint', owner: 'Whoever runs the network' },
  resource: { name: "the resource's own policy", owner: 'The owner of the resource' },
  trust: { name: 'the trust policy of the role that was to be assumed', owner: 'The owner of that role' },
}

/**
 * The smallest statement that answers the denial. `known` adds what the person knows and the message leaves out. No statement in an
 * identity policy overrides a Deny, a boundary or an organization; then the answer says so.
 */
export function proposeStatement(denial: Denial, known: { resource?: string } = {}): Proposal {
  const action = denial.action ?? actionOfOperation(denial.operation)
  const hindrance = standsElsewhere(denial)

  if (hindrance) {
    return hindrance
  }
  if (!action) {
    return unnamed(denial)
  }
  const resource = known.resource ?? denial.resource ?? (WITHOUT_RESOURCE.has(action) ? '*' : undefined)

  if (!(resource || denial.action)) {
    return {
      cannot: `The message says neither the action nor the resource. ${denial.operation} needs ${action}.`,
      remedy: `Name the resource and allow ${action} on it; also look at the policy of the resource itself.`,
    }
  }
  return allow(denial, action, resource)
}

function standsElsewhere({ effect, policy, policyArn, principal }: Denial): Proposal | undefined {
  const arn = policyArn ? ` (${policyArn})` : ''
  const whom = /:user\//.test(principal ?? '') ? 'the user' : 'the role'

  if (effect === 'explicit' && (policy === undefined || policy === 'identity')) {
    return {
      cannot: `A Deny statement${policy ? ` in one of the policies of ${whom}` : ''}${arn} matched, and a Deny wins over every Allow.`,
      remedy: 'Find the Deny statement and narrow it, if it should not be there. Another Allow changes nothing.',
    }
  }
  if (policy === undefined || policy === 'identity') {
    return undefined
  }
  const { name, owner } = ELSEWHERE[policy]
  const place = name.replace('$WHOM', whom)
  return effect === 'explicit'
    ? {
        cannot: `A Deny in ${place}${arn} matched.`,
        remedy: `${owner} has to change it. No Allow elsewhere overrides it.`,
      }
    : {
        cannot: `The missing Allow belongs in ${place}${arn}.`,
        remedy: `${owner} has to add it. No Allow elsewhere replaces it.`,
      }
}

/** Tells what an encoded message says. */
export function decodeCommand(encodedMessage: string): string {
  return `aws sts decode-authorization-message --encoded-message ${encodedMessage} --query DecodedMessage --output text`
}

function unnamed({ encodedMessage }: Denial): Proposal {
  if (encodedMessage) {
    return {
      cannot: 'AWS put the action and the resource into an encoded message.',
      remedy: 'Decode it with an identity that may call sts:DecodeAuthorizationMessage, then paste the result here.',
      command: decodeCommand(encodedMessage),
    }
  }
  return {
    cannot: 'The message does not say which action was refused.',
    remedy: 'Paste the whole error, or look for the event in CloudTrail: it names the action and the reason.',
  }
}

function allow(denial: Denial, action: string, resource: string | undefined): Proposal {
  const passedTo = action === 'iam:PassRole' ? PASSED_TO[denial.operation ?? ''] : undefined
  const statement: PolicyStatement = {
    Effect: 'Allow',
    Action: [action],
    Resource: resourcesOf(action, resource),
    ...(passedTo && { Condition: { StringEquals: { 'iam:PassedToService': [passedTo] } } }),
  }
  const notes = [
    `Allows ${action} on ${resource && resource !== '*' ? resource : 'every resource'}, and nothing else.`,
    ...(resource ? [] : ['The message names no resource: replace * with an ARN if the action takes one.']),
    ...(action === 'iam:PassRole' && !passedTo ? ['Limit it with the condition iam:PassedToService.'] : []),
    ...(otherAccount(denial, resource)
      ? ['The resource is in another account: its own policy must allow it too.']
      : []),
    ...(denial.effect === 'unknown'
      ? [
          'The message gives no reason: if it is still refused, a Deny, a boundary or a policy of the organization stands in the way.',
        ]
      : []),
  ]
  return { statement, note: notes.join(' ') }
}

/** A call of a runtime is checked against the runtime and against its endpoint, and a message names one of them. */
function resourcesOf(action: string, resource: string | undefined): string[] {
  const runtime = /^bedrock-agentcore:InvokeAgentRuntime/.test(action)
    ? /^arn:[^:]+:bedrock-agentcore:[^:]*:[^:]*:runtime\/[^/*]+/.exec(resource ?? '')?.[0]
    : undefined
  return runtime === undefined ? [resource ?? '*'] : [runtime, `${runtime}/runtime-endpoint/*`]
}

function otherAccount({ principal = '' }: Denial, resource = ''): boolean {
  const [from, to] = [principal, resource].map((arn) => arn.split(':')[4])
  return /^\d{12}$/.test(from ?? '') && /^\d{12}$/.test(to ?? '') && from !== to
}

/** Whose service takes the role, by the operation that passes it. */
const PASSED_TO: Record<string, string> = {
  CreateAgentRuntime: 'bedrock-agentcore.amazonaws.com',
  UpdateAgentRuntime: 'bedrock-agentcore.amazonaws.com',
  CreateFunction: 'lambda.amazonaws.com',
  RunInstances: 'ec2.amazonaws.com',
  RunTask: 'ecs-tasks.amazonaws.com',
  RegisterTaskDefinition: 'ecs-tasks.amazonaws.com',
  CreateStack: 'cloudformation.amazonaws.com',
  CreateStateMachine: 'states.amazonaws.com',
}

const WITHOUT_RESOURCE = new Set(['s3:ListAllMyBuckets'])

/** S3 says no more than "Access Denied"; its operations and its actions differ. Source: S3 user guide, "Required permissions". */
const S3_ACTIONS: Record<string, string> = {
  CopyObject: 's3:PutObject',
  CreateBucket: 's3:CreateBucket',
  CreateMultipartUpload: 's3:PutObject',
  DeleteBucket: 's3:DeleteBucket',
  DeleteObject: 's3:DeleteObject',
  DeleteObjects: 's3:DeleteObject',
  GetBucketLocation: 's3:GetBucketLocation',
  GetBucketPolicy: 's3:GetBucketPolicy',
  GetObject: 's3:GetObject',
  HeadBucket: 's3:ListBucket',
  HeadObject: 's3:GetObject',
  ListBuckets: 's3:ListAllMyBuckets',
  ListObjects: 's3:ListBucket',
  ListObjectsV2: 's3:ListBucket',
  ListObjectVersions: 's3:ListBucketVersions',
  PutBucketPolicy: 's3:PutBucketPolicy',
  PutObject: 's3:PutObject',
  UploadPart: 's3:PutObject',
}

function actionOfOperation(operation: string | undefined): string | undefined {
  return operation !== undefined && Object.hasOwn(S3_ACTIONS, operation) ? S3_ACTIONS[operation] : undefined
}
