import type { Route } from 'next'

export type SetupStep = 'access' | 'permissions' | 'server' | 'review'
export type RuntimeTab =
  | 'connect'
  | 'activity'
  | 'usage'
  | 'calls'
  | 'tester'
  | 'permissions'
  | 'logs'
  | 'versions'
  | 'settings'

/** Where the image of the AWS API MCP Server is subscribed to. */
export const MARKETPLACE_LISTING = 'https://aws.amazon.com/marketplace/pp/prodview-lqqkwbcraxsgw'

/** Every address in the console. Nobody else writes an href by hand, so a moved page is one change. */
export const routes = {
  overview: (): Route => '/',
  setup: (at: { step?: SetupStep | undefined; from?: string | undefined } = {}): Route => withQuery('/setup', at),
  runtimes: (): Route => route('/runtimes'),
  runtime: (id: string): Route => route(`/runtimes/${encodeURIComponent(id)}`),
  runtimeTab: (id: string, tab: RuntimeTab): Route => route(`/runtimes/${encodeURIComponent(id)}/${tab}`),
  /** Its first page, at the test of the connection. */
  runtimeTest: (id: string): Route => route(`/runtimes/${encodeURIComponent(id)}#test`),
  /** The config of one client of `lib/clients`. */
  runtimeClient: (id: string, client: string): Route =>
    route(`/runtimes/${encodeURIComponent(id)}/connect?${new URLSearchParams({ client })}`),
  runtimeStop: (id: string): Route => route(`/runtimes/${encodeURIComponent(id)}/stop`),
  runtimeSessions: (id: string): Route => route(`/runtimes/${encodeURIComponent(id)}/sessions`),
  /** `to`: a format of `lib/export`. */
  runtimeExport: (id: string, at: { to?: string | undefined } = {}): Route =>
    withQuery(`/runtimes/${encodeURIComponent(id)}/export`, at),
  /** `take: 'back'`: with the plan that takes the changes back. */
  runtimeDrift: (id: string, at: { take?: 'back' | undefined } = {}): Route =>
    withQuery(`/runtimes/${encodeURIComponent(id)}/drift`, at),
  /** `at`: as lib/right-size/asked writes what is asked. */
  runtimeRightSize: (id: string, at: Record<string, string | undefined> = {}): Route =>
    withQuery(`/runtimes/${encodeURIComponent(id)}/right-size`, at),
  /** The move to the MCP server that AWS runs. */
  runtimeSuccessor: (id: string): Route => route(`/runtimes/${encodeURIComponent(id)}/successor`),
  /** What Slipway would own of a runtime that others made. */
  runtimeTakeOver: (id: string): Route => route(`/runtimes/${encodeURIComponent(id)}/take-over`),
  runtimeDelete: (id: string): Route => route(`/runtimes/${encodeURIComponent(id)}/delete`),
  /** Where one signs in for it, with the test of the connection below. */
  runtimeToken: (id: string): Route => route(`/runtimes/${encodeURIComponent(id)}/connect#token`),
  roles: (): Route => route('/roles'),
  role: (name: string): Route => route(`/roles/${encodeURIComponent(name)}`),
  /** The editor with the dialog open that gives the role one more policy. */
  roleAdding: (name: string, add: 'attach' | 'write'): Route => route(`/roles/${encodeURIComponent(name)}?add=${add}`),
  roleDocument: (name: string, document: string): Route =>
    route(`/roles/${encodeURIComponent(name)}?${new URLSearchParams({ document })}`),
  /** Its editor, with a statement proposed for a refused request. */
  roleProposing: (name: string, action: string, resource: string): Route =>
    route(`/roles/${encodeURIComponent(name)}?${new URLSearchParams({ propose: action, on: resource })}`),
  /** Its editor, with the statements that this tab has put by for it. */
  roleProposingKept: (name: string): Route => route(`/roles/${encodeURIComponent(name)}?propose=kept`),
  logs: (): Route => route('/logs'),
  logGroup: (name: string): Route => route(`/logs/${encodeURIComponent(name)}`),
  /** `query`: as the log viewer writes its settings. */
  runtimeLogsAt: (id: string, query: string): Route => route(`/runtimes/${encodeURIComponent(id)}/logs?${query}`),
  /** `query`: as lib/usage/metrics/range writes what is asked. */
  runtimeUsageAt: (id: string, query: string): Route =>
    route(`/runtimes/${encodeURIComponent(id)}/usage${query === '' ? '' : `?${query}`}`),
  /** `query`: as lib/activity/view writes what is asked. */
  runtimeActivityAt: (id: string, query: string): Route =>
    route(`/runtimes/${encodeURIComponent(id)}/activity${query === '' ? '' : `?${query}`}`),
  logsSearch: (): Route => route('/logs/search'),
  logsExplain: (): Route => route('/logs/explain'),
  tokens: (): Route => route('/tokens'),
  /** Pool, app client and authorizer behind a runtime's tokens. */
  userPoolSettings: (id: string): Route => route(`/tokens/${encodeURIComponent(id)}`),
  settings: (): Route => route('/settings'),
  settingsPractice: (): Route => route('/settings/practice'),
  /** What the practice account imitates; `q` narrows it to a service or an operation. */
  practiceCoverage: (at: { q?: string | undefined } = {}): Route => withQuery('/settings/practice/coverage', at),
  settingsSession: (): Route => route('/settings/session'),
  settingsAbout: (): Route => route('/settings/about'),
  operatorPolicy: (): Route => route('/settings#operator-policy'),
  /** Takes a POST from a form, which makes signing out a full page load. */
  signOut: () => '/api/sign-out',
  /** What the palette finds by name; `name` narrows long lists. */
  paletteResources: (query: { connection: string; name?: string | undefined }) => withQuery('/api/palette', query),
  /** The last call through a bridge on this computer; `since` in milliseconds since 1970. */
  lastCall: (query: { connection: string; arn: string; client: string; since: string }) =>
    withQuery('/api/calls', query),
  /** Takes a POST of JSON: the requests of the tool tester. */
  testerRequests: () => '/api/tester',
  signIn: (): Route => route('/sign-in'),
  /** Signs in once more, for what needs a recent sign-in. */
  confirm: (): Route => route('/confirm'),
}

function withQuery(path: string, query: Record<string, string | undefined>): Route {
  const present = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return route(present.length === 0 ? path : `${path}?${new URLSearchParams(present)}`)
}

// Addresses with a part that is only known at run time can't be checked against the generated list.
function route(path: string): Route {
  return path as Route
}
