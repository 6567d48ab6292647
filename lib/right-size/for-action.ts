import type { PolicyStatement } from '@/lib/policies/document/model'
import type { NamedPolicy } from '@/lib/policies/evaluate/evaluate'
import { indexStatements } from '@/lib/policies/evaluate/grants'

/**
 * The policies without what doesn't concern an action, for who asks about many resources of it: lists of a thousand actions are
 * looked through once for each. Statements are counted anew.
 */
export function policiesByAction(policies: readonly NamedPolicy[]): (action: string) => NamedPolicy[] {
  const indexed = policies.map(({ name, document }) => {
    const { allows, denies } = indexStatements([{ name, document }])
    return { name, version: document.Version, statements: [...allows, ...denies] }
  })
  const known = new Map<string, NamedPolicy[]>()

  return (action) => {
    const service = action.slice(0, action.indexOf(':')).toLowerCase()
    const found =
      known.get(action) ??
      indexed.flatMap(({ name, version, statements }): NamedPolicy[] => {
        const concerned = statements.filter((one) => one.mayConcern(service) && one.coversAction(action))
        const Statement = concerned.map(({ statement }) => onAny(statement))
        return Statement.length === 0 ? [] : [{ name, document: { Version: version, Statement } }]
      })
    known.set(action, found)
    return found
  }
}

function onAny({ Action: _, NotAction: __, ...statement }: PolicyStatement): PolicyStatement {
  return { ...statement, Action: ['*'] }
}
