/** The tag that says which deployment a resource belongs to. Its value is the deployment's name. */
export const DEPLOYMENT_TAG = 'slipway:deployment'

/** IAM is global and deployments are regional: on a role, this tag says whose of two namesakes it is. */
export const REGION_TAG = 'slipway:region'

/** On a runtime that existed before Slipway took it over. */
export const ADOPTED_TAG = 'slipway:adopted'

/** Who manages a resource, by a custom that many tools share. */
export const MANAGED_BY_TAG = 'managed-by'

export const LOG_GROUP_PREFIX = '/aws/bedrock-agentcore/runtimes/'

export type Tags = Record<string, string>

/** What Slipway puts on everything that it makes, besides the tags of the spec. */
export function ownTags(name: string): Tags {
  return { [DEPLOYMENT_TAG]: name, [MANAGED_BY_TAG]: 'slipway' }
}

export function isOwned(tags: Tags, name: string): boolean {
  return tags[DEPLOYMENT_TAG] === name
}

export function isOwnTag(key: string): boolean {
  return key.startsWith('slipway:') || key === MANAGED_BY_TAG || /^aws:/i.test(key)
}

/** What the names of user pools that Slipway makes begin with. */
export const POOL_PREFIX = 'slipway-'

/** Name of the user pool and of its app client. */
export function poolName(name: string): string {
  return `${POOL_PREFIX}${name}`
}

/** `slipway-NAME-REGION`, shortened in the middle to IAM's 64 characters. */
export function defaultRoleName(name: string, region: string): string {
  return `slipway-${name.slice(0, 64 - 'slipway--'.length - region.length)}-${region}`
}

/** Each endpoint of a runtime has its own log group. */
export function logGroupName(runtimeId: string, endpoint = 'DEFAULT'): string {
  return `${LOG_GROUP_PREFIX}${runtimeId}-${endpoint}`
}

/** `wanted`, or with the first number from 2 on that no runtime has. */
export function freeName(wanted: string, taken: string[]): string {
  const isTaken = new Set(taken)
  let name = wanted

  for (let number = 2; isTaken.has(name); number += 1) {
    name = `${wanted}${number}`
  }
  return name
}

/** `__proto__` as a name of a variable or a tag: JavaScript would drop it without a word, here or in the image. */
export const NO_NAME = '__proto__ is no name: programs take it for something else. Choose another.'
