/** Lines as the server's parts write them: loguru, and uvicorn beside it (agentcore facts, section 3.2). */
type Level = 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL'

const SERVER = 'awslabs.aws_api_mcp_server'

export function loguru(now: number, level: Level, place: string, message: string): string {
  const time = new Date(now).toISOString().replace('T', ' ').replace('Z', '')
  return `${time} | ${level.padEnd(8)} | ${SERVER}.${place} - ${message}`
}

export function uvicorn(level: 'INFO' | 'WARNING' | 'ERROR', message: string): string {
  return `${`${level}:`.padEnd(9)} ${message}`
}

/** What a container that starts well says first. */
export function startLines(now: number, environment: Record<string, string>, host: string, port: string): string[] {
  const workdir = environment.AWS_API_MCP_WORKING_DIR ?? '/tmp/aws-api-mcp/workdir'
  const isQuiet = isTrue(environment.AWS_API_MCP_SUPPRESS_DEPRECATION_WARNING)
  return [
    ...(isQuiet ? [] : [loguru(now, 'WARNING', 'server:main:402', DEPRECATION_NOTICE)]),
    loguru(now, 'INFO', 'server:main:417', `CWD: ${workdir}`),
    loguru(now, 'INFO', 'server:main:421', `AWS_REGION: ${environment.AWS_REGION ?? 'us-east-1'}`),
    loguru(
      now,
      'WARNING',
      'core.security.policy:_load_policy:96',
      'No security policy file found at /app/.aws/aws-api-mcp/mcp-security-policy.json, not applying any additional security policies',
    ),
    uvicorn('INFO', 'Started server process [1]'),
    uvicorn('INFO', 'Waiting for application startup.'),
    uvicorn('INFO', 'Application startup complete.'),
    uvicorn('INFO', `Uvicorn running on http://${host}:${port} (Press CTRL+C to quit)`),
  ]
}

export const DEPRECATION_NOTICE =
  'DEPRECATION NOTICE: The AWS API MCP server is entering end of development and will be removed in July 2027. Use the managed AWS MCP Server instead.'

export function requestLine(now: number, status: number): string {
  const reason = status === 200 ? 'OK' : status === 202 ? 'Accepted' : status === 403 ? 'Forbidden' : 'Bad Request'
  // A port that changes from request to request, as a client's does.
  return uvicorn('INFO', `127.0.0.1:${40_000 + (now % 20_000)} - "POST /mcp HTTP/1.1" ${status} ${reason}`)
}

/** The server takes only these for true. */
export function isTrue(value: string | undefined): boolean {
  return /^(true|yes|1)$/i.test(value ?? '')
}
