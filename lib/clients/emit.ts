import { stringify } from 'smol-toml'
import type { ClientConfig, ClientDefinition, ConfigFormat, OperatingSystem, Target } from '@/lib/clients/model'

/** The config of one client for one target and operating system, as text in the client's own format. */
export function emitConfig(client: ClientDefinition, target: Target, os: OperatingSystem): ClientConfig {
  const { document, container, ...rest } = client.emit(target, os)
  const path = client.paths[os]

  return {
    path,
    ...(client.projectPath === undefined ? {} : { projectPath: client.projectPath }),
    fileName: path.split(/[\\/]/).at(-1) ?? path,
    format: client.format,
    full: serialize(client.format, document),
    fragment: fragment(client.format, document, container),
    container: container.join('.'),
    ...rest,
  }
}

function serialize(format: ConfigFormat, document: Record<string, unknown>): string {
  return format === 'toml' ? `${stringify(document).trim()}\n` : `${JSON.stringify(document, null, 2)}\n`
}

/** TOML tables may be appended anywhere; in JSON the entry goes between the braces of its container. */
function fragment(format: ConfigFormat, document: Record<string, unknown>, container: string[]): string {
  if (format === 'toml') {
    return serialize(format, document)
  }
  let servers: unknown = document

  for (const key of container) {
    servers = (servers as Record<string, unknown>)[key]
  }
  const lines = JSON.stringify(servers, null, 2).split('\n').slice(1, -1)
  return `${lines.map((line) => line.replace(/^ {2}/, '')).join('\n')}\n`
}
