import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

/** boto3 on this computer, and shells that change what they hand to the AWS CLI. */
export const SDK_RULES = rulesOf('aws-cli', [
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
    explain: ([, client = '', call = '']) => {
      const isControl = /Control/i.test(client)
      const isOfControl = !/^(?:invoke|stop)_/.test(call) && /agent_runtime|gateway|provider/.test(call)
      return {
        title: `The boto3 client ${client} has no ${call}.`,
        cause:
          'AgentCore has two clients: bedrock-agentcore-control makes and lists runtimes, bedrock-agentcore calls them.',
        remedy:
          isControl && isOfControl
            ? [`It is the right client for ${call}, but boto3 is too old: pip install -U boto3 botocore.`]
            : [
                `Make the other client: boto3.client('${isControl ? 'bedrock-agentcore' : 'bedrock-agentcore-control'}').`,
                'If it is the right one, boto3 is too old: pip install -U boto3 botocore.',
              ],
      }
    },
  },
  {
    id: 'git-bash-path',
    where: ['paste'],
    over: ['constraint-refused', 'log-group-missing'],
    hints: ['program files/git/'],
    pattern: /\b[A-Z]:\/Program Files\/Git\/(?!(?:usr|bin|cmd|mingw\d\d|etc|libexec)\/)(\S{1,200}?)['"\s]/i,
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
])
