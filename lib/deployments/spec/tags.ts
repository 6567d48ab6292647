import { isOwnTag, type Tags } from '@/lib/deployments/spec/names'

/** The wanted tags that are absent or differ; undefined when there are none. */
export function missingTags(live: Tags, wanted: Tags): Tags | undefined {
  const missing = Object.entries(wanted).filter(([key, value]) => !Object.hasOwn(live, key) || live[key] !== value)
  return missing.length === 0 ? undefined : Object.fromEntries(missing)
}

/** Tags that somebody else put there. They stay: cost and compliance tools add such. */
export function foreignTags(live: Tags, wanted: Tags): string[] {
  return Object.keys(live).filter((key) => !Object.hasOwn(wanted, key) && !isOwnTag(key))
}

/** A person's own tags, without Slipway's and AWS's. */
export function userTags(live: Tags): Tags {
  return Object.fromEntries(Object.entries(live).filter(([key]) => !isOwnTag(key)))
}
