import { stringify as toToml } from 'smol-toml'
import { stringify as toYaml } from 'yaml'
import type {
  Addition,
  ClientConfig,
  ClientDefinition,
  ConfigFormat,
  Emission,
  OperatingSystem,
  Target,
} from '@/lib/clients/model'
import { BRIDGE_NOTE } from '@/lib/clients/needs'
import { bridgeOf } from '@/lib/clients/servers'
import { powershellLine, shellLine } from '@/lib/clients/shell'

const SESSION_NOTE =
  'Each client, and each window of it, opens a session of its own: a microVM that is paid for until it has been idle for 15 minutes.'

/** The config of one client for one target and operating system, as text in the client's own format. */
export function emitConfig(client: ClientDefinition, target: Target, os: OperatingSystem): ClientConfig {
  const { words, link, needs, notes, ...emission } = client.emit(target, os)
  const path = client.paths[os]

  return {
    client: { id: client.id, name: client.name },
    path,
    projectPath: client.projectPath,
    fileName: path.split(/[\\/]/).at(-1) ?? path,
    format: client.format,
    ...bodyOf(client.format, emission, bridgeOf(target) ? { endpoint: target.url } : {}),
    ...(words === undefined ? {} : { command: shellLine(...words), ...powershell(words) }),
    link,
    needs,
    notes: [
      ...notes,
      ...(bridgeOf(target) ? [BRIDGE_NOTE] : []),
      ...(target.service === undefined ? [SESSION_NOTE] : []),
    ],
  }
}

function powershell(words: NonNullable<Emission['words']>): { powershell?: string } {
  const line = powershellLine(...words)
  return line === undefined ? {} : { powershell: line }
}

type Body = Pick<ClientConfig, 'full' | 'fragment' | 'container' | 'additions'>

function bodyOf(format: ConfigFormat, emission: BodyOfEmission, more: Pick<Addition, 'endpoint'>): Body {
  if ('source' in emission) {
    return { full: emission.source, fragment: '', container: '', additions: [] }
  }
  const { document, container, also = [] } = emission
  const servers = container.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document)

  return {
    full: serialize(format, document),
    fragment: fragment(format, document, servers),
    container: container.join('.'),
    additions: [...also, ...additions(container, servers).map((each) => ({ ...each, ...more }))],
  }
}

type BodyOfEmission = { source: string } | { document: Record<string, unknown>; container: string[]; also?: Addition[] }

function additions(container: string[], servers: unknown): Addition[] {
  return Array.isArray(servers)
    ? servers.map((value) => ({ path: container, value, identity: 'name' }))
    : Object.entries(servers as object).map(([name, value]) => ({ path: [...container, name], value }))
}

function serialize(format: ConfigFormat, document: unknown): string {
  if (format === 'toml') {
    return `${toToml(document as Record<string, unknown>).trim()}\n`
  }
  return format === 'yaml' ? toYaml(document, { lineWidth: 0 }) : `${JSON.stringify(document, null, 2)}\n`
}

/** TOML tables may be appended anywhere; in JSON and YAML the entry goes inside its container. */
function fragment(format: ConfigFormat, document: unknown, servers: unknown): string {
  if (format === 'toml') {
    return serialize(format, document)
  }
  if (format === 'yaml') {
    return serialize(format, servers)
  }
  const lines = JSON.stringify(servers, null, 2).split('\n').slice(1, -1)
  return `${lines.map((line) => line.replace(/^ {2}/, '')).join('\n')}\n`
}
