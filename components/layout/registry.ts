import type { Route } from 'next'
import { type RuntimeTab, routes } from '@/lib/routes'

/** `keywords`: what else somebody may call it, for the palette. */
type Described = { label: string; keywords: string }
type PageEntry = Described & { href: Route }

/** The pages of the shell, in the order of the rail. */
export const MAIN_PAGES = [
  { id: 'overview', label: 'Overview', href: routes.overview(), keywords: 'home start' },
  { id: 'setup', label: 'Set up', href: routes.setup(), keywords: 'new server launch deploy create' },
  { id: 'runtimes', label: 'Runtimes', href: routes.runtimes(), keywords: 'servers list' },
  { id: 'roles', label: 'Roles', href: routes.roles(), keywords: 'iam execution permissions policies' },
  { id: 'logs', label: 'Logs', href: routes.logs(), keywords: 'cloudwatch groups retention' },
  { id: 'tokens', label: 'Tokens', href: routes.tokens(), keywords: 'jwt bearer cognito sign in' },
  { id: 'settings', label: 'Settings', href: routes.settings(), keywords: 'preferences' },
] as const satisfies readonly (PageEntry & { id: string })[]

export type MainPageId = (typeof MAIN_PAGES)[number]['id']

/** The pages under Logs that are of no one runtime. */
export const LOG_PAGES: readonly PageEntry[] = [
  { label: 'Search logs', href: routes.logsSearch(), keywords: 'insights query find' },
  { label: 'Explain an error', href: routes.logsExplain(), keywords: 'paste cause trouble denied' },
]

/** The tabs of Settings. */
export const SETTINGS_PAGES: readonly PageEntry[] = [
  { label: 'Connections', href: routes.settings(), keywords: 'account profile region switch' },
  { label: 'Practice account', href: routes.settingsPractice(), keywords: 'faults reset' },
  { label: 'Session', href: routes.settingsSession(), keywords: 'sign out' },
  { label: 'About', href: routes.settingsAbout(), keywords: 'version licence' },
]

/** The pages under the practice account. */
export const PRACTICE_PAGES: readonly PageEntry[] = [
  {
    label: 'What is imitated',
    href: routes.practiceCoverage(),
    keywords: 'practice account coverage operations judged missing',
  },
]

/** A place inside a page that has a name of its own. */
export const SECTIONS: readonly PageEntry[] = [
  { label: 'Policy for an administrator', href: routes.operatorPolicy(), keywords: 'permissions iam' },
]

/** The tabs of one server; `verb` stands before its name. */
export const SERVER_TABS: readonly (Described & { tab: RuntimeTab; verb: string })[] = [
  { tab: 'connect', label: 'Connect', verb: 'Connect', keywords: 'client config install' },
  {
    tab: 'activity',
    label: 'Activity',
    verb: 'Activity of',
    keywords: 'timeline audit cloudtrail who did what refused denied history',
  },
  {
    tab: 'usage',
    label: 'Usage',
    verb: 'Usage of',
    keywords: 'cost price money budget metrics latency errors sessions',
  },
  { tab: 'calls', label: 'Calls', verb: 'Calls of', keywords: 'record bridge guard rules history' },
  { tab: 'tester', label: 'Tools', verb: 'Tools of', keywords: 'tester call try' },
  { tab: 'permissions', label: 'Permissions', verb: 'Permissions of', keywords: 'role policy allowed' },
  { tab: 'logs', label: 'Logs', verb: 'Logs of', keywords: 'lines errors' },
  { tab: 'versions', label: 'Versions', verb: 'Versions of', keywords: 'rollback history endpoints' },
  { tab: 'settings', label: 'Settings', verb: 'Settings of', keywords: 'edit change' },
]

/** What can be done with one server: each leads to the page that does it, or that asks first. */
export const SERVER_ACTIONS: readonly {
  verb: string
  keywords: string
  href: (id: string) => Route
  asks?: boolean
}[] = [
  { verb: 'Test', keywords: 'check call', href: routes.runtimeTest },
  { verb: 'Change', keywords: 'edit update', href: (id) => routes.setup({ from: id }) },
  { verb: 'Token for', keywords: 'tokens jwt bearer', href: () => routes.tokens() },
  { verb: 'User pool of', keywords: 'cognito app client authorizer', href: routes.userPoolSettings },
  {
    verb: 'Export',
    keywords: 'code terraform cloudformation cdk cli script spec',
    href: (id) => routes.runtimeExport(id),
  },
  {
    verb: 'Right-size',
    keywords: 'unused permissions trim narrow least privilege role',
    href: (id) => routes.runtimeRightSize(id),
  },
  { verb: 'Successor of', keywords: 'move migrate managed aws mcp server compare', href: routes.runtimeSuccessor },
  { verb: 'Take over', keywords: 'adopt own import release foreign tags', href: routes.runtimeTakeOver },
  { verb: 'Sessions of', keywords: 'end running idle machines clients', href: routes.runtimeSessions },
  { verb: 'Stop', keywords: 'kill switch halt resume deny emergency', href: routes.runtimeStop, asks: true },
  { verb: 'Delete', keywords: 'remove tear down', href: routes.runtimeDelete, asks: true },
]

/** What the palette itself does; `command-menu/use-deeds.ts` knows how. */
export const ACTIONS = [
  { act: 'explain', label: 'Explain the error in the clipboard', keywords: 'paste cause trouble' },
  { act: 'refresh', label: 'Refresh this page', keywords: 'reload read again' },
  { act: 'theme-light', label: 'Theme: light', keywords: 'appearance bright mode' },
  { act: 'theme-dark', label: 'Theme: dark', keywords: 'appearance night mode' },
  { act: 'theme-system', label: 'Theme: as the system', keywords: 'appearance mode' },
  { act: 'sign-out', label: 'Sign out', keywords: 'log out leave session' },
] as const satisfies readonly (Described & { act: string })[]

export type ActionId = (typeof ACTIONS)[number]['act']
