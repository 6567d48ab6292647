import { type BridgeLine, bridgeLine, leadsTo } from '@/lib/clients/merge/bridge-line'
import type { CommandLine } from '@/lib/clients/merge/command-options'
import { addressesIn, isSameEndpoint } from '@/lib/clients/merge/endpoint'
import { commandNames, fuseCommand } from '@/lib/clients/merge/fuse-command'
import { isFilledIn } from '@/lib/clients/merge/placeholder'
import { isTable, sameValue } from '@/lib/clients/merge/values'

type Table = Record<string, unknown>
type Report = { kept: string[]; lost: string[] }
/** What to write, and the names of what the old entry has besides: what stays, and what goes. Never a value. */
export type Fused = Report & { value: unknown }

const ADDRESSES = ['url', 'serverUrl', 'httpUrl', 'uri']
const COMMANDS = ['command', 'cmd']
const OF_PROGRAMS = [
  ...COMMANDS,
  'args',
  'env',
  'envs',
  'environment',
  'env_vars',
  'envFile',
  'cwd',
  'working_directory',
]
const OF_ADDRESSES = [
  ...[
    ...ADDRESSES,
    'headers',
    'http_headers',
    'env_http_headers',
    'bearer_token_env_var',
    'bearer_token',
    'headersHelper',
  ],
  ...['requestOptions', 'oauth', 'auth', 'oauthScopes', 'authProviderType'],
]
/** What is the person's to say, even where a new entry gets a value from Slipway. */
const OWN = new Set([
  ...['disabled', 'enabled', 'timeout', 'startup_timeout_sec', 'tool_timeout_sec', 'tools', 'name', 'description'],
  ...['alwaysAllow', 'autoApprove', 'disabledTools', 'trust'],
])
const HEADERS = new Set(['headers', 'http_headers', 'env_http_headers'])
const VARIABLES = new Set(['env', 'envs', 'environment'])
const TOKEN_HEADER = 'AUTH_HEADER'
const KINDS = { program: /^(stdio|local|custom)$/, address: /^(http|remote|streamable[-_]?http)$/i }

type Transport = keyof typeof KINDS

/**
 * An entry that is there, brought up to what is wanted: what Slipway doesn't set stays, and what can't stay is named.
 * `endpoint`: where the wanted one leads, when it doesn't say so itself. Pure, and the same for every format.
 */
export function fuseEntry(old: unknown, wanted: unknown, endpoint?: string): Fused {
  const report: Report = { kept: [], lost: [] }

  if (!isTable(old) || !isTable(wanted)) {
    const isLost = old !== undefined && old !== null && !sameValue(old, wanted)
    return { value: wanted, kept: [], lost: isLost ? ['the old value'] : [] }
  }
  const transport = transportOf(wanted)
  const command = transport === 'program' ? fusedCommand(old, wanted, report, endpoint) : {}
  const settled = { ...wanted, ...command }
  const members: [string, unknown][] = []

  for (const [key, value] of Object.entries(old)) {
    // Arguments beside a command that is a list have become part of it.
    if (key === 'args' && Array.isArray(command.command)) {
      continue
    }
    if (Object.hasOwn(command, key)) {
      members.push([key, settled[key]])
    } else if (Object.hasOwn(wanted, key)) {
      members.push([key, combine([key], tokenless(key, value, endpoint, report), wanted[key], report)])
    } else if (mayStay(key, value, transport, old)) {
      members.push(...remaining(key, value, endpoint, report))
    } else if (!isAddressOf(key, value, endpoint)) {
      report.lost.push(...leafNames([key], value))
    }
  }
  const missing = Object.entries(settled).filter(([key]) => !Object.hasOwn(old, key))
  return { value: Object.fromEntries([...members, ...missing]), kept: unique(report.kept), lost: unique(report.lost) }
}

/** What stays of a member; one that held nothing but a token goes. */
function remaining(key: string, value: unknown, endpoint: string | undefined, report: Report): [string, unknown][] {
  const rest = tokenless(key, value, endpoint, report)

  if (rest !== value && isTable(rest) && Object.keys(rest).length === 0) {
    return []
  }
  report.kept.push(...leafNames([key], rest))
  return [[key, rest]]
}

/** Without the token that mcp-remote was given, which is of no use to the bridge: it has its own. */
function tokenless(key: string, value: unknown, endpoint: string | undefined, { lost }: Report): unknown {
  if (endpoint === undefined || !isTable(value) || !VARIABLES.has(key) || !Object.hasOwn(value, TOKEN_HEADER)) {
    return value
  }
  const { [TOKEN_HEADER]: _, ...rest } = value
  lost.push(`${key}.${TOKEN_HEADER}`)
  return rest
}

/** The endpoint itself is not lost when a bridge leads there. */
function isAddressOf(key: string, value: unknown, endpoint: string | undefined): boolean {
  return (
    endpoint !== undefined && ADDRESSES.includes(key) && typeof value === 'string' && isSameEndpoint(value, endpoint)
  )
}

