import {
  type ClientDefinition,
  LAUNCHERS,
  type Launcher,
  OPERATING_SYSTEMS,
  type OperatingSystem,
} from '@/lib/clients/model'
import { CLIENTS, findClient } from '@/lib/clients/registry'

export const FORMS = ['file', 'command', 'link'] as const
export type Form = (typeof FORMS)[number]

/** The runtime itself, or the AWS MCP Server that AWS runs. */
const SERVERS = ['runtime', 'managed'] as const
type Server = (typeof SERVERS)[number]

/** What is shown on the connect page: all of it is in the address, so that it is a link. */
export type Choice = { client: string; os: OperatingSystem; form: Form; launcher: Launcher; server: Server }

type Search = Partial<Record<keyof Choice, string | string[]>>

/** The choice that an address names; anything unknown in it becomes what is shown first. */
export function readChoice(search: Search, visitorsSystem: OperatingSystem): Choice {
  return {
    client: clientOf({ client: String(search.client) }).id,
    os: oneOf(OPERATING_SYSTEMS, search.os) ?? visitorsSystem,
    form: oneOf(FORMS, search.form) ?? 'file',
    launcher: oneOf(LAUNCHERS, search.launcher) ?? 'uvx',
    server: oneOf(SERVERS, search.server) ?? 'runtime',
  }
}

export function clientOf({ client }: Pick<Choice, 'client'>): ClientDefinition {
  const found = findClient(client) ?? CLIENTS[0]

  if (!found) {
    throw new Error('The registry is empty.')
  }
  return found
}

function oneOf<T extends string>(names: readonly T[], value: string | string[] | undefined): T | undefined {
  return names.find((name) => name === value)
}
