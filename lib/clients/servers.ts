import type { BridgeCall, OperatingSystem, Target } from '@/lib/clients/model'
import { PROXIES } from '@/lib/clients/surroundings'

/** Pinned: unpinned `uvx` tools broke when their own dependencies moved (clients facts, section 0). */
const PROXY_VERSION = '1.7.0'
export const PROXY_PACKAGE = `mcp-proxy-for-aws@${PROXY_VERSION}`
export const PROXY_IMAGE = `public.ecr.aws/mcp-proxy-for-aws/mcp-proxy-for-aws:${PROXY_VERSION}`
export const REMOTE_PACKAGE = 'mcp-remote@0.15.1'

/** Environment variable that holds the access token; configs name it and never hold the token. */
export const TOKEN_VARIABLE = 'AGENTCORE_JWT'
/** The two usual ways to name a variable in a config file. */
export const BRACED = `\${${TOKEN_VARIABLE}}`
export const ENV_BRACED = `\${env:${TOKEN_VARIABLE}}`
/** Stands where a client can't be told to look the token up. */
const TOKEN_PLACEHOLDER = '<YOUR_JWT>'
export const PLACEHOLDER_BEARER = `Bearer ${TOKEN_PLACEHOLDER}`

/** `env` is left out when there is nothing to set. */
export type StdioServer = { command: string; args: string[]; env?: Record<string, string> }

const HOMES: Record<OperatingSystem, string> = {
  mac: '/Users/<YOU>',
  linux: '/home/<YOU>',
  windows: 'C:\\Users\\<YOU>',
}

/** How Slipway's own bridge is started, where that is what stands between. */
export function bridgeOf({ launcher, bridge: call, service }: Target): BridgeCall | undefined {
  return launcher === 'slipway' && service === undefined ? call : undefined
}

/** Whether the client starts a program; else it calls the address itself. */
export function startsProgram(target: Target): boolean {
  return target.auth === 'sigv4' || bridgeOf(target) !== undefined
}

/** Slipway's bridge: it knows the endpoint by the runtime, and signs in by itself whichever way that takes. */
function ownBridge({ node, script, runtime, connection, stateDir }: BridgeCall, url: string): StdioServer {
  const qualifier = new URL(url).searchParams.get('qualifier') ?? 'DEFAULT'
  const named = connection === undefined ? [] : ['--connection', connection]
  const endpoint = qualifier === 'DEFAULT' ? [] : ['--qualifier', qualifier]
  const state = stateDir === undefined ? [] : ['--state-dir', stateDir]
  return { command: node, args: [script, 'bridge', runtime, ...named, ...endpoint, ...state] }
}

/** An option for each variable of a program, for one-liners. */
export function envWords(option: string, { env = {} }: StdioServer): string[] {
  return Object.entries(env).flatMap(([name, value]) => [option, `${name}=${value}`])
}

/**
 * The program on this computer that stands between: Slipway's bridge, or the proxy that signs requests with SigV4. The proxy's
 * endpoint comes first: a list option before it swallows it.
 */
export function localProgram(target: Target, os: OperatingSystem = 'linux'): StdioServer {
  const call = bridgeOf(target)
  return call ? surrounded(ownBridge(call, target.url), target.environment) : signingProxy(target, os)
}

function surrounded(server: StdioServer, environment: Target['environment'] = {}): StdioServer {
  const env = { ...server.env, ...environment }
  return Object.keys(env).length === 0 ? server : { ...server, env }
}

function signingProxy(target: Target, os: OperatingSystem): StdioServer {
  const { region, launcher = 'uvx', environment = {} } = target
  // Clients start children with a trimmed environment, and boto3 knows its region by this name only: without it the proxy
  // doesn't start, unless the URL happens to be AgentCore's own.
  const env = { AWS_DEFAULT_REGION: region }
  const args = proxyArguments(target)

  if (launcher === 'docker') {
    const folder = os === 'windows' ? `${HOMES[os]}\\.aws` : `${HOMES[os]}/.aws`
    // A file with certificates is not in the container.
    const proxies = Object.entries(environment).filter(([name]) => PROXIES.some((proxy) => proxy === name))
    const names = ['AWS_DEFAULT_REGION', ...proxies.map(([name]) => name)].flatMap((name) => ['-e', name])
    const run = ['run', '-i', '--rm', ...names, '-v', `${folder}:/app/.aws:ro`, PROXY_IMAGE]
    return surrounded({ command: 'docker', args: [...run, ...args], env }, Object.fromEntries(proxies))
  }
  const command = launcher === 'path' ? uvxPath(os) : 'uvx'
  return surrounded({ command, args: [PROXY_PACKAGE, ...args], env }, environment)
}

function proxyArguments({ url, region, profile, service = 'bedrock-agentcore' }: Target): string[] {
  const named = profile === undefined ? [] : ['--profile', profile]
  return [url, '--service', service, '--region', region, ...named]
}

/** The words of that program's command line, for one-liners. */
export function programWords(target: Target, os: OperatingSystem): string[] {
  const { command, args } = localProgram(target, os)
  return [command, ...args]
}

/** Carries a bearer header for clients that start programs only, or that can't look a secret up. */
export function bridge({ url, environment }: Target, os: OperatingSystem, bearer: string): StdioServer {
  // No space after the colon: some clients split arguments at spaces.
  const header = `Authorization:\${AUTH_HEADER}`
  const words = ['npx', '-y', REMOTE_PACKAGE, url, '--transport', 'http-only', '--header', header]
  const [command = 'npx', ...args] = os === 'windows' ? ['cmd', '/c', ...words] : words
  return surrounded({ command, args, env: { AUTH_HEADER: bearer } }, environment)
}

function uvxPath(os: OperatingSystem): string {
  return os === 'windows' ? `${HOMES[os]}\\.local\\bin\\uvx.exe` : `${HOMES[os]}/.local/bin/uvx`
}
