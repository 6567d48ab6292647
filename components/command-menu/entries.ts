import type { Route } from 'next'
import {
  ACTIONS,
  type ActionId,
  LOG_PAGES,
  MAIN_PAGES,
  PRACTICE_PAGES,
  SECTIONS,
  SERVER_ACTIONS,
  SERVER_TABS,
  SETTINGS_PAGES,
} from '@/components/layout/registry'
import type { Listed, Resources, ServerItem } from '@/lib/palette/model'
import { routes } from '@/lib/routes'

/** Groups in the order in which they stand when nothing tells them apart. */
export const GROUPS = [
  'Recent',
  'Pages',
  'Servers',
  'Roles',
  'Log groups',
  'Clients',
  'Connections',
  'Actions',
] as const
export type Group = (typeof GROUPS)[number]

/** What choosing an entry does. Nothing of it changes AWS. */
export type Deed = { go: Route } | { act: ActionId } | { switchTo: { source: string; region: string } }

export type Entry = {
  key: string
  label: string
  /** The word at the right of its row. */
  kind: string
  group: Group
  keywords: string
  deed: Deed
  /** Of a deed for one thing: found only when a word of it is typed, so that a name alone finds the thing itself. */
  verb?: string
  /** Shown before anything is typed. */
  isLikely?: boolean
}

/** Pages and actions: there at once, whatever AWS answers. */
export const FIXED_ENTRIES: readonly Entry[] = [
  ...MAIN_PAGES.map((page) => ({ ...pageEntry(page, 'Page'), isLikely: true })),
  ...LOG_PAGES.map((page) => pageEntry(page, 'Page')),
  ...SETTINGS_PAGES.map((page) => pageEntry(page, 'Settings')),
  ...PRACTICE_PAGES.map((page) => pageEntry(page, 'Settings')),
  ...SECTIONS.map((page) => pageEntry(page, 'Section')),
  ...ACTIONS.map(({ act, label, keywords }) => ({
    key: `act ${act}`,
    label,
    kind: 'Action',
    group: 'Actions' as const,
    keywords,
    deed: { act },
    isLikely: true,
  })),
]

/** What was read from AWS, and from this computer, as entries. */
export function resourceEntries({ servers, roles, logGroups, clients, connections }: Resources): Entry[] {
  return [
    ...servers.items.flatMap(serverEntries),
    ...roles.items.map(({ name }) => goTo('Roles', 'Role', name, routes.role(name), 'iam execution role')),
    ...logGroups.items.map(({ name }) => ({
      ...goTo('Log groups', 'Log group', name.slice(name.lastIndexOf('/') + 1), routes.logGroup(name), `logs ${name}`),
      key: `Log group ${name}`,
    })),
    ...clientEntries(clients, servers.items[0]),
    ...connections.items
      .filter(({ isCurrent }) => !isCurrent)
      .map(({ source, label, region }) => ({
        key: `connection ${source}`,
        label: `Switch to ${label}`,
        kind: region,
        group: 'Connections' as const,
        keywords: `connection account profile region ${region}`,
        deed: { switchTo: { source, region } },
      })),
  ]
}

const SAID: Record<keyof Resources, string> = {
  servers: 'Servers',
  roles: 'Roles',
  logGroups: 'Log groups',
  clients: 'Clients',
  connections: 'Connections',
}

/** What the lists leave out, and which of them could not be read. */
export function remarksOf(resources: Resources): string[] {
  return (Object.keys(SAID) as (keyof Resources)[]).flatMap((kind) => {
    const { failure, more }: Listed<unknown> = resources[kind]
    return [
      ...(failure ? [`${SAID[kind]} can’t be read: ${failure}`] : []),
      ...(more > 0 ? [`${SAID[kind]}: ${more.toLocaleString('en')} more. Type a part of the name.`] : []),
    ]
  })
}

function serverEntries({ id, name }: ServerItem, index: number): Entry[] {
  return [
    {
      ...goTo('Servers', 'Server', name, routes.runtime(id), `runtime server ${id}`),
      key: `Server ${id}`,
      isLikely: index < LIKELY_SERVERS,
    },
    ...SERVER_TABS.map(({ tab, verb, keywords }) => ({
      ...goTo('Servers', 'Server page', `${verb} ${name}`, routes.runtimeTab(id, tab), keywords),
      key: `${tab} ${id}`,
      verb,
    })),
    ...SERVER_ACTIONS.map(({ verb, keywords, href, asks }) => ({
      ...goTo('Actions', asks ? 'Asks first' : 'Action', `${verb} ${name}${asks ? '…' : ''}`, href(id), keywords),
      key: `${verb} ${id}`,
      verb,
    })),
  ]
}

const LIKELY_SERVERS = 3

/** The config of each client for one server: the one that changed last. */
function clientEntries({ items }: Resources['clients'], server: ServerItem | undefined): Entry[] {
  return server
    ? items.map(({ id, name }) =>
        goTo(
          'Clients',
          `Client, for ${server.name}`,
          name,
          routes.runtimeClient(server.id, id),
          'connect client config',
        ),
      )
    : []
}

function pageEntry({ label, href, keywords }: { label: string; href: Route; keywords: string }, kind: string): Entry {
  return goTo('Pages', kind, label, href, keywords)
}

function goTo(group: Group, kind: string, label: string, href: Route, keywords: string): Entry {
  return { key: `${group} ${label}`, label, kind, group, keywords, deed: { go: href } }
}
