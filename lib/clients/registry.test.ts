import { spawnSync } from 'node:child_process'
import { stringify as toToml } from 'smol-toml'
import { afterAll, describe, expect, it } from 'vitest'
import { stringify as toYaml } from 'yaml'
import { emitConfig } from '@/lib/clients/emit'
import { OPERATING_SYSTEMS } from '@/lib/clients/model'
import { CLIENTS } from '@/lib/clients/registry'
import { AUTHS, CASES, configOf, entryOf, parseConfig, target, url } from '@/lib/clients/testing/target'

const PROXY = ['mcp-proxy-for-aws@1.7.0', url, '--service', 'bedrock-agentcore', '--region', 'us-east-1']
const ENV = { AWS_DEFAULT_REGION: 'us-east-1' }
const STDIO = { command: 'uvx', args: PROXY, env: ENV }
const bearer = (reference: string) => ({ Authorization: `Bearer ${reference}` })
const BRIDGE = ['-y', 'mcp-remote@0.15.1', url, '--transport', 'http-only', '--header', `Authorization:\${AUTH_HEADER}`]
const JWT = 'AGENTCORE_JWT'
const BRACED = `\${${JWT}}`
const ENV_BRACED = `\${env:${JWT}}`
const LITERAL = '<YOUR_JWT>'

type Facts = { path: string; container: string; sigv4: object; jwt: object }

/** What the clients' own documentation says, written down apart from the definitions. */
const FACTS: Record<string, Facts> = {
  'claude-code': {
    path: '~/.claude.json',
    container: 'mcpServers',
    sigv4: { type: 'stdio', ...STDIO },
    jwt: { type: 'http', url, headers: bearer(BRACED) },
  },
  'claude-desktop': {
    path: '~/.config/Claude/claude_desktop_config.json',
    container: 'mcpServers',
    sigv4: STDIO,
    jwt: { command: 'npx', args: BRIDGE, env: { AUTH_HEADER: `Bearer ${LITERAL}` } },
  },
  cursor: {
    path: '~/.cursor/mcp.json',
    container: 'mcpServers',
    sigv4: STDIO,
    jwt: { url, headers: bearer(ENV_BRACED) },
  },
  'vs-code': {
    path: '~/.config/Code/User/mcp.json',
    container: 'servers',
    sigv4: { type: 'stdio', ...STDIO },
    jwt: { type: 'http', url, headers: bearer(`\${input:agentcore-jwt}`) },
  },
  kiro: {
    path: '~/.kiro/settings/mcp.json',
    container: 'mcpServers',
    sigv4: { ...STDIO, timeout: 120_000 },
    jwt: { url, headers: bearer(BRACED), timeout: 120_000 },
  },
  codex: {
    path: '~/.codex/config.toml',
    container: 'mcp_servers',
    sigv4: { ...STDIO, startup_timeout_sec: 60, tool_timeout_sec: 300 },
    jwt: { url, bearer_token_env_var: JWT, startup_timeout_sec: 60, tool_timeout_sec: 300 },
  },
  'copilot-cli': {
    path: '~/.copilot/mcp-config.json',
    container: 'mcpServers',
    sigv4: { type: 'local', ...STDIO, tools: ['*'] },
    jwt: { type: 'http', url, headers: bearer(LITERAL), tools: ['*'] },
  },
  'gemini-cli': {
    path: '~/.gemini/settings.json',
    container: 'mcpServers',
    sigv4: { ...STDIO, timeout: 300_000 },
    jwt: { url, type: 'http', headers: bearer(BRACED), timeout: 300_000 },
  },
  windsurf: {
    path: '~/.codeium/windsurf/mcp_config.json',
    container: 'mcpServers',
    sigv4: STDIO,
    jwt: { serverUrl: url, headers: bearer(ENV_BRACED) },
  },
  cline: {
    path: '~/.cline/data/settings/cline_mcp_settings.json',
    container: 'mcpServers',
    sigv4: { ...STDIO, timeout: 300, disabled: false },
    jwt: { type: 'streamableHttp', url, headers: bearer(ENV_BRACED), timeout: 300, disabled: false },
  },
  zed: {
    path: '~/.config/zed/settings.json',
    container: 'context_servers',
    sigv4: STDIO,
    jwt: { url, headers: bearer(LITERAL) },
  },
  goose: {
    path: '~/.config/goose/config.yaml',
    container: 'extensions',
    sigv4: { type: 'stdio', enabled: true, cmd: 'uvx', args: PROXY, envs: ENV, timeout: 300 },
    jwt: { type: 'streamable_http', uri: url, headers: bearer(BRACED), env_keys: [JWT], timeout: 300 },
  },
  'lm-studio': {
    path: '~/.lmstudio/mcp.json',
    container: 'mcpServers',
    sigv4: STDIO,
    jwt: { url, headers: bearer(LITERAL) },
  },
  'jetbrains-ai': {
    path: 'Settings, Tools, AI Assistant, MCP, Add, As JSON',
    container: 'mcpServers',
    sigv4: STDIO,
    jwt: { url, headers: bearer(LITERAL) },
  },
  junie: {
    path: '~/.junie/mcp/mcp.json',
    container: 'mcpServers',
    sigv4: STDIO,
    jwt: { url, headers: bearer(LITERAL) },
  },
  continue: {
    path: '~/.continue/config.yaml',
    container: 'mcpServers',
    sigv4: { name: 'tools', type: 'stdio', ...STDIO },
    jwt: { type: 'streamable-http', url, requestOptions: { headers: bearer(`\${{ secrets.${JWT} }}`) } },
  },
  opencode: {
    path: '~/.config/opencode/opencode.json',
    container: 'mcp',
    sigv4: { type: 'local', command: ['uvx', ...PROXY], environment: ENV, enabled: true },
    jwt: { type: 'remote', url, headers: bearer(`{env:${JWT}}`), oauth: false, enabled: true },
  },
  warp: {
    path: '~/.warp/.mcp.json',
    container: 'mcpServers',
    sigv4: STDIO,
    jwt: { url, headers: bearer(LITERAL) },
  },
  amp: {
    path: '~/.config/amp/settings.json',
    container: 'amp.mcpServers',
    sigv4: STDIO,
    jwt: { url, headers: bearer(BRACED) },
  },
  inspector: {
    path: 'mcp.json',
    container: 'mcpServers',
    sigv4: { type: 'stdio', ...STDIO },
    jwt: { type: 'http', url, headers: bearer(LITERAL) },
  },
  'mcp-remote': {
    path: "The client's own config file",
    container: 'mcpServers',
    sigv4: STDIO,
    jwt: { command: 'npx', args: BRIDGE, env: { AUTH_HEADER: `Bearer ${BRACED}` } },
  },
  'amazon-q': {
    path: '~/.aws/amazonq/mcp.json',
    container: 'mcpServers',
    sigv4: STDIO,
    jwt: { url, headers: bearer(ENV_BRACED) },
  },
  'roo-code': {
    path: '.roo/mcp.json',
    container: 'mcpServers',
    sigv4: STDIO,
    jwt: { type: 'streamable-http', url, headers: bearer(ENV_BRACED) },
  },
}

