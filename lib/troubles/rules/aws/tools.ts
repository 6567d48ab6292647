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
    'Mend what its events name, then run aws cloudformation continue-update-rollback --stack-name NAME.',
  ],
]

/** CloudFormation, CDK, Terraform and the SDKs, where it is the tool that refuses. */
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
          'If it stays, write the value as AWS gives it back, or pin a version without the fault and look for the issue of this resource.',
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
        cause: `CloudFormation makes resources anew${type ? ` (${type})` : ''} and takes none over that another stack, an earlier attempt or a person made.`,
        remedy: [
          'Remove the old one if nothing uses it, or give the resource another name (or none, so that CloudFormation chooses).',
          'To keep it, import it into the stack (aws cloudformation create-change-set --change-set-type IMPORT, cdk import).',
        ],
      }),
    },
  ]),
  ...rulesOf('aws-cli', [
    {
      id: 'sdk-old',
      where: ['paste'],
      hints: ['unknown service: '],
      pattern: /Unknown service: '([\w-]{1,60})'/i,
      sources: [SOURCES.cliErrors],
      explain: ([, service]) => ({
        title: `This boto3 does not know the service ${service}.`,
        cause: 'boto3 and botocore know the services of their time; those of AgentCore came in July 2025.',
        remedy: [
          'Update both in the environment that runs the program: pip install -U boto3 botocore.',
          'In a Lambda function or an image, pack the new boto3 with it: the one that is there may be older.',
        ],
        command: 'pip install -U boto3 botocore',
      }),
    },
    {
      id: 'sdk-parameter',
      where: ['paste'],
      over: ['cli-parameter'],
      hints: ['paramvalidationerror'],
      pattern:
        /botocore\.exceptions\.ParamValidationError: Parameter validation failed:? ((?:Unknown|Missing|Invalid) .{1,160})/i,
      sources: [SOURCES.cliErrors],
      explain: ([, what = '']) => ({
        title: `boto3 refused a parameter: ${what.slice(0, 90).split(/,|;/)[0]}.`,
        cause:
          'boto3 checks the input before it sends it: a field is misspelled, missing, of another kind, or newer than this boto3.',
        remedy: [
          'Correct the named field in the program; capitals count.',
          'If the field is in the documentation, boto3 is too old for it: pip install -U boto3 botocore.',
        ],
        command: 'pip install -U boto3 botocore',
      }),
    },
    {
      id: 'sdk-client',
      where: ['paste'],
      hints: ['object has no attribute'],
      pattern: /'(BedrockAgentCore\w{0,30})' object has no attribute '(\w{3,60})'/i,
      sources: [SOURCES.cliErrors],
      explain: ([, client = '', call]) => ({
        title: `The boto3 client ${client} has no ${call}.`,
        cause:
          'AgentCore has two clients: bedrock-agentcore-control makes and lists runtimes, bedrock-agentcore calls them.',
        remedy: [
          `Make the other client: boto3.client('${/Control/i.test(client) ? 'bedrock-agentcore' : 'bedrock-agentcore-control'}').`,
          'If it is the right one, boto3 is too old: pip install -U boto3 botocore.',
        ],
      }),
    },
    {
      id: 'git-bash-path',
      where: ['paste'],
      over: ['constraint-refused', 'log-group-missing'],
      hints: ['program files/git/'],
      pattern: /\b[A-Z]:\/Program Files\/Git\/(\S{1,200}?)['"\s]/i,
      sources: [SOURCES.cliQuoting],
      explain: ([, path = '']) => ({
        title: 'Git Bash turned a name that begins with / into a Windows path.',
        cause: `It rewrites arguments that look like paths: /${path} became C:/Program Files/Git/${path}.`,
        remedy: [
          'Put MSYS_NO_PATHCONV=1 before the command, or write two slashes at the start (//aws/…); PowerShell and cmd do not do this.',
        ],
        command: 'export MSYS_NO_PATHCONV=1',
      }),
    },
  ]),
]
