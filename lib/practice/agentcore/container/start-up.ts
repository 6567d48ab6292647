import { loguru, startLines } from '@/lib/practice/agentcore/container/container-log'
import type { StoredConfig } from '@/lib/practice/agentcore/store'
import { type Release, releaseOf } from '@/lib/practice/mcp/releases'

/** What comes of a container's start: what it wrote, and whether AgentCore's health check reaches it. */
export type StartUp = { isHealthy: boolean; lines: string[] }

/** The image's own rules apply to the AWS API MCP Server only; another image starts whenever its protocol is MCP. */
export function startUp(config: StoredConfig, now: number): StartUp {
  const environment = config.environmentVariables ?? {}
  const release = releaseOf(config.agentRuntimeArtifact?.containerConfiguration?.containerUri ?? '')
  const speaksMcp = config.protocolConfiguration?.serverProtocol === 'MCP'

  if (!isApiServer(config)) {
    return { isHealthy: speaksMcp, lines: startLines(now, release, environment, { host: '0.0.0.0', port: '8000' }) }
  }
  const fatal = fatalLine(environment, release)

  if (fatal !== undefined) {
    return { isHealthy: false, lines: [loguru(now, 'ERROR', release.places.region, fatal)] }
  }
  const transport = environment.AWS_API_MCP_TRANSPORT ?? 'stdio'
  const host = environment.AWS_API_MCP_HOST ?? '127.0.0.1'
  const port = environment.AWS_API_MCP_PORT ?? '8000'
  const lines = startLines(now, release, environment, { host, port })

  if (transport === 'stdio') {
    // Over stdio there is no web server that could write its lines.
    return { isHealthy: false, lines: lines.filter((line) => !line.startsWith('INFO:')) }
  }
  return { isHealthy: speaksMcp && host === '0.0.0.0' && port === '8000', lines }
}

export function isApiServer({ agentRuntimeArtifact }: StoredConfig): boolean {
  return /aws-api-mcp-server(?:[:@]|$)/.test(agentRuntimeArtifact?.containerConfiguration?.containerUri ?? '')
}

/** Why the server refuses to start, in its own words; undefined when it doesn't. */
function fatalLine(environment: Record<string, string>, { oauth, makesWorkdir }: Release): string | undefined {
  const { AWS_API_MCP_TRANSPORT: transport = 'stdio', AUTH_TYPE: auth, AWS_API_MCP_WORKING_DIR: workdir } = environment
  const region = environment.AWS_REGION

  if (region !== undefined && !/^\w{1,10}-(\w{1,10}-)?\w{1,10}-\d{1,2}$/.test(region)) {
    return `${region} is not a valid AWS Region`
  }
  if (workdir !== undefined && !/^\/(tmp|app)(\/|$)/.test(workdir)) {
    return makesWorkdir
      ? 'AWS_API_MCP_WORKING_DIR must be an absolute path.'
      : 'AWS_API_MCP_WORKING_DIR must be an absolute path to an existing directory'
  }
  if (transport !== 'stdio' && transport !== 'streamable-http') {
    return `Invalid transport: ${transport}`
  }
  if (!oauth && transport === 'streamable-http' && auth !== 'no-auth') {
    return "Invalid configuration: 'streamable-http' transport requires AUTH_TYPE environment variable to be explicitly set to 'no-auth'."
  }
  if (transport === 'streamable-http' && auth !== 'no-auth' && auth !== 'oauth') {
    return 'TRANSPORT="streamable-http" requires the following environment variable to be set: AUTH_TYPE to `no-auth` or `oauth`'
  }
  if (auth === 'oauth' && !(environment.AUTH_ISSUER && environment.AUTH_JWKS_URI)) {
    return 'AUTH_TYPE="oauth" requires the following environment variables to be set: AUTH_ISSUER and AUTH_JWKS_URI'
  }
  return undefined
}

/** What the server itself says to a request that AgentCore forwards; undefined when it takes it. */
export function hostRefusal(config: StoredConfig): string | undefined {
  const { AWS_API_MCP_ALLOWED_HOSTS: allowed, AWS_API_MCP_HOST: host = '127.0.0.1' } = config.environmentVariables ?? {}
  const hosts = (allowed ?? host).split(',').map((part) => part.trim())
  return !isApiServer(config) || hosts.includes('*')
    ? undefined
    : `Host header validation failed: 127.0.0.1 not in [${hosts.map((part) => `'${part}'`).join(', ')}]`
}
