import type { Json } from '@/lib/json'
import { isTrue } from '@/lib/practice/agentcore/container/container-log'
import type { Container } from '@/lib/practice/mcp/container'
import type { Release } from '@/lib/practice/mcp/releases'

const nullable = (schema: Json): { [key: string]: Json } => ({ anyOf: [schema, { type: 'null' }], default: null })
const text = { type: 'string' }
const texts = { items: text, type: 'array' }

/** What the server lists, with the schemas that its framework makes. */
export function toolList(release: Release, { config }: Container) {
  const isReadOnly = isTrue(config.environmentVariables?.READ_OPERATIONS_ONLY)
  const notice = noticeOf(release, config.environmentVariables)
  const described = (description: string) => (notice === null ? description : `${notice}\n\n${description}`)
  const _meta = { [release.meta]: { tags: [] } }
  const suggest = {
    name: 'suggest_aws_commands',
    title: 'Suggest AWS CLI commands',
    description: described('Suggests AWS CLI commands for a task that is described in plain words.'),
    inputSchema: inputSchema(
      release,
      { query: { description: 'The task, in plain words.', maxLength: 2000, type: 'string' } },
      ['query'],
    ),
    outputSchema: { type: 'object' as const, additionalProperties: true },
    annotations: { title: 'Suggest AWS CLI commands', readOnlyHint: true, openWorldHint: false },
    _meta,
  }
  const batch = release.batchLimit === null ? '' : `, or up to ${release.batchLimit} of them`
  const call = {
    name: 'call_aws',
    title: 'Execute AWS CLI commands',
    description: described(`Runs one AWS CLI command${batch}, and answers what it returned. No pipes and no shell.`),
    inputSchema: inputSchema(
      release,
      {
        cli_command: {
          ...(release.batchLimit === null ? text : { anyOf: [text, texts] }),
          description: `A command that begins with aws${release.batchLimit === null ? '' : ', or a list of such commands'}.`,
        },
        max_results: { ...nullable({ type: 'integer' }), description: 'How many items to answer at most.' },
      },
      ['cli_command'],
    ),
    outputSchema: release.batchLimit === null ? singleOutput(release.output) : LIST_OUTPUT,
    annotations: {
      title: 'Execute AWS CLI commands',
      readOnlyHint: isReadOnly,
      destructiveHint: !isReadOnly,
      openWorldHint: true,
    },
    _meta,
  }
  return [suggest, call]
}

/** What the release says about its end, unless the environment wants it quiet. */
export function noticeOf({ notice }: Release, environment: Record<string, string> = {}): string | null {
  return isTrue(environment.AWS_API_MCP_SUPPRESS_DEPRECATION_WARNING) ? null : notice
}

function inputSchema({ closedSchemas }: Release, properties: Record<string, Json>, required: string[]) {
  return {
    type: 'object' as const,
    properties,
    required,
    ...(closedSchemas ? { additionalProperties: false } : {}),
  }
}

const LIST_OUTPUT = {
  type: 'object' as const,
  properties: { result: { items: { additionalProperties: true, type: 'object' }, type: 'array' } },
  required: ['result'],
  'x-fastmcp-wrap-result': true,
}

/** Of the one command that a call holds. */
function singleOutput(output: Release['output']) {
  const object = (properties: Record<string, Json>, required?: string[]) => ({
    properties,
    ...(required ? { required } : {}),
    type: 'object' as const,
  })
  const ref = (name: string) => ({ $ref: `#/$defs/${name}` })
  const failures = nullable({ items: ref('ValidationFailure'), type: 'array' })
  const context = { service: { anyOf: [text, { type: 'null' }] }, operation: { anyOf: [text, { type: 'null' }] } }
  return {
    type: 'object' as const,
    properties: { result: { anyOf: [ref('ProgramInterpretationResponse'), ref('AwsCliAliasResponse')] } },
    required: ['result'],
    $defs: {
      AwsCliAliasResponse: object({ response: nullable(text), error: nullable(text) }),
      Context: object(
        {
          ...context,
          operators: nullable(texts),
          region: nullable(text),
          args: nullable(texts),
          parameters: nullable(texts),
        },
        ['service', 'operation'],
      ),
      InterpretationMetadata: object({ ...context, service_full_name: context.service, region_name: nullable(text) }, [
        'service',
        'service_full_name',
        'operation',
      ]),
      InterpretationResponse: object(
        {
          error: context.service,
          status_code: nullable({ type: 'integer' }),
          error_code: nullable(text),
          pagination_token: nullable(text),
          [output]: nullable(text),
        },
        ['error'],
      ),
      ProgramInterpretationResponse: object({
        response: nullable(ref('InterpretationResponse')),
        metadata: nullable(ref('InterpretationMetadata')),
        validation_failures: failures,
        missing_context_failures: failures,
        failed_constraints: nullable(texts),
      }),
      ValidationFailure: object({ reason: text, context: { anyOf: [ref('Context'), { type: 'null' }] } }, [
        'reason',
        'context',
      ]),
    },
    'x-fastmcp-wrap-result': true,
  }
}
