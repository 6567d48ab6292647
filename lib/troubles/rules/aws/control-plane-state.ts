import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

const OPERATION = 'when calling the (?:Create|Update|Delete|Get|List)AgentRuntime\\w{0,20} operation'

/** Subnets and the zone ids that AgentCore takes, where AWS says them. */
function zoneWords(text: string): { title: string; remedy: string[]; command?: string } {
  const subnets = [...new Set(text.match(/\bsubnet-[0-9a-f]{8,17}\b/g))].slice(0, 6)
  const supported = /\bSupported (?:availability zones|AZ IDs?|zone ids?)(?: are)?:? ([\w, -]{4,160})/i
    .exec(text)?.[1]
    ?.match(/[a-z0-9]+-az\d+/g)
  const named = subnets.join(', ')
  return {
    title: named
      ? `AgentCore does not serve the zone of ${named}.`
      : 'A subnet is in a zone that AgentCore does not serve.',
    remedy: [
      `${named ? `Replace ${named} by` : 'Choose'} subnets in ${supported ? `zone ids ${supported.join(', ')}` : 'supported zones'}.`,
      'Compare zone ids (such as use1-az4), not names: us-east-1a is another zone in every account.',
    ],
    ...(named
      ? {
          command: `aws ec2 describe-subnets --subnet-ids ${subnets.join(' ')} --query 'Subnets[].[SubnetId,AvailabilityZoneId]' --output text`,
        }
      : {}),
  }
}

