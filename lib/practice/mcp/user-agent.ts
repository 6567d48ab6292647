import { isTrue } from '@/lib/practice/agentcore/container/container-log'
import type { StoredConfig } from '@/lib/practice/agentcore/store'
import { releaseOf } from '@/lib/practice/mcp/releases'

/** What a client calls itself in `initialize`. */
export type ClientInfo = { name: string; version: string }

const BOTOCORE =
  'Botocore/1.44.8 ua/2.1 os/linux md/arch#aarch64 lang/python#3.13 md/pyimpl#CPython cfg/retry-mode#adaptive'

type Program = Pick<StoredConfig, 'agentRuntimeArtifact' | 'environmentVariables'>

/** What the server puts into its requests to AWS. Without a session of its own it doesn't know who its client is. */
export function userAgentOf(config: Program, client: ClientInfo | undefined): string {
  const environment = config.environmentVariables ?? {}
  const { version } = releaseOf(config.agentRuntimeArtifact?.containerConfiguration?.containerUri ?? '')
  const server = `${BOTOCORE} md/awslabs#mcp#aws-api-mcp-server#${version} md/via/AWS-API-MCP`

  if (environment.AWS_API_MCP_TELEMETRY !== undefined && !isTrue(environment.AWS_API_MCP_TELEMETRY)) {
    return server
  }
  const isKnown = client !== undefined && !isTrue(environment.AWS_API_MCP_STATELESS_HTTP)
  const flag = (name: string) => (isTrue(environment[name]) ? 1 : 0)
  return [
    server,
    ...(isKnown ? [`MCPClient/${word(client.name)}#${word(client.version)}`] : []),
    `cfg/ro#${flag('READ_OPERATIONS_ONLY')}`,
    `cfg/consent#${flag('REQUIRE_MUTATION_CONSENT')}`,
    `cfg/scripts#${flag('EXPERIMENTAL_AGENT_SCRIPTS')}`,
    `cfg/file-access#${fileAccess(environment.AWS_API_MCP_ALLOW_UNRESTRICTED_LOCAL_FILE_ACCESS)}`,
  ].join(' ')
}

function fileAccess(mode: string | undefined): string {
  return mode === 'no-access' || mode === 'unrestricted' ? mode : isTrue(mode) ? 'unrestricted' : 'workdir'
}

/** botocore writes a dash for what may not be in a word of a user agent. */
function word(text: string): string {
  return text.replace(/[^\w!#$%&'*+.^`|~-]/g, '-').slice(0, 200)
}
