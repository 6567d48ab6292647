import type { Failure } from '@/lib/result'
import { MARKETPLACE_LISTING, routes } from '@/lib/routes'
import type { RemedyAction } from '@/lib/troubles/model'

/** What the log belongs to, as far as it is known. A pasted error may belong to anything. */
export type Subject = {
  runtimeId?: string
  /** The execution role of that runtime. */
  roleName?: string | undefined
  /** The account of the connection. */
  account?: string | undefined
  /** Names of the execution roles in that account. */
  executionRoles?: string[]
}

/** Where the remedy is carried out; undefined when there is nothing to press. `add-permission` has a dialog of its own. */
export function remedyLink(action: RemedyAction, subject: Subject): Failure['link'] {
  const { runtimeId, roleName } = subject
  const edit = routes.setup(runtimeId ? { step: 'server', from: runtimeId } : {})

  switch (action.type) {
    case 'add-permission':
    case 'edit-role':
      return { label: 'Look at the role', href: roleHref(runtimeId, roleName) }
    case 'fix-env':
      return {
        label: runtimeId ? `Set ${action.variable}` : 'Choose the runtime',
        href: runtimeId ? edit : routes.runtimes(),
      }
    case 'edit-runtime':
    case 'set-mmdsv2':
      return {
        label: runtimeId ? EDIT_LABELS[action.type] : 'Choose the runtime',
        href: runtimeId ? edit : routes.runtimes(),
      }
    case 'refresh-token':
      return { label: 'Get a fresh token', href: routes.tokens() }
    case 'test-connection':
      return { label: 'Test the connection', href: runtimeId ? routes.runtime(runtimeId) : routes.runtimes() }
    case 'connect-client':
      return {
        label: 'Client configuration',
        href: runtimeId ? routes.runtimeTab(runtimeId, 'connect') : routes.runtimes(),
      }
    case 'open-logs':
      return { label: 'Open the logs', href: runtimeId ? routes.runtimeTab(runtimeId, 'logs') : routes.logs() }
    case 'subscribe':
      return { label: 'AWS Marketplace listing', href: MARKETPLACE_LISTING, newTab: true }
    case 'open-settings':
      return { label: 'Open the settings', href: routes.settings() }
  }
}

const EDIT_LABELS = { 'edit-runtime': 'Edit the runtime', 'set-mmdsv2': 'Switch on MMDSv2' }

function roleHref(runtimeId: string | undefined, roleName: string | undefined): string {
  if (roleName) {
    return routes.role(roleName)
  }
  return runtimeId ? routes.runtimeTab(runtimeId, 'permissions') : routes.roles()
}
