import { actionsForApi, prefixForSdkName } from '@/lib/policies/catalogue/api-names'
import { actionsMatching, splitAction } from '@/lib/policies/catalogue/catalogue-lookup'
import type { Catalogue, ServiceInfo } from '@/lib/policies/catalogue/catalogue-model'
import { isRetiredAction, isRetiredService } from '@/lib/policies/catalogue/retired'
import { insertAt, removeChildren, replaceString } from '@/lib/policies/findings/edits'
import type { QuickFix } from '@/lib/policies/findings/model'
import { nearestNames } from '@/lib/policies/findings/nearest'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { ItemView } from '@/lib/policies/findings/view'

type Code =
  | 'INVALID_ACTION'
  | 'INVALID_SERVICE_IN_ACTION'
  | 'WILDCARD_IN_SERVICE_NAME'
  | 'SLIPWAY_RETIRED_SERVICE'
  | 'SLIPWAY_RETIRED_ACTION'

/** Whether the actions exist. */
export const actionRules: RuleFamily<Code> = {
  rules: {
    INVALID_ACTION: { type: 'error', about: 'The service has no such action, or nothing matches the pattern.' },
    INVALID_SERVICE_IN_ACTION: { type: 'error', about: 'What stands before the colon is not a service.' },
    WILDCARD_IN_SERVICE_NAME: { type: 'suggestion', about: 'A wildcard before the colon of an action.' },
    SLIPWAY_RETIRED_SERVICE: { type: 'warning', about: 'A service that AWS has shut down or renamed.' },
    SLIPWAY_RETIRED_ACTION: { type: 'warning', about: 'An action that AWS listed once and lists no longer.' },
  },
  checkStatement({ actions }, { catalogue }, say) {
    for (const item of actions?.items ?? []) {
      if (item.text !== '*' && !item.text.includes('${')) {
        checkAction(item, catalogue, say)
      }
    }
  },
}

function checkAction(item: ItemView, catalogue: Catalogue, say: Say<Code>): void {
  const parts = splitAction(item.text)

  if (!parts || parts.name === '') {
    say(
      'INVALID_ACTION',
      item,
      `"${item.text.slice(0, 80)}" is not an action: it reads service:Action, such as s3:GetObject.`,
    )
    return
  }
  const { prefix, name } = parts

  if (/[*?]/.test(prefix)) {
    const message = `${item.text} takes in actions of every service whose prefix fits, also of later ones.`
    say('WILDCARD_IN_SERVICE_NAME', item, message)
    return
  }
  if (!catalogue.isKnown(prefix)) {
    sayUnknownService(item, prefix, name, catalogue, say)
    return
  }
  const service = catalogue.service(prefix)

  if (service && actionsMatching(service, name).length === 0) {
    sayUnknownAction(item, service, name, say)
  }
}

function sayUnknownService(item: ItemView, prefix: string, name: string, catalogue: Catalogue, say: Say<Code>): void {
  if (isRetiredService(prefix)) {
    say('SLIPWAY_RETIRED_SERVICE', item, `AWS no longer lists the service ${prefix}: it was shut down or renamed.`)
    return
  }
  const sdk = prefixForSdkName(prefix)
  const meant = sdk === undefined ? nearestNames(prefix, catalogue.prefixes(), 2) : [sdk]
  const fixes = meant.slice(0, 3).map((service) => replacement(item, `${service}:${name}`))
  const hint = meant[0] === undefined ? '' : ` Is ${meant.slice(0, 3).join(' or ')} meant?`
  say('INVALID_SERVICE_IN_ACTION', item, `AWS has no service with the prefix ${prefix}.${hint}`, fixes)
}

function sayUnknownAction(item: ItemView, service: ServiceInfo, name: string, say: Say<Code>): void {
  const forApi = actionsForApi(service.prefix, name)

  if (forApi.length > 0) {
    const message = `${name} is an API operation; the action that authorizes it is ${forApi.join(' and ')}.`
    say('INVALID_ACTION', item, message, [apiFix(item, forApi)])
    return
  }
  if (isRetiredAction(service.prefix, name)) {
    say('SLIPWAY_RETIRED_ACTION', item, `AWS no longer lists ${item.text}: it was renamed or withdrawn.`)
    return
  }
  const names = service.actions.map((action) => action.name)
  const meant = /[*?]/.test(name) ? [] : nearestNames(name, names, 3)
  const fixes = /[*?]/.test(name)
    ? removal(item)
    : meant.slice(0, 3).map((action) => replacement(item, `${service.prefix}:${action}`))
  const what = /[*?]/.test(name) ? 'no action that fits' : 'no action'
  const hint = meant[0] === undefined ? '' : ` Is ${meant.slice(0, 3).join(' or ')} meant?`
  say('INVALID_ACTION', item, `${service.name} has ${what} ${item.text}.${hint}`, fixes)
}

/** A pattern that nothing fits does nothing. */
function removal({ node, list }: ItemView): QuickFix[] {
  const edits = list && removeChildren(list, new Set([node]))
  return edits ? [{ title: 'Remove it', edits }] : []
}

function replacement({ node }: ItemView, action: string): QuickFix {
  return { title: `Replace with ${action}`, edits: [replaceString(node, action)] }
}

function apiFix({ node, list }: ItemView, [first = '', ...others]: string[]): QuickFix {
  const title = `Replace with ${[first, ...others].join(' and ')}`
  const more = others.map((action) => `, ${JSON.stringify(action)}`).join('')

  if (list || others.length === 0) {
    return { title, edits: [replaceString(node, first), ...(more ? [insertAt(node.offset + node.length, more)] : [])] }
  }
  return { title, edits: [{ offset: node.offset, length: node.length, text: `[${JSON.stringify(first)}${more}]` }] }
}
