import 'server-only'
import { type CliCommand, readCommand } from '@/lib/mcp/command/cli-command'
import { doubtOf, operationActions } from '@/lib/mcp/command/operation-actions'
import { unknownOption } from '@/lib/mcp/command/option-words'

/** `reads`: it only reads. `changes`: the catalogue says that it writes. `unknown`: nobody here can tell. */
export type CommandAccess = { kind: 'reads' } | { kind: 'changes' | 'unknown'; why: string }

/**
 * What a command does to AWS, by the access level of its action in AWS's Service Authorization Reference. Only one plain command
 * whose every part is understood can be one that reads.
 */
export async function commandAccess(line: string): Promise<CommandAccess> {
  const command = readCommand(line)

  if ('why' in command) {
    return { kind: 'unknown', why: command.why }
  }
  const access = command.service === 's3' ? s3Access(command) : await operationAccess(command)
  const why = access.kind === 'reads' ? sideEffectOf(command) : undefined
  return why === undefined ? access : { kind: 'unknown', why }
}

async function operationAccess({ service, operation }: CliCommand): Promise<CommandAccess> {
  for (const { action, access } of await operationActions(service, operation)) {
    if (!access) {
      return {
        kind: 'unknown',
        why: `What aws ${service} ${operation} does is not in AWS's list of actions by that name.`,
      }
    }
    if (access !== 'read' && access !== 'list') {
      return { kind: 'changes', why: `${action} is a ${LEVELS[access]} action.` }
    }
    const why = doubtOf(action)

    if (why) {
      return { kind: 'unknown', why }
    }
  }
  return { kind: 'reads' }
}

const LEVELS = { write: 'writing', tagging: 'tagging', permissions: 'permissions management' } as const

/** Of `aws s3`, the commands of the CLI's own. */
export function s3Access({ operation, options, plain }: CliCommand): CommandAccess {
  const known = S3_READS.get(operation)

  if (!known) {
    return { kind: 'changes', why: `aws s3 ${operation} may change objects.` }
  }
  // What follows a flag is the address: here it is known which options are flags.
  const words = options.flatMap(({ name, values }) => (known[name] === FLAG ? values : []))
  const isKnown = options.every(({ name, values }) => known[name] === FLAG || known[name]?.test(values.join(' ')))
  return isKnown && words.length + plain.length <= 1
    ? { kind: 'reads' }
    : { kind: 'unknown', why: `aws s3 ${operation} does not have this form.` }
}

/** What a command that is known to read at AWS may do besides; undefined: nothing. */
export function sideEffectOf({ service, operation, options, plain }: CliCommand): string | undefined {
  const name = `${service} ${operation}`
  const stranger = options.map((option) => option.name).find(unknownOption)

  if (stranger !== undefined) {
    return `No command that reads is known to take ${stranger}.`
  }
  return writesFile(name) || (service !== 's3' && plain.length > 0)
    ? `aws ${name} may write a file where the server runs.`
    : undefined
}

/** Whether the last word of the command, `lambda invoke` say, is a file that the CLI writes its answer to. */
export function writesFile(name: string): boolean {
  return WRITES_A_FILE.has(name)
}

/** Of an option without a value. */
const FLAG = null

const S3_READS = new Map<string, Record<string, RegExp | null>>([
  ['ls', { '--recursive': FLAG, '--human-readable': FLAG, '--summarize': FLAG, '--request-payer': /^(requester)?$/ }],
  ['presign', { '--expires-in': /^\d+$/ }],
])

/** Operations whose answer the CLI writes to a file that it is told: those with a blob or a stream for a body in botocore's models. */
const WRITES_A_FILE = new Set(
  Object.entries({
    apigateway: 'get-export get-sdk',
    apigatewayv2: 'export-api',
    appconfig: 'create-hosted-configuration-version get-configuration get-hosted-configuration-version',
    appconfigdata: 'get-latest-configuration',
    appsync: 'get-introspection-schema',
    'bedrock-agentcore': 'invoke-agent-runtime',
    'bedrock-runtime': 'invoke-model',
    cloudfront: 'get-connection-function get-function',
    codeartifact: 'get-package-version-asset',
    codeguruprofiler: 'get-profile',
    datazone: 'get-lineage-event',
    ebs: 'get-snapshot-block',
    'geo-maps': 'get-glyphs get-sprites get-static-map get-style-descriptor get-tile',
    glacier: 'get-job-output',
    'iot-data': 'delete-thing-shadow get-thing-shadow update-thing-shadow',
    iotwireless: 'get-position-estimate get-resource-position',
    'kinesis-video-archived-media': 'get-clip get-media-for-fragment-list',
    'kinesis-video-media': 'get-media',
    lakeformation: 'get-work-unit-results',
    lambda: 'invoke',
    'lex-runtime': 'post-content put-session',
    'lexv2-runtime': 'put-session recognize-utterance',
    location: 'get-map-glyphs get-map-sprites get-map-style-descriptor get-map-tile',
    medialive: 'describe-input-device-thumbnail',
    'mediastore-data': 'get-object',
    'medical-imaging': 'get-image-frame get-image-set-metadata',
    'neptune-graph': 'execute-query',
    neptunedata: 'execute-gremlin-explain-query execute-gremlin-profile-query execute-open-cypher-explain-query',
    omics: 'get-read-set get-reference',
    polly: 'synthesize-speech',
    s3api: 'get-object get-object-torrent select-object-content',
    'sagemaker-geospatial': 'get-tile',
    'sagemaker-runtime': 'invoke-endpoint',
    schemas: 'get-code-binding-source',
    tnb: 'get-sol-function-package-content get-sol-function-package-descriptor get-sol-network-package-content get-sol-network-package-descriptor',
    workmailmessageflow: 'get-raw-message-content',
  }).flatMap(([service, operations]) => operations.split(' ').map((operation) => `${service} ${operation}`)),
)
