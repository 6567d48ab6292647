import { parse as parseJsonc } from 'jsonc-parser'
import { parse as parseToml } from 'smol-toml'
import { parse as parseYaml } from 'yaml'
import { emitConfig } from '@/lib/clients/emit'
import {
  type ClientConfig,
  type ClientDefinition,
  type ConfigFormat,
  OPERATING_SYSTEMS,
  type OperatingSystem,
  type Target,
} from '@/lib/clients/model'
import { CLIENTS, findClient } from '@/lib/clients/registry'

const arn = 'arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/tools-AbCdEf1234'
export const url = `https://bedrock-agentcore.us-east-1.amazonaws.com/runtimes/${encodeURIComponent(arn)}/invocations?qualifier=DEFAULT`
export const AUTHS = ['sigv4', 'jwt'] as const

export const target = (auth: Target['auth'], more: Partial<Target> = {}): Target => ({
  name: 'tools',
  url,
  region: 'us-east-1',
  auth,
  ...more,
})

export const CASES = CLIENTS.flatMap((client) =>
  AUTHS.flatMap((auth) => OPERATING_SYSTEMS.map((os) => ({ client, auth, os, id: client.id }))),
)

export function clientOf(id: string): ClientDefinition {
  const client = findClient(id)

  if (!client) {
    throw new Error(`no client ${id}`)
  }
  return client
}

export function configOf(
  id: string,
  auth: Target['auth'],
  os: OperatingSystem = 'linux',
  more: Partial<Target> = {},
): ClientConfig {
  return emitConfig(clientOf(id), target(auth, more), os)
}

/** What the format's own parser makes of it. */
export function parseConfig(format: ConfigFormat, text: string): Record<string, unknown> {
  if (format === 'toml') {
    return JSON.parse(JSON.stringify(parseToml(text)))
  }
  if (format === 'yaml') {
    return parseYaml(text)
  }
  return format === 'jsonc' ? parseJsonc(text) : JSON.parse(text)
}

type Entry = Record<string, unknown>

/** The one server's entry, wherever the client keeps it. */
export function entryOf(config: ClientConfig, name = 'tools'): Entry {
  const document = parseConfig(config.format, config.full)
  const servers = document[config.container]
  const entry = Array.isArray(servers) ? servers.find((item) => item.name === name) : (servers as Entry)[name]

  if (!entry) {
    throw new Error(`no server in ${config.full}`)
  }
  return entry
}

/** Every text that a config consists of. */
export function textsOf({ full, fragment, command, powershell, link, needs, notes, path }: ClientConfig): string[] {
  return [full, fragment, command ?? '', powershell ?? '', link ?? '', JSON.stringify(needs), ...notes, path]
}
