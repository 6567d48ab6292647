import type { PolicyStatement } from '@/lib/policies/document/model'

/** One permission that was refused, or one call of which nobody knows the permission. `lastAt`: milliseconds since 1970. */
export type RefusedAction = {
  action: string
  /** ARNs, twenty at most, or `*` alone where calls name none that the action takes. */
  resources: string[]
  count: number
  lastAt: number
  regions: string[]
  /** What would allow it; absent where no statement in a policy of the role would. */
  statement?: PolicyStatement
  /** Why there is no statement, or why it takes a decision of its own; absent for what merely reads. */
  why?: string
}

/** The rows' statements with one Action list for each set of resources, so that nothing beside the rows is allowed. */
export function statementsOf(rows: readonly RefusedAction[]): PolicyStatement[] {
  const byAction = new Map<string, PolicyStatement>()

  for (const { statement } of rows) {
    if (statement) {
      const key = JSON.stringify([statement.Action, statement.Condition])
      const known = byAction.get(key)
      const resources = union(known?.Resource, statement.Resource)
      byAction.set(key, { ...statement, Resource: resources.includes('*') ? ['*'] : resources })
    }
  }
  const grouped = new Map<string, PolicyStatement>()

  for (const statement of byAction.values()) {
    const key = JSON.stringify([statement.Resource, statement.Condition])
    const known = grouped.get(key)
    grouped.set(key, { ...statement, Action: union(known?.Action, statement.Action) })
  }
  return [...grouped.values()]
}

/** In order, each once. */
export function union(one: readonly string[] = [], other: readonly string[] = []): string[] {
  return [...new Set([...one, ...other])].toSorted()
}
