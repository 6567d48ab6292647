import { isEntry } from '@/lib/clients/merge/fuse-entry'
import { isTable, valueAt } from '@/lib/clients/merge/values'
import { toText } from '@/lib/json'

/** A file by what only it holds. `client`: whose it is; its own client is never told. */
type Foreign = { name: string; client?: string; is: (root: Record<string, unknown>) => boolean }

const has = (...keys: string[]) => {
  return (root: Record<string, unknown>) => keys.every((key) => Object.hasOwn(root, key))
}
const hasAny = (...keys: string[]) => {
  return (root: Record<string, unknown>) => keys.some((key) => Object.hasOwn(root, key))
}

/** Keys as VS Code's settings have them: a group that it or a known extension owns, a dot, a setting. */
const SETTING =
  /^(editor|workbench|files|terminal|window|explorer|search|git|debug|extensions|telemetry|typescript|javascript|python|chat|github|security)\.\w/

const FOREIGN: Foreign[] = [
  {
    name: 'package.json of a Node.js project',
    is: (root) =>
      has('name', 'version')(root) &&
      hasAny('scripts', 'dependencies', 'devDependencies', 'main', 'bin', 'exports')(root),
  },
  { name: 'package.json of a Node.js project', is: hasAny('devDependencies', 'peerDependencies') },
  { name: 'tsconfig.json of a TypeScript project', is: hasAny('compilerOptions') },
  { name: 'VS Code workspace file', is: (root) => Array.isArray(root.folders) },
  {
    name: 'devcontainer.json',
    is: (root) =>
      hasAny('postCreateCommand', 'remoteUser', 'customizations')(root) &&
      hasAny('image', 'build', 'dockerFile', 'name')(root),
  },
  { name: 'compose file of Docker', is: (root) => isTable(root.services) },
  { name: 'workflow of GitHub Actions', is: (root) => isTable(root.jobs) },
  { name: 'Kubernetes manifest', is: has('apiVersion', 'kind') },
  { name: 'manifest of an MCP bundle', is: hasAny('dxt_version', 'manifest_version') },
  {
    name: 'Cargo.toml of a Rust project',
    is: (root) => isTable(root.package) && hasAny('dependencies', 'lib', 'bin', 'workspace')(root),
  },
  {
    name: 'pyproject.toml of a Python project',
    is: (root) => hasAny('build-system')(root) || (isTable(root.project) && Object.hasOwn(root.project, 'name')),
  },
  {
    name: 'Claude Code’s ~/.claude.json',
    client: 'claude-code',
    is: hasAny('numStartups', 'hasCompletedOnboarding', 'oauthAccount'),
  },
  {
    name: 'Claude Code’s settings.json, which holds no servers',
    is: (root) =>
      hasAny('enabledMcpjsonServers', 'enableAllProjectMcpServers')(root) ||
      Array.isArray(valueAt(root.permissions, 'allow')),
  },
  {
    name: 'Claude Desktop’s claude_desktop_config.json',
    client: 'claude-desktop',
    is: hasAny('globalShortcut', 'isUsingBuiltInNodeForMcp', 'managedMcpServers'),
  },
  {
    name: 'Gemini CLI’s settings.json',
    client: 'gemini-cli',
    is: hasAny('selectedAuthType', 'contextFileName', 'coreTools'),
  },
  { name: 'opencode’s opencode.json', client: 'opencode', is: (root) => toText(root.$schema).includes('opencode.ai') },
]

/** Containers by client: a file that has one, and not the client's own, is another client's. */
const CONTAINERS: { key: string; clients: string; of: string[]; isOnlyTheirs: (value: unknown) => boolean }[] = [
  { key: 'context_servers', clients: 'Zed', of: ['zed'], isOnlyTheirs: isTable },
  { key: 'amp.mcpServers', clients: 'Amp', of: ['amp'], isOnlyTheirs: isTable },
  {
    key: 'extensions',
    clients: 'Goose',
    of: ['goose'],
    isOnlyTheirs: (value) => isTable(value) && Object.values(value).some(isEntry),
  },
  {
    key: 'mcp',
    clients: 'opencode',
    of: ['opencode'],
    isOnlyTheirs: (value) => isTable(value) && Object.values(value).some(isEntry),
  },
  { key: 'mcp_servers', clients: 'Codex', of: ['codex'], isOnlyTheirs: isTable },
  {
    key: 'mcpServers',
    clients: 'Claude, Cursor and most others',
    of: [],
    isOnlyTheirs: (value) => isTable(value) || Array.isArray(value),
  },
]

/** Which other file this is, in words; undefined for one that may well be the client's. */
export function foreignFile(root: Record<string, unknown>, client: string, container: string[]): string | undefined {
  const [own = ''] = container
  const settings = settingsFile(root, client)

  if (settings !== undefined) {
    return settings
  }
  const named = FOREIGN.find((each) => each.client !== client && each.is(root))

  // What also has the client's own servers may be a file that both read.
  if (named && client !== 'mcp-remote' && (named.client !== undefined || !Object.hasOwn(root, own))) {
    return named.name
  }
  const other = otherContainers(root, container).find(({ value, isOnlyTheirs }) => isOnlyTheirs(value))
  return other && !Object.hasOwn(root, own)
    ? `a file of ${other.clients}, with servers under "${other.key}"`
    : undefined
}

/** What other clients read, beside this client's own container. */
export function otherContainers(root: Record<string, unknown>, [own = '']: string[]) {
  return CONTAINERS.filter(({ key }) => key !== own && Object.hasOwn(root, key)).map((each) => ({
    ...each,
    value: valueAt(root, each.key),
  }))
}

function settingsFile(root: Record<string, unknown>, client: string): string | undefined {
  const keys = Object.keys(root)
  const servers = valueAt(root.mcp, 'servers')
  // Amp reads its servers from VS Code's settings as well.
  const isSettings = client !== 'amp' && keys.some((key) => SETTING.test(key) || /^\[[\w-]+\]$/.test(key))
  return isSettings || (client !== 'opencode' && client !== 'codex' && isTable(servers))
    ? 'VS Code’s settings.json'
    : undefined
}
