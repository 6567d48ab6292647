/** What an action does to its resource, as AWS's Service Authorization Reference sorts it. */
export type AccessLevel = 'list' | 'read' | 'write' | 'tagging' | 'permissions'

export type ActionInfo = {
  /** Without the service prefix, in AWS's own spelling. */
  name: string
  description: string
  access: AccessLevel
  /** Resource types that it can be limited to; none: it only takes `*`. `required` as AWS states it. */
  resourceTypes: { name: string; required: boolean }[]
  /** Condition keys of the action itself; those of its resource types stand there. */
  conditionKeys: string[]
  /** `service:Action` that the caller needs as well. */
  dependentActions: string[]
}

/** `arn` is AWS's pattern with `${Partition}`, `${Region}`, `${Account}` and names of its own. */
export type ResourceTypeInfo = { name: string; arn: string; conditionKeys: string[] }

/** `type` is one of AWS's: String, ARN, Bool, Date, Numeric, Binary, IPAddress, or `ArrayOf…` for multi-valued keys. */
export type ConditionKeyInfo = { name: string; type: string; description: string }

export type ServiceInfo = {
  prefix: string
  name: string
  actions: ActionInfo[]
  resourceTypes: ResourceTypeInfo[]
  conditionKeys: ConditionKeyInfo[]
}

/**
 * What is known of AWS's services, at hand without waiting. `service` is undefined for a prefix that AWS does not have and for one
 * that is not loaded yet; `isKnown` tells the two apart.
 */
export type Catalogue = {
  prefixes(): readonly string[]
  isKnown(prefix: string): boolean
  service(prefix: string): ServiceInfo | undefined
}
