import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { type CallToolResult, Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { TOKEN_VARIABLE } from '@/lib/clients/servers'
import { newerNode } from '@/scripts/checks/peers/newer-node'
import type { Programs } from '@/scripts/checks/peers/programs'
import { root } from '@/scripts/lib/root.mjs'

/** uvx and npx fetch the programs at their first start. */
const START_MS = 100_000

/** Stands in for the person at the computer: their home, their path, their token. */
export type Attendant = {
  token: string
  env: Record<string, string>
  /** Output of a line of bash. Throws when it fails. */
  shell: (line: string) => Promise<string>
  leave: () => void
}

type Keys = { AWS_ACCESS_KEY_ID: string; AWS_SECRET_ACCESS_KEY: string }

/** The keys are in the person's home and nowhere else, and no region is set: a config has to bring its own. */
export function attendant(programs: Programs, keys: Keys, token: string): Attendant {
  const home = makeHome(keys)
  const folders = [path.dirname(newerNode()), ...programs.uvFolders, process.env.PATH ?? '']
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_') && name !== 'NODE_OPTIONS')
  const env = {
    ...(Object.fromEntries(others) as Record<string, string>),
    ...{ HOME: home, PATH: folders.join(path.delimiter), npm_config_update_notifier: 'false' },
  }
  const shell = (line: string) => run('bash', ['-c', line], { ...env, [TOKEN_VARIABLE]: token })
  return { token, env, shell, leave: () => rmSync(home, { recursive: true, force: true }) }
}

function makeHome({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }: Keys): string {
  const home = mkdtempSync(path.join(tmpdir(), 'slipway-peers-home-'))
  mkdirSync(path.join(home, '.aws'))
  mkdirSync(path.join(home, '.config/uv'), { recursive: true })
  const lines = [`aws_access_key_id=${AWS_ACCESS_KEY_ID}`, `aws_secret_access_key=${AWS_SECRET_ACCESS_KEY}`]
  writeFileSync(path.join(home, '.aws/credentials'), ['[default]', ...lines, ''].join('\n'), { mode: 0o600 })
  writeFileSync(path.join(home, '.config/uv/uv.toml'), 'native-tls = true\n')

  // What was fetched once is not fetched again.
  for (const name of ['.cache', '.npm', '.npmrc']) {
    const own = path.join(homedir(), name)

    if (existsSync(own)) {
      symlinkSync(own, path.join(home, name))
    }
  }
  return home
}

/** What `slipway config` prints. */
export function printedConfig(args: string[]): Promise<string> {
  return run(process.execPath, ['scripts/run.mjs', 'cli/slipway.ts', 'config', ...args], {
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