/** What AgentCore says of the network and the state of a runtime. */
export const CONTROL_PLANE_STATE_RULES = rulesOf('control-plane', [
  {
    id: 'unsupported-zone',
    hints: ['availability zone'],
    pattern:
      /(not in (?:a )?|un|not )supported.{0,60}availability zones?|availability zones?.{0,80}(not|un)\s?supported/i,
    over: ['creation-failed'],
    sources: [SOURCES.zones],
    explain: ({ input }) => ({
      cause: 'In VPC mode AgentCore takes subnets of some availability zones of a region only.',
      actions: [{ type: 'edit-runtime' }],
      ...zoneWords(input),
    }),
  },
  {
    id: 'vpc-incomplete',
    hints: ['networkmodeconfig', 'for vpc mode'],
    pattern:
      /NetworkModeConfig (is|must be) (required|provided)|(subnets?|security groups?).{0,40}required.{0,20}VPC mode/i,
    sources: [SOURCES.vpc],
    explain: {
      title: 'VPC mode needs subnets and security groups.',
      cause: 'The request has network mode VPC without networkModeConfig.',
      remedy: ['Give subnets and security groups of one VPC, or use the public network mode.'],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'vpc-not-found',
    hints: ['subnetid.notfound', 'group.notfound', 'groupid.malformed', 'subnet', 'security group'],
    pattern:
      /Invalid(Subnet(ID)?|Group(Id)?|SecurityGroupID)\.NotFound|subnets?( ids?)?:? '?\[?subnet-\w{1,20}\]?'?.{0,30}(do(es)? not exist|not found)|security groups?( ids?)?:? '?\[?sg-\w{1,20}\]?'?.{0,30}(do(es)? not exist|not found)/i,
    over: ['creation-failed'],
    where: ['aws', 'call', 'paste'],
    sources: [SOURCES.vpc],
    explain: {
      title: 'A subnet or security group does not exist here.',
      cause: 'The id is wrong, deleted, or of another region or account than the request.',
      remedy: ['Choose a subnet and security group of the account and region of the runtime, both of one VPC.'],
      command:
        "aws ec2 describe-subnets --region REGION --query 'Subnets[].[SubnetId,VpcId,AvailabilityZoneId]' --output text",
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'vpc-mismatch',
    hints: ['same vpc', 'different vpc', 'same network', 'different networks'],
    pattern:
      /(subnets?|security groups?|sg-\w{1,20}).{0,120}((in|to|from) the same (VPC|network)|different (VPCs?|networks))/i,
    over: ['creation-failed'],
    where: ['aws', 'call', 'paste'],
    sources: [SOURCES.vpc],
    explain: {
      title: 'The subnets and security groups are not of one VPC.',
      cause: 'AgentCore takes subnets and security groups of the same VPC only.',
      remedy: ['Choose security groups of the VPC that the subnets are in.'],
      command:
        "aws ec2 describe-security-groups --group-ids SG_ID --query 'SecurityGroups[].[GroupId,VpcId]' --output text",
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'vpc-in-use',
    severity: 'warning',
    hints: ['dependencyviolation', 'has a dependent object', 'has dependencies and cannot be deleted'],
    pattern:
      /DependencyViolation.{0,200}(sg-|subnet-|dependent|dependenc)|(sg-|subnet-)\w{1,20}.{0,80}(has a dependent object|has dependencies and cannot)/i,
    certainty: 'likely',
    where: ['aws', 'call', 'paste'],
    sources: [SOURCES.vpc],
    explain: {
      title: 'A network interface still uses this subnet or security group.',
      cause: "AgentCore's network interfaces (type agentic_ai) stay for some hours after a runtime is deleted.",
      remedy: [
        'Delete the runtime, wait until its network interface is gone (up to some hours), then delete the rest.',
        'If other interfaces are listed, detach what uses them.',
      ],
      command:
        "aws ec2 describe-network-interfaces --filters Name=group-id,Values=SG_ID --query 'NetworkInterfaces[].[NetworkInterfaceId,InterfaceType,Status]' --output text",
    },
  },
  {
    id: 'name-taken',
    hints: ['already exists'],
    pattern:
      /(agent|endpoint|runtime)( runtime)? with (the specified )?name( '?[\w-]{1,60}'?)? already exists|AWS::BedrockAgentCore::Runtime\w{0,20}'? with identifier '[^']{1,120}' already exists/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'There is a runtime or endpoint of this name already.',
      cause: 'Names are unique in an account and region, and stay taken for a moment after a deletion.',
      remedy: ['Edit the existing one, or choose another name.', 'In Terraform: import it instead of creating it.'],
      command:
        "aws bedrock-agentcore-control list-agent-runtimes --query 'agentRuntimes[].[agentRuntimeName,agentRuntimeId,status]' --output text",
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'runtime-busy',
    severity: 'warning',
    hints: ['updating', 'creating', 'deleting', 'not in ready state', 'not in a ready state'],
    pattern:
      /(agent|runtime|endpoint|resource)\b.{0,120}\b(is|in|currently|while|status:?)\b.{0,30}\b(UPDATING|CREATING|DELETING)\b.{0,60}(state|status|try again|READY|$)|ConflictException.{0,160}\b(UPDATING|CREATING|DELETING)\b|\bis not in (?:a )?READY (?:state|status)/,
    where: ['aws', 'call', 'paste'],
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'The runtime is still busy with the change before.',
      cause: 'AgentCore takes the next change when the runtime is READY again.',
      remedy: ['Wait until its status is READY (mostly less than a minute), then try again.'],
      command: 'aws bedrock-agentcore-control get-agent-runtime --agent-runtime-id RUNTIME_ID --query status',
    },
  },
  {
    id: 'runtime-quota',
    hints: [
      'servicequotaexceeded',
      'maximum number of',
      'servicelimitexceeded',
      'for this agent runtime is reached',
      'agent runtimes for this account',
      'limit exceeded for resource',
    ],
    pattern: new RegExp(
      `ServiceQuotaExceeded(?:Exception)?.{0,20}${OPERATION}|maximum number of (?:agent|runtime|endpoint|version)|The limit of \\d+ (?:agent runtimes|versions|endpoints) for|(?:Limit exceeded for resource of type 'AWS::BedrockAgentCore|ServiceLimitExceeded.{0,80}BedrockAgentCore)`,
      'i',
    ),
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'The account has as many runtimes, versions or endpoints as it may have.',
      cause: 'AWS limits them for each account and region.',
      remedy: [
        'Delete a runtime, version or endpoint that nobody uses.',
        'Or ask for more under Service Quotas, Amazon Bedrock AgentCore, in the region of the runtime.',
      ],
      command:
        "aws service-quotas list-service-quotas --service-code bedrock-agentcore --query 'Quotas[].[QuotaName,Value]' --output text",
    },
  },
  {
    id: 'linked-role-throttled',
    severity: 'warning',
    hints: ['creating service linked role', 'creating service-linked role'],
    pattern: /creating service[- ]linked role.{0,80}(Rate|limit) (limit )?exceeded/i,
    over: ['linked-role', 'runtime-quota', 'throttled'],
    sources: [SOURCES.linkedRole],
    explain: {
      title: "AgentCore could not make its service-linked role just now: IAM's rate limit.",
      cause: 'The first runtime of an account makes that role, and IAM turned the call away. It is no quota.',
      remedy: [
        'Wait a minute and try again.',
        'Or let an administrator make the role first: aws iam create-service-linked-role --aws-service-name runtime-identity.bedrock-agentcore.amazonaws.com (and network.… for VPC mode)',
      ],
    },
  },
  {
    id: 'runtime-missing',
    hints: ['was not found', 'resourcenotfound'],
    pattern: new RegExp(
      `Agent(?: runtime| runtime endpoint)? '[^']{1,120}'(?: of '[^']{1,120}')? was not found|Version \\d+ of agent runtime '[^']{1,120}' was not found|AWS::BedrockAgentCore::Runtime\\w{0,20}' with identifier '[^']{1,120}' was not found|Resource 'arn:aws[\\w-]{0,10}:bedrock-agentcore:[^']{1,200}' was not found|ResourceNotFoundException.{0,20}${OPERATION}`,
      'i',
    ),
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'There is no such runtime, endpoint or version here.',
      cause: 'It was deleted, or is in another region or account than the request.',
      remedy: [
        'Check the region and the account of the request, and the id.',
        'If it was deleted, create it again; tools that keep its id (starter toolkit, Terraform) must forget it first.',
      ],
      command:
        "aws bedrock-agentcore-control list-agent-runtimes --region REGION --query 'agentRuntimes[].[agentRuntimeName,agentRuntimeId]' --output text",
    },
  },
  {
    id: 'has-endpoints',
    hints: ['has endpoints', 'is used by the'],
    pattern: /has endpoints\. Delete them|Version \d+ is used by the .{1,60}endpoint/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'An endpoint still points there.',
      cause: 'A runtime or version that an endpoint uses cannot be deleted.',
      remedy: ['Delete the endpoint or point it to another version first.'],
      command: 'aws bedrock-agentcore-control list-agent-runtime-endpoints --agent-runtime-id RUNTIME_ID',
    },
  },
  {
    id: 'default-endpoint',
    hints: ['default endpoints'],
    pattern: /Default endpoints (always point|are removed)/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'The DEFAULT endpoint cannot be changed or deleted.',
      cause: 'It always has the latest version, and goes with the runtime.',
      remedy: ['Make an endpoint of your own for a fixed version, or delete the runtime.'],
    },
  },
  {
    id: 'token-reused',
    hints: ['client token was already used', 'idempotentparametermismatch'],
    pattern: /client token was already used|IdempotentParameterMismatch/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'This client token was used before with other values.',
      cause: 'A token names one request; a changed request needs another.',
      remedy: ['Leave the client token out, or use a new one, and try again.'],
    },
  },
  {
    id: 'too-many-tags',
    hints: ['at most 50 tags', 'toomanytags', 'maximum number of tags'],
    pattern: /at most \d+ tags|TooManyTags|maximum number of tags/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'The resource has too many tags.',
      cause: 'A resource can have 50 tags.',
      remedy: ['Remove tags that nobody needs.'],
    },
  },
  {
    id: 'aws-internal',
    severity: 'warning',
    hints: ['internalserver', 'internalfailure', 'serviceunavailable'],
    pattern: new RegExp(
      `(?:InternalServer(?:Exception|Error)|InternalFailure|ServiceUnavailable(?:Exception)?)\\)? ${OPERATION}`,
      'i',
    ),
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'AgentCore itself failed.',
      cause: 'The error is on the side of AWS.',
      remedy: [
        'Wait a minute and try again.',
        'If it keeps happening, look at health.aws.amazon.com and give AWS Support the request id.',
      ],
    },
  },
  {
    id: 'creation-failed',
    certainty: 'possible',
    hints: ['create_failed', 'update_failed', "wanted target 'ready'", 'did not stabilize'],
    pattern:
      /(agent ?runtime|BedrockAgentCore).{0,200}(CREATE|UPDATE)_FAILED|unexpected state '\w{0,20}', wanted target 'READY'|BedrockAgentCore.{0,120}did not stabilize/i,
    over: ['name-taken'],
    where: ['aws', 'call', 'paste'],
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'AgentCore could not finish the runtime.',
      cause: 'Only its failureReason says why; Terraform and CloudFormation do not always show it.',
      remedy: [
        'Read failureReason with the command, and explain that text.',
        'Likely: a subnet in an unsupported zone, an image that is missing or not arm64, a role that AgentCore cannot assume.',
        'The failed runtime stays: delete it, or import it, before the next try.',
      ],
      apart: 'The failureReason names which.',
      command: 'aws bedrock-agentcore-control get-agent-runtime --agent-runtime-id RUNTIME_ID --query failureReason',
    },
  },
])
