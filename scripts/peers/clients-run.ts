import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CallToolResult, Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { TOKEN_VARIABLE } from '@/lib/clients/servers'
import { newerNode } from '@/scripts/peers/newer-node'
import type { Programs } from '@/scripts/peers/programs'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** uvx and npx fetch the programs at their first start. */
const START_MS = 100_000

/** Stands in for the person at the computer: their path, their keys, their token. */
export type Attendant = {
  token: string
  env: Record<string, string>
  /** Output of a line of bash. Throws when it fails. */
  shell: (line: string) => Promise<string>
}

export function attendant(programs: Programs, keys: Record<string, string>, token: string): Attendant {
  const folders = [path.dirname(newerNode()), ...programs.uvFolders, process.env.PATH ?? '']
  // AWS_REGION is not among them: a config has to bring its own.
  const { AWS_REGION: _, AWS_ENDPOINT_URL: __, ...credentials } = keys
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_') && name !== 'NODE_OPTIONS')
  const own = Object.fromEntries(others) as Record<string, string>
  const env = { ...own, ...credentials, PATH: folders.join(path.delimiter), npm_config_update_notifier: 'false' }
  const shell = (line: string) => run('bash', ['-c', line], { ...env, [TOKEN_VARIABLE]: token })
  return { token, env, shell }
}

/** What `slipway config` prints. */
export function printedConfig(args: string[]): Promise<string> {
  return run(process.execPath, ['scripts/run.mjs', 'scripts/slipway.ts', 'config', ...args], {
    ...(process.env as Record<string, string>),
    NODE_OPTIONS: '',
  })
}

type StdioServer = { command: string; args: string[]; env: Record<string, string> }

/** Starts the one server of a config file as a desktop client would, and asks it for its tools and its identity. */
export async function toolsOf({ env, token }: Attendant, file: string): Promise<{ tools: string[]; answer: string }> {
  const { mcpServers } = JSON.parse(file) as { mcpServers: Record<string, StdioServer> }
  const [server] = Object.values(mcpServers)

  if (!server) {
    throw new Error(`no server in ${file}`)
  }
  // What the page asks the person to do: put the token in its place.
  const own = Object.entries(server.env).map(([name, value]) => [name, value.replace('<YOUR_JWT>', token)])
  const client = new Client({ name: 'slipway-peers', version: '1' })
  const transport = new StdioClientTransport({
    command: server.command,
    args: server.args,
    env: { ...env, ...Object.fromEntries(own) },
    stderr: 'ignore',
  })
  await client.connect(transport, { timeout: START_MS })
  try {
    const { tools } = await client.listTools()
    const call = { name: 'call_aws', arguments: { cli_command: 'aws sts get-caller-identity' } }
    const result = (await client.callTool(call, { timeout: START_MS })) as CallToolResult
    return { tools: tools.map(({ name }) => name), answer: JSON.stringify(result.structuredContent ?? result.content) }
  } finally {
    await client.close()
  }
}

function run(command: string, args: string[], env: Record<string, string>): Promise<string> {
  const child = spawn(command, args, {
    cwd: root,
    env: { NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: START_MS,
  })
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0
        ? resolve(output)
        : reject(new Error(`${path.basename(command)} ended with ${code}:\n${errors || output}`)),
    )
  })
}
