import type { Release } from '@/lib/practice/mcp/releases'

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
export function startLines(
  now: number,
  release: Release,
  environment: Record<string, string>,
  { host, port }: { host: string; port: string },
): string[] {
  const { places, notice } = release
  const workdir = environment.AWS_API_MCP_WORKING_DIR ?? '/tmp/aws-api-mcp/workdir'
  const isQuiet = isTrue(environment.AWS_API_MCP_SUPPRESS_DEPRECATION_WARNING)
  return [
    ...(isQuiet || notice === null ? [] : [loguru(now, 'WARNING', places.notice, notice)]),
    loguru(now, 'INFO', places.workdir, `CWD: ${workdir}`),
    loguru(now, 'INFO', places.region, `AWS_REGION: ${environment.AWS_REGION ?? 'us-east-1'}`),
    ...richLines(now, 'INFO', startedText(release, environment, `http://${host}:${port}/mcp`), places.started),
    uvicorn('INFO', 'Started server process [1]'),
    uvicorn('INFO', 'Waiting for application startup.'),
    uvicorn('INFO', 'Application startup complete.'),
    uvicorn('INFO', `Uvicorn running on http://${host}:${port} (Press CTRL+C to quit)`),
  ]
}

function startedText({ saysStateless }: Release, environment: Record<string, string>, url: string): string {
  const mode = saysStateless && isTrue(environment.AWS_API_MCP_STATELESS_HTTP) ? ' (stateless)' : ''
  return `Starting MCP server 'AWS-API-MCP' with transport 'streamable-http'${mode} on ${url}`
}

/** What a tool tells its client of an error, as the framework notes it. */
export function clientErrorLines(now: number, { places }: Release, text: string): string[] {
  return richLines(now, 'DEBUG', `Sending ERROR to client: ${text}`, places.client)
}

const WIDTH = 80
const INDENT = 29

/** FastMCP's own lines are laid out for a terminal: a sentence takes several of them, and the place is at the right. */
function richLines(now: number, level: string, text: string, place: string): string[] {
  const [, year, month, day, time] = /^..(..)-(..)-(..)T(.{8})/.exec(new Date(now).toISOString()) ?? []
  const width = WIDTH - INDENT - 1 - place.length
  const [first = '', ...rest] = wrapped(text, width)
  return [
    `[${month}/${day}/${year} ${time}] ${level.padEnd(8)} ${first.padEnd(width)} ${place}`,
    ...rest.map((line) => (' '.repeat(INDENT) + line).padEnd(WIDTH)),
  ]
}

/** Words that are too long are cut. */
function wrapped(text: string, width: number): string[] {
  const words = text.split(/\s+/).flatMap((word) => word.match(new RegExp(`.{1,${width}}`, 'gs')) ?? [])
  const lines: string[] = []

  for (const word of words) {
    const last = lines.at(-1)

    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`
    } else {
      lines.push(word)
    }
  }
  return lines
}

export function requestLine(now: number, status: number): string {
  const reason = status === 200 ? 'OK' : status === 202 ? 'Accepted' : status === 403 ? 'Forbidden' : 'Bad Request'
  // A port that changes from request to request, as a client's does.
  return uvicorn('INFO', `127.0.0.1:${40_000 + (now % 20_000)} - "POST /mcp HTTP/1.1" ${status} ${reason}`)
}

/** The server takes only these for true. */
export function isTrue(value: string | undefined): boolean {
  return /^(true|yes|1)$/i.test(value ?? '')
}
