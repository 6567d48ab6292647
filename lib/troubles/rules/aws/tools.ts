import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

/** What a state of a stack asks for. */
const STATES: [RegExp, string, string][] = [
  [
    /^ROLLBACK_(COMPLETE|FAILED)$/,
    'Its first creation failed and was taken back; such a stack can only be deleted.',
    'Delete the stack, correct what failed (its events name it), and create it again.',
  ],
  [
    /IN_PROGRESS$/,
    'Another change of it still runs.',
    'Wait until it has ended (or cancel it with aws cloudformation cancel-update-stack), then try again.',
  ],
  [
    /^UPDATE_ROLLBACK_FAILED$/,
    'An update failed, and going back failed too.',
    'Correct what its events name, then run aws cloudformation continue-update-rollback --stack-name NAME.',
  ],
]

/** CloudFormation, CDK and Terraform, where it is the tool that refuses. */
export const TOOL_RULES = [
  ...rulesOf('control-plane', [
    {
      id: 'terraform-provider-old',
      hints: ['support resource type', 'support data source'],
      pattern: /provider \S{1,120} (?:does not|doesn't) support (?:resource type|data source) "(aws(?:cc)?_\w{1,80})"/i,
      sources: [SOURCES.terraformRuntime],
      explain: ([, type]) => ({
        title: `The AWS provider of Terraform is too old for ${type}, or the name is misspelled.`,
        cause:
          'Each version of the provider knows the resources of its time; those of AgentCore came late in version 6.',
        remedy: [
          'Raise the version constraint of hashicorp/aws in required_providers to a current 6.x, then run terraform init -upgrade.',
          'Compare the name of the resource with the documentation of the provider.',
        ],
        command: 'terraform init -upgrade',
      }),
    },
    {
      id: 'terraform-inconsistent',
      hints: ['produced inconsistent', 'produced an unexpected new value'],
      pattern: /Provider produced (?:an )?(?:inconsistent|unexpected new value).{0,300}?\b(aws_\w{1,80})/i,
      sources: [SOURCES.terraformRuntime],
      explain: ([, type]) => ({
        title: `The AWS provider of Terraform reads ${type} back in another form than it wrote.`,
        cause: 'This is a fault of the provider, not of your configuration; the resource is mostly there.',
        remedy: [
          'Upgrade the provider (terraform init -upgrade), then run terraform plan: it shows what is really different.',
          'If it keeps happening, write the value as AWS gives it back, or pin a version without the fault and look for the issue of this resource.',
        ],
        command: 'terraform init -upgrade',
      }),
    },
    {
      id: 'terraform-lock',
      hints: ['acquiring the state lock'],
      pattern: /Error acquiring the state lock/i,
      sources: [SOURCES.terraformRuntime],
      explain: {
        title: 'Another run of Terraform holds the lock of the state.',
        cause: 'A run is under way, or one was cut off and left its lock.',
        remedy: [
          'Wait for the other run. Only if surely none is under way: terraform force-unlock with the ID of the message.',
        ],
      },
    },
    {
      id: 'stack-type-unknown',
      hints: ['unrecognized resource type', 'aws::bedrockagentcore'],
      pattern:
        /Unrecognized resource types?: ?\[?([\w:, ]{1,200})|Resource type '?(AWS::BedrockAgentCore::\w{1,40})'? does not exist/i,
      sources: [SOURCES.cfnRuntime],
      explain: ([, types, type]) => ({
        title: `CloudFormation does not know ${(types ?? type ?? 'this type').trim()} in this region.`,
        cause: 'AgentCore is not in every region, and the name of a type counts to the letter.',
        remedy: [
          'Deploy in a region that has AgentCore (us-east-1 has), and compare the type with the documentation: AWS::BedrockAgentCore::Runtime.',
          'If it is cfn-lint that complains, update cfn-lint.',
        ],
      }),
    },
    {
      id: 'stack-state',
      hints: ['state and can not be', 'state and cannot be'],
      pattern: /Stack:?\S{0,300} is in (\w{4,60}) state and can ?not be (?:updated|deleted|executed)/i,
      sources: [SOURCES.cfnTroubles],
      about: ([, state = '']) => state,
      explain: ([, state = '']) => {
        const [, cause, remedy] = STATES.find(([pattern]) => pattern.test(state)) ?? []
        return {
          title: `The stack is in the state ${state}, which takes no such change.`,
          cause: cause ?? 'CloudFormation takes changes of stacks at rest only.',
          remedy: [remedy ?? 'Read the events of the stack: the first one that failed says why.'],
          command: 'aws cloudformation describe-stack-events --stack-name NAME --max-items 20',
        }
      },
    },
    {
      id: 'stack-capabilities',
      hints: ['requires capabilities', 'insufficientcapabilities'],
      pattern: /Requires capabilities ?: ?\[?(CAPABILITY_\w{1,40})|InsufficientCapabilities/i,
      sources: [SOURCES.cfnTroubles],
      explain: ([, capability = 'CAPABILITY_NAMED_IAM']) => ({
        title: 'The stack makes IAM resources, and you have not agreed to that.',
        cause: 'CloudFormation wants a yes for templates with roles or policies.',
        remedy: [`Deploy again with --capabilities ${capability}; in the console tick the box at the end.`],
      }),
    },
    {
      id: 'stack-unchanged',
      severity: 'info',
      hints: ['no updates are to be performed', "information didn't contain changes"],
      pattern: /No updates are to be performed|submitted information didn't contain changes/i,
      sources: [SOURCES.cfnTroubles],
      explain: {
        title: 'The stack is as the template says: there is nothing to change.',
        cause:
          'Template and parameters are the same as at the last deployment. A new image under the same tag is no change.',
        remedy: ['Nothing is to be done. To bring a new image, give it a new tag and change the template.'],
      },
    },
    {
      id: 'cdk-bootstrap',
      hints: ['/cdk-bootstrap/', 'environment been bootstrapped', 'bootstrap stack version'],
      pattern:
        /\/cdk-bootstrap\/\S{1,60} not found|Has the environment been bootstrapped|requires bootstrap stack version|bootstrap stack version \S{1,20} is required/i,
      sources: [SOURCES.cdkBootstrap],
      explain: {
        title: 'CDK is not bootstrapped in this account and region, or in too old a version.',
        cause: 'CDK needs its own bucket, repository and roles there (stack CDKToolkit) before it can deploy.',
        remedy: [
          'Bootstrap once, signed in to that account: cdk bootstrap aws://ACCOUNT/REGION.',
          'If you did, the credentials or the region are of another account: compare with aws sts get-caller-identity.',
        ],
        command: 'npx cdk bootstrap aws://ACCOUNT/REGION',
      },
    },
    {
      id: 'stack-resource-exists',
      over: ['name-taken'],
      hints: ["with identifier '", 'already exists in stack'],
      pattern:
        /Resource of type '(?!AWS::BedrockAgentCore)([\w:]{1,80})' with identifier '([^']{1,160})' already exists|(\S{1,160}) already exists in stack/i,
      sources: [SOURCES.cfnTroubles],
      explain: ([, type, name, other]) => ({
        title: `${name ?? other} exists already, outside this stack.`,
        cause: `CloudFormation makes new resources${type ? ` (${type})` : ''} and takes none over that another stack, an earlier attempt or a person made.`,
        remedy: [
          'Remove the old one if nothing uses it, or give the resource another name (or none, so that CloudFormation chooses).',
          'To keep it, import it into the stack (aws cloudformation create-change-set --change-set-type IMPORT, cdk import).',
        ],
      }),
    },
    {
      id: 'stack-property',
      hints: ['extraneous key [', 'required key [', 'properties validation failed'],
      pattern: /Properties validation failed for resource (\w{1,120})|\b(?:extraneous|required) key \[\w{1,80}\]/i,
      sources: [SOURCES.cfnRuntime],
      explain: ({ input }) => {
        const [, kind, key] = /(extraneous|required) key \[(\w{1,80})\]/i.exec(input) ?? []
        const isMissing = kind?.toLowerCase() === 'required'
        return {
          title: key
            ? `The template ${isMissing ? 'lacks the property' : 'has a property that the type does not know:'} ${key}.`
            : 'A property of the template is not as its type wants it.',
          cause: 'CloudFormation compares the template with the schema of the type; names count to the letter.',
          remedy: [
            isMissing
              ? `Add ${key} to that resource.`
              : 'Correct the name or the place of that property; those of a runtime are AgentRuntimeName, AgentRuntimeArtifact, RoleArn, NetworkConfiguration, ProtocolConfiguration, AuthorizerConfiguration, EnvironmentVariables.',
          ],
        }
      },
    },
    {
      id: 'stack-not-stabilized',
      certainty: 'likely',
      hints: ['notstabilized', 'exceeded attempts to wait'],
      pattern: /HandlerErrorCode: NotStabilized|Exceeded attempts to wait/i,
      sources: [SOURCES.cfnTroubles],
      explain: {
        title: 'CloudFormation waited for the resource, and it did not become ready.',
        cause: 'The resource failed or is slow; CloudFormation does not say why, the resource does.',
        remedy: ['Read status and failureReason of the runtime with the command, and explain that text.'],
        command:
          "aws bedrock-agentcore-control get-agent-runtime --agent-runtime-id ID --query '[status,failureReason]'",
      },
    },
    {
      id: 'terraform-argument',
      hints: ['is not expected here'],
      pattern: /An argument named "(\w{1,80})" is not expected here|Blocks of type "(\w{1,80})" are not expected here/i,
      sources: [SOURCES.terraformRuntime],
      explain: ([, argument, block]) => ({
        title: `Terraform does not know ${argument ?? block} at this place.`,
        cause:
          'The name is misspelled, stands in another block, is written as argument instead of block (or the other way round), or the provider is too old for it.',
        remedy: [
          'Compare with the documentation of the resource in your version; for a runtime protocol_configuration { server_protocol = "MCP" } is a block.',
          'If the documentation has it: terraform init -upgrade.',
        ],
      }),
    },
    {
      id: 'terraform-import',
      hints: ['import non-existent remote object'],
      pattern: /Cannot import non-existent remote object/i,
      sources: [SOURCES.terraformRuntime],
      explain: {
        title: 'Terraform found nothing to import under this id.',
        cause: 'The id is wrong, or the provider looks in another region or account.',
        remedy: [
          'Take the id from the list (for a runtime agentRuntimeId, not the ARN or the name), and check region and account of the provider.',
        ],
        command: "aws bedrock-agentcore-control list-agent-runtimes --query 'agentRuntimes[].agentRuntimeId'",
      },
    },
    {
      id: 'endpoints-first',
      hints: ['endpoints exist', 'has endpoints', 'existing endpoints'],
      pattern:
        /(?:cannot|can't|unable to|not) (?:be )?delete.{0,80}(?:endpoints exist|has (?:active )?endpoints|existing endpoints)/i,
      sources: [SOURCES.troubleshooting],
      explain: {
        title: 'The runtime still has endpoints of its own.',
        cause: 'Endpoints beside DEFAULT have to go before the runtime.',
        remedy: [
          'List them with the command, delete them with delete-agent-runtime-endpoint, then delete the runtime.',
        ],
        command: 'aws bedrock-agentcore-control list-agent-runtime-endpoints --agent-runtime-id ID',
      },
    },
  ]),
  ...rulesOf('credentials', [
    {
      id: 'cdk-credentials',
      where: ['paste'],
      hints: ['need to perform aws calls for account', 'unable to resolve aws account'],
      pattern:
        /Need to perform AWS calls for account (\d{12}|\S{1,40}), but (no credentials|the current credentials are for (\d{12}))|Unable to resolve AWS account to use/i,
      sources: [SOURCES.cdkBootstrap],
      explain: ([, account, , other]) => ({
        title: other
          ? `CDK is to deploy to account ${account}, and the credentials are of account ${other}.`
          : 'CDK found no AWS credentials.',
        cause:
          'CDK takes the profile or the variables of the shell, like the AWS CLI; env of the stack names the account.',
        remedy: [
          'Sign in (aws sso login --profile NAME), check with aws sts get-caller-identity, and deploy with cdk deploy --profile NAME.',
        ],
        command: 'aws sts get-caller-identity',
      }),
    },
  ]),
  ...rulesOf('caller', [
    {
      id: 'cdk-assume',
      over: ['access-denied'],
      hints: ['could not be used to assume'],
      pattern: /could not be used to assume '(arn:[^']{1,200}:role\/cdk-[^']{1,120})'/i,
      sources: [SOURCES.cdkBootstrap],
      explain: ([, role = '']) => ({
        title: 'Your credentials may not take on the roles of CDK.',
        cause: `CDK deploys through roles that cdk bootstrap made, such as ${role.split('/').at(-1)}; it goes on with your own rights, which are mostly too few.`,
        remedy: [
          'Let an administrator allow sts:AssumeRole on arn:aws:iam::ACCOUNT:role/cdk-* to the identity that deploys; the execution role needs nothing.',
          'If the account or region is not bootstrapped, bootstrap it first; from another account with --trust ACCOUNT.',
        ],
        command: 'aws sts get-caller-identity',
      }),
    },
  ]),
]
