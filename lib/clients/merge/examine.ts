import type { MergeServer, Question } from '@/lib/clients/merge/change'
import { addressesIn } from '@/lib/clients/merge/endpoint'
import { foreignFile, otherContainers } from '@/lib/clients/merge/foreign-files'
import { entryLeadsTo, isEntry } from '@/lib/clients/merge/fuse-entry'
import { isTable, valueAt } from '@/lib/clients/merge/values'
import type { Addition } from '@/lib/clients/model'
import { toText } from '@/lib/json'
import { fail, ok, type Result } from '@/lib/result'

/** A file as the client reads it: where its servers are, what else is to be said, and what is the person's to decide. */
export type Examined = { server: Addition; container: string[]; notes: string[]; questions: Question[] }

/** Reads a whole file's value. Fails with `invalid-input` for another client's file, and for keys that no file should have. */
export function examine(root: unknown, config: MergeServer, isMoving: boolean): Result<Examined> {
  const server = config.additions.at(-1)

  if (!isTable(root) || !server) {
    return refuse('The file does not hold an object.', 'Is this the file that the path above names?')
  }
  if (hasPrototype(root)) {
    return refuse(
      'The file has a key named "__proto__", which programs take for something else.',
      'Rename the key, then merge again.',
    )
  }
  if (isEntry(root) && !Object.values(root).some(isEntry)) {
    const container = config.container
    return refuse(
      'This is one server’s entry, without a name.',
      `Put it under a name in "${container}", then merge again.`,
    )
  }
  const container = containerOf(root, server, config.client.id)
  const foreign = foreignFile(root, config.client.id, container)

  // Codex's file is TOML as no other client's is: what is dead in it is a mistake, not another file.
  if (foreign !== undefined && !(config.format === 'toml' && /servers under/.test(foreign))) {
    return refuse(
      `This is ${foreign}: ${config.client.name} does not read servers from it.`,
      `The file is ${config.path}${config.projectPath ? `, or ${config.projectPath} in a project` : ''}, with servers in "${config.container}".`,
    )
  }
  const moved = unwrapped(root, container)
  return ok({
    container,
    server: redirected(server, container, root),
    notes: notesOn(root, container, config),
    questions: [...twins(root, server, container, isMoving ? moved : []), ...strays(moved, root, container, config)],
  })
}

/** The keys of what holds the servers. Version 2 of opencode has the servers one level further in. */
export function containerOf(root: Record<string, unknown>, { path, identity }: Addition, client: string): string[] {
  const container = identity === undefined ? path.slice(0, -1) : path
  const inner = client === 'opencode' ? valueAt(root.mcp, 'servers') : undefined
  return isTable(inner) && !isEntry(inner) ? ['mcp', 'servers'] : container
}

function redirected(server: Addition, container: string[], root: Record<string, unknown>): Addition {
  if (server.identity !== undefined || container.join() === server.path.slice(0, -1).join() || !isTable(server.value)) {
    return server
  }
  const { enabled, ...value } = server.value
  const name = server.path.at(-1) ?? ''
  const old = valueAt(containerIn(root, container), name)
  const disabled = enabled === false || valueAt(old, 'disabled') !== undefined ? {} : { disabled: false }
  return { ...server, path: [...container, name], value: { ...value, ...disabled } }
}

/** Other entries that lead to the same endpoint. An entry of the wanted name has been asked about before. */
function twins(root: Record<string, unknown>, server: Addition, container: string[], stray: string[]): Question[] {
  const [address = ''] = server.endpoint === undefined ? addressesIn(server.value) : [server.endpoint]
  const named = entriesIn(containerIn(root, container))
  const own = nameOf(server)

  const all = [...named, ...stray.map((name): [string, unknown] => [name, root[name]])]
  const same = all.filter(([, entry]) => entryLeadsTo(entry, address))

  if (same.some(([name]) => name === own)) {
    return []
  }
  return same.map(([name]) => ({
    kind: 'same-endpoint',
    name,
    message: `This endpoint is already there as "${name}".`,
  }))
}

