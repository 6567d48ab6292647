import { rulesOf } from '@/lib/troubles/model'
import { NOT_RECOGNIZED_HINTS, notRecognized } from '@/lib/troubles/rules/local/not-recognized'
import { SOURCES } from '@/lib/troubles/sources'

const CONTROL = 'create-agent-runtime, list-agent-runtimes and the like are in aws bedrock-agentcore-control'
const DATA = 'invoke-agent-runtime is in aws bedrock-agentcore'
const UPDATE = 'Update the AWS CLI: brew upgrade awscli on macOS, the installer elsewhere; then open a new terminal.'

export const AWS_CLI_RULES = rulesOf('aws-cli', [
  {
    id: 'cli-choice',
    where: ['paste'],
    hints: ['invalid choice'],
    // Names that AgentCore has are not misspelled, whatever the CLI takes them for.
    pattern:
      /aws(?:\.exe)?: (?:\[ERROR\]|error):.{0,80}argument (?:command|operation|subcommand|<?\w+>?): (?:Found invalid choice '?([\w.-]{1,80})|Invalid choice, valid choices)|An error occurred \(ParamValidation\): argument \w+: Found invalid choice '?([\w.-]{1,80})|Invalid choice: '(?:bedrock-agentcore(?:-control)?|[\w-]{1,20}-agent-runtimes?[\w-]{0,20})', maybe you meant/i,
    sources: [SOURCES.cliInstall],
    certainty: 'likely',
    explain: ({ 1: one, 2: other, input }) => ({
      title: `The AWS CLI on this computer does not know ${one ?? other ?? /Invalid choice: '([\w.-]{1,80})'/i.exec(input)?.[1] ?? 'this command'}.`,
      cause:
        'It is too old for the service or the operation, the name is misspelled, or the operation belongs to the other of the two AgentCore services.',
      remedy: [UPDATE, `Check the service: ${CONTROL}; ${DATA}.`, 'aws --version tells the version that really runs.'],
      apart: 'If aws bedrock-agentcore-control help opens a page, the CLI is new enough and the name is wrong.',
      command: 'aws --version',
    }),
  },
  {
    id: 'cli-misspelled',
    where: ['paste'],
    over: ['cli-choice'],
    hints: ['maybe you meant'],
    pattern:
      /Invalid choice: '(?!bedrock-agentcore(?:-control)?'|[\w-]{1,20}-agent-runtimes?[\w-]{0,20}', maybe you meant:(?! ?\*? ?(?!bedrock)[\w-]{1,20}-agent-runtime))([\w.-]{1,80})', maybe you meant: ?(?:\* ?)?([\w.-]{1,80})/i,
    sources: [SOURCES.cliErrors],
    explain: ([, given = '', meant = '']) => ({
      title: `${given} is not a command of the AWS CLI.`,
      cause: `It knows ${meant}, so the name is misspelled, or belongs to another service.`,
      remedy: [`Write ${meant}, or another of the names that the message lists.`, `In AgentCore, ${CONTROL}; ${DATA}.`],
    }),
  },
  {
    id: 'cli-wrong-service',
    where: ['paste'],
    over: ['cli-choice'],
    hints: ['invoke-agent-runtime', 'create-agent-runtime', 'list-agent-runtimes'],
    pattern:
      /argument operation: Invalid choice, valid choices are:(?=.{0,6000}(?:(?<data>invoke-agent-runtime)|(?:create-agent-runtime|list-agent-runtimes)\b))(?!.{0,8000}maybe you meant)/i,
    sources: [SOURCES.cliErrors],
    explain: ({ groups }) => ({
      title: 'The operation belongs to the other AgentCore service.',
      cause: groups?.data
        ? 'aws bedrock-agentcore calls runtimes; what creates, lists and changes them is a service of its own.'
        : 'aws bedrock-agentcore-control creates and changes runtimes; what calls them is a service of its own.',
      remedy: [`Use the right one: ${CONTROL}; ${DATA}.`],
    }),
  },
  {
    id: 'cli-unknown-option',
    where: ['paste'],
    hints: ['unknown options:', 'unrecognized arguments:'],
    pattern: /(?:Unknown options:|(?<![\w-])aws(?:\.exe)?: error: unrecognized arguments:) (.{1,200})/i,
    sources: [SOURCES.cliInstall, SOURCES.cliQuoting],
    certainty: 'possible',
    explain: ([, options = '']) => ({
      title: `The AWS CLI does not know ${/--[\w-]{1,60}/.exec(options)?.[0] ?? 'an option'} here.`,
      cause:
        'The installed AWS CLI is too old for the option, the option is misspelled, or the shell split a value at its spaces.',
      remedy: [
        UPDATE,
        "Put each JSON value in single quotes '…' (in cmd in double quotes, with \\\" inside), or write it to a file and give file://NAME.json.",
        'A line that ends with \\ must have nothing after it; in PowerShell the sign is `, in cmd ^.',
      ],
      apart:
        'If only the option is named, it is too new or misspelled; if pieces of a value are named as well, it is the quoting.',
      command: 'aws --version',
    }),
  },
  {
    id: 'cli-dash',
    where: ['paste'],
    over: ['cli-unknown-option', 'cli-json', 'cli-choice'],
    hints: ['unknown options', 'error parsing parameter', 'unrecognized arguments'],
    pattern:
      /(?:Unknown options:|unrecognized arguments:) ?[^—–‒−‐‑]{0,200}[—–‒−‐‑]{1,2}([a-z][\w-]{1,60})|(?:Unknown options:|Error parsing parameter|unrecognized arguments:).{0,200}[“”‘’„]/i,
    sources: [SOURCES.cliQuoting],
    explain: ([, option]) => ({
      title: option ? `A long dash stands before ${option}.` : 'The command has curly quotes.',
      cause: 'A web page, a chat or a word processor turned the plain signs into typographic ones.',
      remedy: [
        option ? `Type --${option} with two plain hyphens.` : 'Type plain quotes: \' and ".',
        'Check the rest of the command for the same, or copy it from a code block.',
      ],
    }),
  },
  {
    id: 'cli-json',
    where: ['paste'],
    hints: ['error parsing parameter', 'expecting property name', 'invalid json', 'parsing json'],
    pattern:
      /Error parsing parameter '?(?:--)?([\w-]{1,80})'?: (?:Invalid JSON|Expected: |Expecting )|Invalid JSON: Expecting|Error (?:when )?parsing JSON: Expecting|Invalid JSON received/i,
    sources: [SOURCES.cliQuoting],
    explain: ([, option]) => ({
      title: option ? `The AWS CLI cannot read the value of --${option}.` : 'A JSON value arrived broken.',
      cause: 'The shell took its quotes away: PowerShell 5 and cmd drop double quotes, and cmd knows no single quotes.',
      remedy: [
        `Write the JSON to a file and give it as ${option ? `--${option}` : 'the value'} file://NAME.json: that works in every shell.`,
        'Or quote for the shell: \'{"a":1}\' in bash, zsh and PowerShell 7.3 or later, \'{\\"a\\":1}\' in older PowerShell, "{\\"a\\":1}" in cmd.',
      ],
    }),
  },
  {
    id: 'cli-file',
    where: ['paste'],
    over: ['cli-json'],
    hints: ['unable to load paramfile', 'error parsing parameter'],
    pattern: /Unable to load paramfile,? ?((?:file|fileb):\/\/[^\s:]{1,200})?/i,
    sources: [SOURCES.cliErrors],
    explain: ([, file]) => ({
      title: `The AWS CLI cannot read ${file ?? 'the file of a parameter'}.`,
      cause: 'There is no such file in the folder that the terminal is in, or it is not text.',
      remedy: [
        'Check the name, or give the full path: file:///home/me/NAME.json, file://C:\\NAME.json on Windows.',
        'Use fileb:// for what is not text.',
      ],
    }),
  },
  {
    id: 'cli-parameter',
    where: ['paste'],
    hints: ['unknown parameter in', 'missing required parameter in', 'for parameter'],
    pattern:
      /(?:^|Parameter validation failed:? )(Unknown parameter in .{1,80}must be one of|Missing required parameter in .{1,120}|Invalid \w+ for parameter .{1,160})/i,
    sources: [SOURCES.cliErrors, SOURCES.cliInstall],
    explain: ([, what = '']) => ({
      title: `The AWS CLI refused a parameter: ${what.slice(0, 70).split(/,|;/)[0]}.`,
      cause:
        'It checks the input before it sends it: a field is misspelled, missing, of another kind, or newer than the CLI.',
      remedy: [
        'Correct the named field; capitals count. --generate-cli-skeleton prints the right shape of the input.',
        'If the field is new, update the AWS CLI.',
      ],
    }),
  },
  {
    id: 'cli-required',
    where: ['paste'],
    hints: ['arguments are required', 'expected one argument', 'expected at least one argument'],
    pattern:
      /aws: (?:\[ERROR\]|error):.{0,80}(?:arguments are required: (.{1,120})|argument (--[\w-]{1,60}): expected (?:one|at least one) argument)/i,
    sources: [SOURCES.cliErrors],
    explain: ([, missing, option]) => ({
      title: option ? `${option} has no value.` : `The command lacks ${(missing ?? '').slice(0, 80)}.`,
      cause: 'A variable in the command may be empty, or a line break cut the command in two.',
      remedy: [
        `Give ${option ?? missing ?? 'what is missing'}, and print the variables that you use with echo first.`,
        'A line that goes on ends with \\ and nothing after it (` in PowerShell, ^ in cmd).',
      ],
    }),
  },
  {
    id: 'cli-output',
    where: ['paste'],
    over: ['cli-choice', 'cli-misspelled'],
    hints: ['argument --output', 'unknown output type'],
    pattern: /argument --output: (?:Invalid choice|Found invalid choice)|Unknown output type: \S{1,40}/i,
    sources: [SOURCES.cliErrors],
    explain: {
      title: 'The AWS CLI does not know this output format.',
      cause: '--output, AWS_DEFAULT_OUTPUT or output in the profile has a misspelled value.',
      remedy: ['Use json, text or table (AWS CLI 2 also yaml).'],
      command: 'aws configure set output json',
    },
  },
  {
    id: 'cli-query',
    where: ['paste'],
    hints: ['bad value for --query', 'invalid jmespath'],
    pattern: /Bad value for --query|Invalid jmespath expression/i,
    sources: [SOURCES.cliErrors],
    explain: {
      title: 'The expression of --query is not valid.',
      cause: 'A bracket or quote is missing, or the shell took a part of it.',
      remedy: [
        "Put the whole expression of --query in quotes, and literals in it in backticks: --query 'items[?status==`READY`].name'.",
      ],
    },
  },
  {
    id: 'cli-missing',
    where: ['paste'],
    over: ['program-not-found'],
    hints: ['not found', 'not recognized', 'enoent', 'no such file', ...NOT_RECOGNIZED_HINTS],
    pattern: new RegExp(
      [
        String.raw`command not found: aws\b|Command 'aws' not found|\baws: (?:(?:command )?not found|No such file or directory)|'aws(?:\.exe)?' is not recognized as|The term 'aws(?:\.exe)?' is not recognized|spawn aws ENOENT|Unknown command:? '?aws\b|exec: "aws": executable file not found|No such file or directory: '?aws'`,
        ...notRecognized('aws'),
      ].join('|'),
      'i',
    ),
    sources: [SOURCES.cliInstall],
    explain: {
      title: 'The AWS CLI is not on this computer, or not on the PATH.',
      cause: 'The command aws was not found.',
      remedy: [
        'Install the AWS CLI 2: brew install awscli on macOS, winget install Amazon.AWSCLI on Windows, the installer on Linux. Then open a new terminal.',
        'If a program started by a desktop client calls it, name it with its full path (which aws).',
      ],
      command: 'aws --version',
    },
  },
  {
    id: 'sdk-old',
    hints: ['unknown service:'],
    pattern: /Unknown service: '([\w-]{1,60})'/i,
    sources: [SOURCES.sdkVersions],
    explain: ([, service = '']) => ({
      title: `boto3 is too old to know ${service}.`,
      cause:
        'boto3 and botocore know the services of their time, AgentCore since July 2025; the Python that runs has older ones.',
      remedy: [
        'Update it in the same environment: python3 -m pip install --upgrade boto3 botocore.',
        'In an image or a Lambda function add a current boto3 to what is packed: the one that is built in may be older.',
      ],
      command: 'python3 -m pip install --upgrade boto3 botocore',
    }),
  },
  {
    id: 'cli-binary',
    where: ['paste'],
    hints: ['invalid base64'],
    pattern: /Invalid base64: /i,
    sources: [SOURCES.cliErrors],
    explain: {
      title: 'The AWS CLI 2 takes the payload as base64.',
      cause: 'A value of bytes, such as --payload of invoke-agent-runtime, is base64 unless it is told otherwise.',
      remedy: ['Add --cli-binary-format raw-in-base64-out, or give the payload as fileb://NAME.json.'],
      command: 'aws configure set cli_binary_format raw-in-base64-out',
    },
  },
  {
    id: 'cli-pager',
    where: ['paste'],
    hints: ['output to pager', 'opening pager'],
    pattern: /Unable to redirect output to pager|error when opening pager/i,
    sources: [SOURCES.cliErrors],
    explain: {
      title: 'The AWS CLI cannot show its output in a pager.',
      cause: 'It wants to show long answers with less, which is not on this computer.',
      remedy: ['Add --no-cli-pager, or switch the pager off for good: set AWS_PAGER to nothing.'],
      command: 'export AWS_PAGER=""',
    },
  },
  {
    id: 'ecr-login',
    where: ['paste'],
    hints: ['interactive login from a non', 'login attempt to', 'cannot perform an interactive login'],
    pattern: /interactive login from a non.TTY|login attempt to \S{0,80}dkr\.ecr\S{0,80} failed/i,
    sources: [SOURCES.ecrLogin],
    explain: {
      title: 'docker is not signed in to the ECR registry.',
      cause: 'A sign-in of docker to ECR lasts 12 hours and holds for one registry and region.',
      remedy: [
        'Sign in again: aws ecr get-login-password --region REGION | docker login --username AWS --password-stdin ACCOUNT.dkr.ecr.REGION.amazonaws.com.',
        'If docker login says that it has no TTY, get-login-password printed nothing: sign in to AWS first (aws sts get-caller-identity).',
        'For public.ecr.aws, docker logout public.ecr.aws is enough.',
      ],
      command:
        'aws ecr get-login-password --region us-east-1 | docker login --username AWS --password-stdin 111122223333.dkr.ecr.us-east-1.amazonaws.com',
    },
  },
])
