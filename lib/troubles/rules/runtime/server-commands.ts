import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

/** What the server refuses of a command before AWS sees it. */
export const SERVER_COMMAND_RULES = rulesOf('server', [
  {
    id: 'command-invalid',
    severity: 'info',
    hints: [
      'service name does not exist',
      "' for service '",
      'does not include an operation',
      'cli command is',
      'prohibited operators',
      'parameters are missing for service',
      'unknown parameter',
      'filters are invalid for',
      'received an invalid choice',
      'received an invalid type',
      'received an invalid input',
      'too many commands',
    ],
    pattern:
      /The given service name does not exist: ([\w.-]{1,80})|The operation '([^']{1,80})' for service '[^']{1,60}' (?:does not exist|received)|command does not include an operation|provided CLI command is (?:empty|not an AWS command)|contains prohibited operators|parameters are missing for service '[^']{1,60}' and operation '[^']{1,80}': '([^']{1,200})'|Unknown parameter '[^']{1,80}' for '[^']{1,60}' and operation|filters are invalid for the '|The parameter '[^']{1,80}' received an invalid (?:choice|type|input)|Too many commands: \d{1,6}/i,
    sources: [SOURCES.server],
    explain: ([what, service, operation, missing]) => ({
      title: operation
        ? `The server knows no such use of ${operation}.`
        : service
          ? `The server knows no AWS service ${service}.`
          : 'The server does not take the command.',
      cause: /Too many/.test(what)
        ? 'The server takes 20 commands in one call; AWS was not asked.'
        : 'The assistant wrote an AWS CLI command that does not exist like this; AWS was not asked.',
      remedy: [
        missing
          ? `Let the assistant add ${missing}.`
          : 'Let the assistant correct the command: it reads this text and mostly does so by itself.',
        ...(/Too many/.test(what) ? ['Let it send fewer commands in one call, in several calls.'] : []),
        ...(/operators/.test(what) ? ['Pipes (|), && and > do not work: use --query and --max-items instead.'] : []),
        'One command begins with aws; the names are those of the AWS CLI, such as aws s3api list-buckets.',
        'For a service or option that is new, take a newer image: each has a fixed version of the AWS CLI.',
      ],
    }),
  },
  {
    id: 'command-unsupported',
    severity: 'info',
    hints: ['given operation is not allowed', 'given service name is not allowed'],
    pattern: /The given (?:operation|service name) is not allowed: (\w[\w.-]{0,60}(?: [\w-]{1,80})?)/i,
    sources: [SOURCES.server],
    explain: ([, what]) => ({
      title: `The server never runs aws ${what}.`,
      cause:
        'It leaves out commands that keep a terminal open, start programs or hand out passwords; no setting allows them.',
      remedy: [`Run aws ${what} in a terminal of your own.`],
    }),
  },
  {
    id: 'batch-limit',
    severity: 'info',
    hints: ['number of batch commands exceeds'],
    pattern: /Number of batch commands exceeds the maximum limit of (\d+)/i,
    sources: [SOURCES.server],
    explain: ([, most]) => ({
      title: `The assistant sent more than ${most} commands at once.`,
      cause: `call_aws takes up to ${most} commands in one call.`,
      remedy: [`Let the assistant send them in groups of ${most} or fewer.`],
    }),
  },
  {
    id: 'batch-unknown',
    over: ['tool-arguments'],
    severity: 'info',
    hints: ['input_type=list'],
    pattern:
      /validation errors? for call\[\w{0,60}call_aws\].{0,200}Input should be a valid string.{0,400}input_type=list/is,
    sources: [SOURCES.server],
    explain: {
      title: 'This release of the server takes one command in a call.',
      cause: 'The assistant sent a list of commands; nothing was run.',
      remedy: [
        'Let the assistant send the commands one by one; restart the client if it still has the list of tools of another release.',
        'Or take image 1.3.17 or newer, which takes up to 20 in one call.',
      ],
    },
  },
  {
    id: 'file-refused',
    severity: 'info',
    hints: [
      'outside the allowed working directory',
      'local file access is disabled',
      'unexpanded tilde',
      'streaming file',
    ],
    pattern:
      /outside the allowed working directory(?: '([^']{1,200})')?|local file access is disabled|contains unexpanded tilde|streaming file (?:on stdin )?\('-'\) is not allowed/i,
    sources: [SOURCES.server],
    explain: ([, directory]) => ({
      title: 'The server refused a file path.',
      cause: `It reads and writes files in its working directory only${directory ? `, ${directory}` : ''}, or none at all.`,
      remedy: [
        'Let the assistant use a path in the working directory, or pass the content in the command itself.',
        'On AgentCore the files are in the container and gone with the session: put what should stay into S3.',
        'On your own computer AWS_API_MCP_ALLOW_UNRESTRICTED_LOCAL_FILE_ACCESS=unrestricted opens all paths.',
      ],
    }),
  },
  {
    id: 'regions-nowhere',
    over: ['regions-unlisted', 'region-missing'],
    hints: ['failed to retrieve active aws regions'],
    pattern: /Failed to retrieve active AWS regions.{0,400}You must specify a region/is,
    sources: [SOURCES.server],
    explain: {
      title: 'The server does not know where to ask for the regions of --region *.',
      cause:
        'For * it asks the Account service, in the region of AWS_DEFAULT_REGION; AWS_REGION does not count for that.',
      remedy: [
        'Set AWS_DEFAULT_REGION of the runtime to its region; the execution role needs account:ListRegions.',
        'Or name the regions one by one in the command.',
      ],
      actions: [{ type: 'fix-env', variable: 'AWS_DEFAULT_REGION' }],
    },
  },
  {
    id: 'region-star',
    over: ['region-malformed'],
    severity: 'info',
    hints: ["provided region_name '*'"],
    pattern: /Provided region_name '\*' doesn't match a supported format/i,
    sources: [SOURCES.server],
    explain: {
      title: 'This release of the server knows no --region *.',
      cause: 'It takes the * for the name of a region.',
      remedy: ['Name one region in each command, or take a newer image (1.3.46 knows it).'],
    },
  },
  {
    id: 'regions-unlisted',
    certainty: 'likely',
    hints: ['failed to retrieve active aws regions'],
    pattern: /Failed to retrieve active AWS regions/i,
    sources: [SOURCES.server],
    explain: {
      title: 'The server could not list the regions for --region *.',
      cause: 'For * it asks the Account service (account:ListRegions), which did not answer or refused.',
      remedy: [
        'Name the regions one by one in the command.',
        'In a VPC, give the subnets a NAT gateway: the Account service answers in us-east-1.',
        'If the text says that account:ListRegions is not allowed, add that permission to the execution role.',
      ],
    },
  },
  {
    id: 'not-in-region',
    severity: 'info',
    hints: [' is not supported in the '],
    pattern: /The operation ([\w-]{1,60}:\w{1,80}) is not supported in the (\S{1,40}) region/i,
    sources: [SOURCES.server],
    explain: ([, operation, region]) => ({
      title: `${operation} does not exist in ${region}.`,
      cause: 'AWS does not offer this service in that region.',
      remedy: ['Name a region that has it (--region), or set AWS_REGION to one.'],
    }),
  },
  {
    id: 'consent-refused',
    severity: 'info',
    hints: ['user rejected the execution'],
    pattern: /User rejected the execution of the command/i,
    sources: [SOURCES.server],
    explain: {
      title: 'Somebody said no when the server asked for consent.',
      cause: 'REQUIRE_MUTATION_CONSENT is on, or a policy file asks about this command, and the person declined.',
      remedy: ['Run the command again and accept it, if it should run.'],
    },
  },
  {
    id: 'script-missing',
    severity: 'info',
    hints: ['while retrieving execution plan', 'scripts directory'],
    pattern:
      /Error while retrieving execution plan: Script (\S{1,80}) not found|scripts directory \S{1,200} (?:does not exist|has no)|No read permission for user scripts directory/i,
    sources: [SOURCES.server],
    explain: {
      title: 'The server has no such agent script.',
      cause: 'get_execution_plan knows the scripts of the image and those of AWS_API_MCP_AGENT_SCRIPTS_DIR only.',
      remedy: ['Let the assistant choose a script that the tool lists, or correct AWS_API_MCP_AGENT_SCRIPTS_DIR.'],
    },
  },
])