function strays(names: string[], root: Record<string, unknown>, container: string[], config: MergeServer): Question[] {
  const free = names.filter((name) => valueAt(containerIn(root, container), name) === undefined)
  const at = container.join('.')
  const list = free.map((name) => `"${name}"`).join(', ')
  const message = `${config.client.name} does not read ${list} at the top of the file: servers belong inside "${at}".`
  const canMove = free.length > 0 && (config.format === 'json' || config.format === 'jsonc')
  return canMove ? [{ kind: 'unwrapped', names: free, container: at, message }] : []
}

function notesOn(root: Record<string, unknown>, container: string[], config: MergeServer): string[] {
  const at = container.join('.')
  const { name } = config.client
  const canMove = config.format === 'json' || config.format === 'jsonc'
  const inside = containerIn(root, container)
  const left = unwrapped(root, container).filter((key) => !canMove || valueAt(inside, key) !== undefined)

  return [
    ...deadTables(root, config).map(
      (table) => `${name} reads ${config.format === 'toml' ? `[${at}.NAME]` : `"${at}"`}: it does not read ${table}.`,
    ),
    ...left.map((key) => `${name} does not read "${key}" at the top of the file: servers belong inside "${at}".`),
    ...controlCharacters(root).map(
      (path) => `${path} has a tab or line break in it: a Windows path needs \\\\ for each backslash.`,
    ),
  ]
}

/** Where servers stand that this client passes over. */
function deadTables(root: Record<string, unknown>, { format, additions }: MergeServer): string[] {
  const [own = ''] = additions.at(-1)?.path ?? []
  const words = otherContainers(root, [own]).map(({ key, value }) => ({ key, value }))
  const loose = ['servers', 'mcp-servers', 'mcpServer', 'mcp_server']
    .filter((key) => key !== own && holdsEntries(root[key]))
    .map((key) => ({ key, value: root[key] }))

  return [...words, ...loose]
    .filter(({ value }) => isTable(value) || Array.isArray(value))
    .map(({ key, value }) => {
      const inner = key === 'mcp' && isTable(valueAt(value, 'servers')) ? 'mcp.servers' : key
      return format === 'toml' ? `[${inner}]` : `"${inner}"`
    })
}

function holdsEntries(value: unknown): boolean {
  return isTable(value) && Object.values(value).some(isEntry)
}

function unwrapped(root: Record<string, unknown>, [own = '']: string[]): string[] {
  return Object.entries(root).flatMap(([key, value]) => (key !== own && isEntry(value) ? [key] : []))
}

function containerIn(root: unknown, path: string[]): unknown {
  return path.reduce<unknown>((value, key) => valueAt(value, key), root)
}

/** Every server in a container, by its name. */
export function entriesIn(container: unknown): [string, unknown][] {
  if (Array.isArray(container)) {
    return container.map((item) => [toText(valueAt(item, 'name')), item])
  }
  return isTable(container) ? Object.entries(container) : []
}

function nameOf({ path, value, identity }: Addition): string {
  return identity === undefined ? (path.at(-1) ?? '') : toText(valueAt(value, identity))
}

/** Valid JSON, but not what was meant: `C:\temp` has a tab in it. */
function controlCharacters(root: unknown, path: string[] = []): string[] {
  if (typeof root === 'string') {
    return /^[A-Za-z]:/.test(root) && /[\b\f\n\r\t]/.test(root) ? [path.join('.')] : []
  }
  return typeof root === 'object' && root !== null
    ? Object.entries(root).flatMap(([key, value]) => controlCharacters(value, [...path, key]))
    : []
}

function hasPrototype(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(([key, inner]) => key === '__proto__' || hasPrototype(inner))
  )
}

function refuse(message: string, remedy: string): Result<never> {
  return fail({ code: 'invalid-input', message, remedy })
}