/** Whether an entry leads to an endpoint: by an address, wherever its client has it, or through Slipway's bridge. */
export function entryLeadsTo(entry: unknown, endpoint: string): boolean {
  return leadsTo(addressesIn(entry), lineOfEntry(entry), endpoint)
}

/** The bridge that an entry starts; undefined for any other entry. */
export function bridgeOfEntry(entry: unknown): BridgeLine | undefined {
  const line = lineOfEntry(entry)
  return line && bridgeLine(line)
}

/** The command line that an entry starts; undefined for an address. */
export function lineOfEntry(entry: unknown): CommandLine | undefined {
  return isTable(entry) ? lineOf(entry)?.line : undefined
}

/** A server's entry, whichever client's: it has a program or an address. */
export function isEntry(value: unknown): value is Table {
  return isTable(value) && transportOf(value) !== undefined
}

function transportOf(entry: Table): Transport | undefined {
  const isText = (key: string) => typeof entry[key] === 'string' || Array.isArray(entry[key])
  return COMMANDS.some(isText) ? 'program' : ADDRESSES.some(isText) ? 'address' : undefined
}

function mayStay(key: string, value: unknown, transport: Transport | undefined, old: Table): boolean {
  if (transport === undefined) {
    return true
  }
  if (key === 'type' || key === 'transport') {
    return typeof value === 'string' && KINDS[transport].test(value)
  }
  // A second program or address beside the wanted one would leave it to chance which is taken.
  if (ADDRESSES.includes(key) || COMMANDS.includes(key)) {
    return false
  }
  return transportOf(old) === transport || !(transport === 'program' ? OF_ADDRESSES : OF_PROGRAMS).includes(key)
}

/** The members that make the command line, in the client's own form: `command` and `args`, or one list. */
function fusedCommand(old: Table, wanted: Table, report: Report, endpoint: string | undefined): Table {
  const [before, after] = [lineOf(old), lineOf(wanted)]

  if (!before || !after) {
    return {}
  }
  const { command, args, kept, lost } = fuseCommand(before.line, after.line, endpoint)
  report.kept.push(...kept)
  report.lost.push(...lost)

  if (before.key !== after.key) {
    report.lost.push(before.key)
  }
  return Array.isArray(wanted[after.key]) ? { [after.key]: [command, ...args] } : { [after.key]: command, args }
}

function lineOf(entry: Table): { key: string; line: CommandLine } | undefined {
  const key = COMMANDS.find((name) => Object.hasOwn(entry, name))
  const value = key === undefined ? undefined : entry[key]
  const [command, ...rest] = Array.isArray(value) ? value : [value]
  const args = entry.args ?? []

  if (
    key === undefined ||
    !Array.isArray(args) ||
    ![command, ...rest, ...args].every((word) => typeof word === 'string')
  ) {
    return undefined
  }
  return { key, line: { command: String(command), args: [...rest, ...args].map(String) } }
}

function combine(path: string[], old: unknown, wanted: unknown, report: Report): unknown {
  const name = path.join('.')

  if (sameValue(old, wanted)) {
    return old
  }
  if (isTable(old) && isTable(wanted)) {
    return combineTables(path, old, wanted, report)
  }
  if (Array.isArray(old) && Array.isArray(wanted) && name === 'env_keys') {
    report.kept.push(name)
    return [...old, ...wanted.filter((each) => !old.includes(each))]
  }
  if ((path.length === 1 && OWN.has(name)) || isFilledIn(old, wanted)) {
    report.kept.push(name)
    return old
  }
  const isSameAddress = typeof old === 'string' && typeof wanted === 'string' && isSameEndpoint(old, wanted)
  report.lost.push(...(isSameAddress ? [] : leafNames(path, old)))
  return wanted
}

function combineTables(path: string[], old: Table, wanted: Table, report: Report): Table {
  const members = new Map<string, unknown>()
  const isHeaders = HEADERS.has(path.at(-1) ?? '')
  const isSameKey = (one: string, other: string) =>
    one === other || (isHeaders && one.toLowerCase() === other.toLowerCase())

  for (const [key, value] of Object.entries(old)) {
    const match = Object.keys(wanted).find((each) => isSameKey(each, key))

    if (match === undefined) {
      report.kept.push(...leafNames([...path, key], value))
    }
    // A header's name in other capitals is the same header, and stays as the person wrote it.
    members.set(key, match === undefined ? value : combine([...path, key], value, wanted[match], report))
  }
  for (const [key, value] of Object.entries(wanted)) {
    if (![...members.keys()].some((each) => isSameKey(each, key))) {
      members.set(key, value)
    }
  }
  return Object.fromEntries(members)
}

/** The places of every value below a path; a command line by its options. */
function leafNames(path: string[], value: unknown): string[] {
  if (isTable(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, inner]) => leafNames([...path, key], inner))
  }
  const words = Array.isArray(value) && /^(args|command)$/.test(path.join('.')) ? value : []
  const line = { command: '', args: words.filter((word) => typeof word === 'string') }
  return [path.join('.'), ...commandNames(line)]
}

function unique(names: string[]): string[] {
  return [...new Set(names)]
}
