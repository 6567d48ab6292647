import type { AccessLevel, ServiceInfo } from '@/lib/policies/catalogue/catalogue-model'
import type { Completion, CompletionContext } from '@/lib/policies/completion/model'

const LEVELS: Record<AccessLevel, string> = {
  list: 'List',
  read: 'Read',
  write: 'Write',
  tagging: 'Tagging',
  permissions: 'Permissions management',
}
/** Beginnings that AWS's names share, when a service has at least this many of one. */
const WILDCARD_FROM = 3
const BEGINNINGS = ['Get', 'List', 'Describe', 'BatchGet']

/** Before the colon services, after it the service's actions. */
export function completeAction({ typed, catalogue, kind }: CompletionContext): Completion[] {
  if (kind === 'trust') {
    return [
      'sts:AssumeRole',
      'sts:AssumeRoleWithWebIdentity',
      'sts:AssumeRoleWithSAML',
      'sts:TagSession',
      'sts:SetSourceIdentity',
    ].map((label) => ({ label }))
  }
  const colon = typed.indexOf(':')
  const service = catalogue.service(colon < 0 ? typed : typed.slice(0, colon))

  if (colon < 0) {
    return catalogue.prefixes().map((prefix) => ({ label: `${prefix}:`, ...nameOf(catalogue.service(prefix)) }))
  }
  return service ? actionsOf(service) : []
}

function nameOf(service: ServiceInfo | undefined): { detail?: string } {
  return service ? { detail: service.name } : {}
}

function actionsOf({ prefix, name, actions }: ServiceInfo): Completion[] {
  const wildcards = BEGINNINGS.flatMap((beginning) => {
    const count = actions.filter((action) => action.name.startsWith(beginning)).length
    return count < WILDCARD_FROM ? [] : [{ label: `${prefix}:${beginning}*`, detail: `${count} actions of ${name}` }]
  })
  const each = actions.map((action) => ({
    label: `${prefix}:${action.name}`,
    detail: LEVELS[action.access],
    info: action.description,
  }))
  return [...each, ...wildcards]
}
