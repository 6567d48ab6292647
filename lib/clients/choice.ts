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

/** The runtime itself, or the AWS MCP Server that AWS runs: signed for, or by the client's own sign-in at AWS. */
const SERVERS = ['runtime', 'managed', 'managed-oauth'] as const
type Server = (typeof SERVERS)[number]

/** What is shown on the connect page: all of it is in the address, so that it is a link. */
export type Choice = { client: string; os: OperatingSystem; form: Form; launcher: Launcher; server: Server }

type Search = Partial<Record<keyof Choice, string | string[]>>

type Seen = {
  os: OperatingSystem
  /** The console runs on the person's own computer, so what a client starts there can be Slipway itself. */
  isLocal: boolean
  /** What was chosen last time, as `rememberedText` of remembered.ts wrote it. */
  remembered?: string | undefined
}

/** The choice that an address names; anything unknown in it becomes what was chosen last, or what is shown first. */
export function readChoice(search: Search, { os, isLocal, remembered }: Seen): Choice {
  const last: Search = Object.fromEntries(new URLSearchParams(remembered))
  const server = oneOf(SERVERS, search.server) ?? oneOf(SERVERS, last.server) ?? 'runtime'
  // What a link names without a launcher is the client or system only: the way stays the one of last time.
  const launcher = oneOf(LAUNCHERS, search.launcher) ?? oneOf(LAUNCHERS, last.launcher) ?? 'slipway'

  return {
    client: (findClient(String(search.client)) ?? clientOf({ client: String(last.client) })).id,
    os: oneOf(OPERATING_SYSTEMS, search.os) ?? oneOf(OPERATING_SYSTEMS, last.os) ?? os,
    form: oneOf(FORMS, search.form) ?? 'file',
    launcher: launcher === 'slipway' && (!isLocal || server !== 'runtime') ? 'uvx' : launcher,
    server,
  }
}

/** How many of the registry, from its start, are shown first. */
const LIKELY = 6

type ClientGroup = { heading: string; clients: { id: string; name: string }[] }

/** The clients as a picker offers them, by heading: those that were found on this computer (`here`, by id) first. */
export function clientGroups(here: ReadonlySet<string> = new Set()): ClientGroup[] {
  const named = CLIENTS.map(({ id, name, status }) => ({ id, name: status === 'legacy' ? `${name} (legacy)` : name }))
  const missing = (clients: ClientGroup['clients']) => clients.filter(({ id }) => !here.has(id))
  return [
    { heading: 'On this computer', clients: named.filter(({ id }) => here.has(id)) },
    { heading: 'Most used', clients: missing(named.slice(0, LIKELY)) },
    { heading: 'Others', clients: missing(named.slice(LIKELY)) },
  ].filter(({ clients }) => clients.length > 0)
}

/** A way from the client to AWS: what a choice has to be changed by. */
export type Way = { label: string; change: Pick<Choice, 'launcher' | 'server'> }

/** The ways that a runtime allows, the usual ones first. */
export function waysTo(auth: 'sigv4' | 'jwt', isLocal: boolean): { heading: string; ways: Way[] }[] {
  const way = (label: string, launcher: Launcher, server: Server = 'runtime') => ({
    label,
    change: { launcher, server },
  })
  const own = isLocal ? [way('through Slipway', 'slipway')] : []
  const direct =
    auth === 'jwt'
      ? [way('directly, with a token', 'uvx')]
      : [
          way('through the signing proxy', 'uvx'),
          way('through the proxy, by its full path', 'path'),
          way('through the proxy, in Docker', 'docker'),
        ]

  return [
    { heading: 'To this runtime', ways: [...own, ...direct] },
    {
      heading: 'To the server that AWS runs',
      ways: [
        way('AWS MCP Server, signing in at AWS', 'uvx', 'managed-oauth'),
        way('AWS MCP Server, through the signing proxy', 'uvx', 'managed'),
        way('AWS MCP Server, proxy by its full path', 'path', 'managed'),
        way('AWS MCP Server, proxy in Docker', 'docker', 'managed'),
      ],
    },
  ]
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
