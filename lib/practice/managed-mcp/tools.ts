import type { Json } from '@/lib/json'
import type { Services } from '@/lib/practice/agentcore/container/in-process'
import type { Container } from '@/lib/practice/mcp/container'
import { releaseOf } from '@/lib/practice/mcp/releases'
import { callTool } from '@/lib/practice/mcp/tools'
import { notImitatedText } from '@/lib/practice/wire/not-imitated'
import type { Call } from '@/lib/practice/wire/service'

/** The server's principal: what IAM's condition keys and CloudTrail name it by. */
const PRINCIPAL = 'aws-mcp.amazonaws.com'
const text = { type: 'string' }

/** The tools that AWS names in its documentation; their schemas here are no more than what they need. */
export const MANAGED_TOOLS = [
  tool('call_aws', 'Runs an AWS CLI command as whoever calls.', false, {
    cli_command: { anyOf: [text, { type: 'array', items: text }] },
    max_results: { anyOf: [{ type: 'integer' }, { type: 'null' }], default: null },
  }),
  tool('run_script', 'Runs a script against AWS.', false, { code: text }),
  tool('search_documentation', 'Searches AWS’s documentation.', true, { search_phrase: text }),
  tool('read_documentation', 'Reads a page of AWS’s documentation.', true, { requests: { type: 'array' } }),
  tool('retrieve_skill', 'Reads a skill.', true, { skill_name: text }),
  tool('list_regions', 'Lists the regions of AWS.', true, {}),
  tool('get_regional_availability', 'Says what a region offers.', true, { region: text }),
  tool('get_presigned_url', 'Makes an address that opens an object.', false, { bucket: text, key: text }),
  tool('get_tasks', 'Says how long tasks went.', true, { task_ids: { type: 'array' } }),
]

function tool(name: string, description: string, readOnlyHint: boolean, properties: Record<string, Json>) {
  return {
    name: `aws___${name}`,
    description,
    inputSchema: { type: 'object' as const, properties, required: Object.keys(properties).slice(0, 1) },
    annotations: { readOnlyHint, ...(readOnlyHint ? {} : { destructiveHint: true }) },
  }
}

type Answer = Awaited<ReturnType<typeof callTool>>

/** Runs a command as the server in a runtime would, with the caller's own permissions; the other tools say that they are not imitated. */
export async function callManagedTool(
  name: string,
  given: Record<string, unknown>,
  call: Call,
  services: Services,
): Promise<Answer> {
  if (name === 'aws___call_aws') {
    return callTool('call_aws', given, releaseOf(''), containerOf(call, services))
  }
  const isKnown = MANAGED_TOOLS.some((known) => known.name === name)
  const words = isKnown ? notImitatedText(`the tool ${name}`) : `Unknown tool: '${name}'`
  return { content: [{ type: 'text', text: words }], isError: true }
}

/** There is no container: nothing is logged for the caller, and local files are the caller's, which it never sees. */
function containerOf(call: Call, services: Services): Container {
  const { identity } = call
  return {
    actor: {
      call: { ...call, viaMcp: PRINCIPAL },
      identity,
      services,
      origin: { userAgent: PRINCIPAL, invokedBy: PRINCIPAL },
    },
    config: {
      agentRuntimeArtifact: undefined,
      roleArn: undefined,
      networkConfiguration: undefined,
      environmentVariables: { AWS_API_MCP_ALLOW_UNRESTRICTED_LOCAL_FILE_ACCESS: 'no-access' },
    },
    log: async () => undefined,
  }
}
