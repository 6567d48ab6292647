import { homedir } from 'node:os'
import { type AgentType, agents } from 'add-mcp'
import { describe, expect, it } from 'vitest'
import { OPERATING_SYSTEMS, type OperatingSystem, type Target } from '@/lib/clients/model'
import { clientOf, configOf, entryOf } from '@/lib/clients/testing/target'

/** Clients that both know. */
const SHARED: Record<string, AgentType> = {
  'claude-code': 'claude-code',
  'claude-desktop': 'claude-desktop',
  cursor: 'cursor',
  'vs-code': 'vscode',
  kiro: 'kiro-cli',
  codex: 'codex',
  'copilot-cli': 'github-copilot-cli',
  'gemini-cli': 'gemini-cli',
  windsurf: 'windsurf',
  cline: 'cline-cli',
  zed: 'zed',
  goose: 'goose',
  opencode: 'opencode',
}

const LONGER = 'A cold runtime takes longer than the client’s own limit.'
const STATED = 'Says what the client assumes anyway; its documentation writes it.'
const ASSUMED = 'The client assumes it for an entry of this form.'

/** Every difference to what add-mcp writes for the same server, and why ours stays. Nothing else may differ. */
const DECIDED: Record<string, string> = {
  'claude-code sigv4 type': STATED,
  'claude-desktop jwt type': 'The client starts programs only: an entry with an address is skipped.',
  'claude-desktop jwt url': 'The address is an argument of the bridge.',
  'claude-desktop jwt headers': 'The bridge sends the header.',
  'claude-desktop jwt command': 'The bridge, a program.',
  'claude-desktop jwt args': 'The bridge, a program.',
  'claude-desktop jwt env': 'The header reaches the bridge in its environment, where no client splits it at a space.',
  'vs-code sigv4 type': STATED,
  'kiro sigv4 timeout': LONGER,
  'kiro jwt timeout': LONGER,
  'codex sigv4 startup_timeout_sec': LONGER,
  'codex sigv4 tool_timeout_sec': LONGER,
  'codex jwt startup_timeout_sec': LONGER,
  'codex jwt tool_timeout_sec': LONGER,
  'codex jwt type': 'Codex tells the two kinds apart by url and command.',
  'codex jwt http_headers': 'A header would hold the token; bearer_token_env_var names the variable.',
  'codex jwt bearer_token_env_var': 'A header would hold the token; bearer_token_env_var names the variable.',
  'copilot-cli sigv4 type': 'The client takes both local and stdio; its documentation writes local.',
  'gemini-cli sigv4 timeout': LONGER,
  'gemini-cli jwt timeout': LONGER,
  'cline sigv4 timeout': LONGER,
  'cline jwt timeout': LONGER,
  'zed sigv4 source': ASSUMED,
  'zed jwt source': ASSUMED,
  'zed jwt type': ASSUMED,
  'goose sigv4 description': 'Shown in its list of extensions; theirs is empty.',
  'goose jwt description': 'Shown in its list of extensions; theirs is empty.',
  'goose jwt env_keys': 'Without it, Goose does not fill in the variable that the header names.',
  'opencode sigv4 timeout': LONGER,
  'opencode jwt timeout': LONGER,
  'opencode jwt oauth': 'Otherwise a refused token starts a sign-in by OAuth.',
}

/** What holds for the proxy holds for Slipway's bridge, which is a program as well. */
const OF_BRIDGE = Object.keys(DECIDED)
  .filter((name) => name.includes(' sigv4 '))
  .map((name) => name.replace(' sigv4 ', ' bridge '))
/** It takes no variables, and an empty table says nothing. */
const EMPTY = ['goose bridge envs', 'opencode bridge environment', 'zed bridge env']

/** Ours reads both names; a new file is made under the one that the documentation leads with. */
const PATHS: Record<string, string> = { opencode: 'opencode.json for opencode.jsonc: both are read.' }
const SYSTEMS: Partial<Record<NodeJS.Platform, OperatingSystem>> = { darwin: 'mac', linux: 'linux', win32: 'windows' }

const THROUGH: Partial<Target> = {
  launcher: 'slipway',
  bridge: { node: '/usr/bin/node', script: '/opt/slipway/build/slipway.mjs', runtime: 'tools' },
}
/** A program that signs, an address with a token, and Slipway's bridge. */
const KINDS = { sigv4: ['sigv4', {}], jwt: ['jwt', {}], bridge: ['jwt', THROUGH] } as const

type Entry = Record<string, unknown>

function theirs(agent: AgentType, id: string, kind: keyof typeof KINDS): Entry {
  if (kind === 'bridge') {
    const { command, args } = entryOf(configOf('cursor', 'jwt', 'linux', THROUGH)) as {
      command: string
      args: string[]
    }
    return agents[agent].transformConfig('tools', { command, args }, { local: false }) as Entry
  }
  const { command = 'uvx', args = [], env = {} } = entryOf(configOf('cursor', 'sigv4')) as Record<string, never>
  const { url } = entryOf(configOf('cursor', 'jwt')) as { url: string }
  const headers = { Authorization: `Bearer ${clientOf(id).tokenReference ?? '<YOUR_JWT>'}` }
  const server = kind === 'sigv4' ? { command, args, env } : { type: 'http' as const, url, headers }
  return agents[agent].transformConfig('tools', server, { local: false }) as Entry
}

function differences(): string[] {
  return Object.entries(SHARED).flatMap(([id, agent]) =>
    (['sigv4', 'jwt', 'bridge'] as const).flatMap((kind) => {
      const [auth, more] = KINDS[kind]
      const own = entryOf(configOf(id, auth, 'linux', more))
      const other = theirs(agent, id, kind)
      const keys = [...new Set([...Object.keys(own), ...Object.keys(other)])]
      return keys
        .filter((key) => JSON.stringify(own[key]) !== JSON.stringify(other[key]))
        .map((key) => `${id} ${kind} ${key}`)
    }),
  )
}

describe('against add-mcp', () => {
  it('differs in nothing that was not decided, and every decision is of use', () => {
    expect(differences().sort()).toEqual([...Object.keys(DECIDED), ...OF_BRIDGE, ...EMPTY].sort())
  })

  it.each(Object.entries(SHARED))('%s: the same key, format and files', (id, agent) => {
    const { configKey, format, configPath, localConfigPath } = agents[agent]
    const config = configOf(id, 'sigv4', SYSTEMS[process.platform])
    expect(config.container).toBe(configKey)
    expect(config.format.replace('jsonc', 'json')).toBe(format)

    if (PATHS[id] === undefined) {
      const home = config.path.replace(/^(~|%USERPROFILE%)/, homedir()).replace('%APPDATA%', process.env.APPDATA ?? '')
      expect(home).toBe(configPath)
    }
    expect(config.projectPath?.replace(/json$/, '') ?? localConfigPath).toBe(localConfigPath?.replace(/jsonc?$/, ''))
  })

  it('is run on a system that the registry knows', () => {
    expect(OPERATING_SYSTEMS).toContain(SYSTEMS[process.platform] ?? 'linux')
  })
})
