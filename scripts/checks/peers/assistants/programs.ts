import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { root } from '@/scripts/lib/root.mjs'

/** The registry gets this long for each of them. */
const INSTALL_MS = 150_000

/** An assistant as npm has it, and what its own list says of a server. */
export type Assistant = {
  /** In the registry of clients. */
  id: string
  package: string
  version: string
  command: string
  args: string[]
  /** Lines for its standard input. */
  lines?: object[]
  /** Its list says that the server is connected, or, where it starts none, that it is there. */
  says: (server: string) => RegExp
  isConnected: boolean
}

/** What they are asked works without an account, and nothing of it leaves the computer. */
export const ASSISTANTS: Assistant[] = [
  {
    id: 'claude-code',
    ...{ package: '@anthropic-ai/claude-code', version: '2.1.332', command: 'claude', args: ['mcp', 'list'] },
    says: (server) => new RegExp(`^${server}: .*Connected$`, 'm'),
    isConnected: true,
  },
  {
    id: 'codex',
    ...{ package: '@openai/codex', version: '0.171.0', command: 'codex', args: ['app-server'] },
    // `codex mcp list` starts nothing; the program behind its windows does.
    lines: [
      { id: 1, method: 'initialize', params: { clientInfo: { name: 'slipway-peers', version: '1' } } },
      { method: 'initialized' },
      { id: 2, method: 'mcpServerStatus/list', params: {} },
    ],
    says: (server) => new RegExp(`"id":2,.*"name":"${server}",[^}]*"serverInfo":\\{.*"call_aws":`),
    isConnected: true,
  },
  {
    id: 'opencode',
    ...{ package: 'opencode-ai', version: '1.18.33', command: 'opencode', args: ['mcp', 'list'] },
    says: (server) => new RegExp(`✓ ${server} .*connected`),
    isConnected: true,
  },
  {
    id: 'gemini-cli',
    ...{ package: '@google/gemini-cli', version: '0.61.0', command: 'gemini', args: ['mcp', 'list'] },
    says: (server) => new RegExp(`✓ ${server}: .*Connected`),
    isConnected: true,
  },
  {
    id: 'copilot-cli',
    ...{ package: '@github/copilot', version: '1.0.102', command: 'copilot', args: ['mcp', 'list'] },
    says: (server) => new RegExp(`^ *${server} \\(local\\)$`, 'm'),
    isConnected: false,
  },
]

/** Path of the assistant's program, installed below node_modules; undefined when it can't be fetched. */
export function fetched({ package: name, version, command }: Assistant): string | undefined {
  const folder = path.join(root, 'node_modules/.cache/peers/assistants', `${command}-${version}`)
  const program = path.join(folder, 'node_modules/.bin', command)

  if (existsSync(program)) {
    return program
  }
  process.stderr.write(`peers: installing ${name} ${version} (once)…\n`)
  mkdirSync(folder, { recursive: true })
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, `${name}@${version}`]
  const { status } = spawnSync('npm', args, { stdio: ['ignore', 2, 2], timeout: INSTALL_MS })
  return status === 0 && existsSync(program) ? program : undefined
}
