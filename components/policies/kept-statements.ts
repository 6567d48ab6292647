import { parsePolicy } from '@/lib/policies/document/document'
import type { PolicyStatement } from '@/lib/policies/document/model'

type RolePlace = { connection: string; roleName: string }

/** Too long for an address: statements wait in this tab for the role's editor. False when the browser has no room. */
export function keepStatements(place: RolePlace, statements: readonly PolicyStatement[]): boolean {
  try {
    sessionStorage.setItem(keyOf(place), JSON.stringify({ Version: '2012-10-17', Statement: statements }))
    return true
  } catch {
    return false
  }
}

/** What waits, which then waits no longer; empty when nothing does. */
export function takeStatements(place: RolePlace): PolicyStatement[] {
  const text = sessionStorage.getItem(keyOf(place))
  sessionStorage.removeItem(keyOf(place))
  const read = text === null ? null : parsePolicy(text)
  return read?.ok ? read.data.Statement : []
}

function keyOf({ connection, roleName }: RolePlace): string {
  return `slipway-kept-statements ${connection} ${roleName}`
}