const structured = CASES.filter(({ client }) => client.format !== 'python')
let parsed = 0

afterAll(() => {
  const counts = `${CLIENTS.length} clients × ${AUTHS.length} auth methods × ${OPERATING_SYSTEMS.length} systems`
  process.stdout.write(`configs: ${parsed} parsed and round-tripped (${counts} = ${CASES.length})\n`)
})

it('every client of the registry is known by the facts, and has a name of its own', () => {
  expect(CLIENTS.map(({ id }) => id).sort()).toEqual([...Object.keys(FACTS), 'strands'].sort())
  expect(new Set(CLIENTS.map(({ name }) => name)).size).toBe(CLIENTS.length)
})

describe('every client, auth method and operating system', () => {
  it.each(structured)('$id $auth $os parses, round-trips, and reaches the runtime', ({ client, auth, os }) => {
    const config = emitConfig(client, target(auth), os)
    const document = parseConfig(config.format, config.full)
    const again =
      config.format === 'toml'
        ? toToml(document)
        : config.format === 'yaml'
          ? toYaml(document)
          : JSON.stringify(document)
    expect(parseConfig(config.format, again)).toEqual(document)
    expect(JSON.stringify(document)).toContain(url)
    expect(config.fileName).not.toMatch(/[/\\]/)
    parsed += 1
  })

  it.each(structured)('$id $auth $os: the fragment is what the container holds', ({ client, auth, os }) => {
    const config = emitConfig(client, target(auth), os)
    const servers = parseConfig(config.format, config.full)[config.container]
    const isJson = config.format === 'json' || config.format === 'jsonc'
    const fragment = parseConfig(config.format, isJson ? `{${config.fragment}}` : config.fragment)
    expect(config.format === 'toml' ? fragment[config.container] : fragment).toEqual(servers)
  })

  it.each(CASES.filter(({ client }) => client.format === 'python'))(
    '$id $auth $os compiles',
    ({ client, auth, os }) => {
      const { full } = emitConfig(client, target(auth, { profile: `o'"\\dd` }), os)
      const check = 'import ast,sys; ast.parse(sys.stdin.read())'
      const { error, stderr } = spawnSync('python3', ['-c', check], { input: full })
      // A machine without Python counts fewer.
      expect(error ? '' : stderr.toString()).toBe('')
      expect(full).toContain(JSON.stringify(url))
      parsed += 1
    },
  )
})

describe('what the facts say', () => {
  const cases = Object.entries(FACTS).flatMap(([id, facts]) => AUTHS.map((auth) => ({ id, auth, facts })))

  it.each(cases)('$id $auth', ({ id, auth, facts }) => {
    const config = configOf(id, auth)
    expect(config.path).toBe(facts.path)
    expect(config.container).toBe(facts.container)
    expect(entryOf(config)).toMatchObject(facts[auth])
  })

  it('opencode’s closed schema gets no other key', () => {
    const keys = ['type', 'command', 'environment', 'enabled', 'timeout', 'url', 'headers', 'oauth']
    for (const auth of AUTHS) {
      expect(keys).toEqual(expect.arrayContaining(Object.keys(entryOf(configOf('opencode', auth)))))
    }
  })

  it('every client says where its facts are from, and when they were checked', () => {
    for (const { docsUrl, verifiedAt, status, paths, restart } of CLIENTS) {
      expect(docsUrl).toMatch(/^https:\/\/[\w.-]+\/\S*$/)
      expect(verifiedAt).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/)
      expect(['stable', 'legacy', 'unconfirmed']).toContain(status)
      expect(Object.keys(paths).sort()).toEqual([...OPERATING_SYSTEMS].sort())
      expect(restart).toMatch(/\.$/)
    }
  })
})
