import { routes } from '@/lib/routes'

/** The pages of the shell, in the order of the rail; the command menu offers the same. */
export const NAVIGATION = [
  { id: 'overview', label: 'Overview', href: routes.overview() },
  { id: 'setup', label: 'Set up', href: routes.setup() },
  { id: 'runtimes', label: 'Runtimes', href: routes.runtimes() },
  { id: 'roles', label: 'Roles', href: routes.roles() },
  { id: 'logs', label: 'Logs', href: routes.logs() },
  { id: 'tokens', label: 'Tokens', href: routes.tokens() },
  { id: 'settings', label: 'Settings', href: routes.settings() },
] as const

export type NavigationId = (typeof NAVIGATION)[number]['id']
