import type { Loss, Plan } from '@/lib/deployments/model'
import type { Failure } from '@/lib/result'

/** What the changes that are still due take away. */
export function lossesOf({ changes }: Pick<Plan, 'changes'>): Loss[] {
  return changes.flatMap(({ loses, verb }) => (loses && verb !== 'none' ? [loses] : []))
}

/** Why nothing is performed: somebody has to say first that permissions may go. Null when all that goes was confirmed. */
export function refuseUnconfirmed(plan: Pick<Plan, 'changes'>, confirmed: string[] = []): Failure | null {
  const open = lossesOf(plan).filter(({ key }) => !confirmed.includes(key))
  const [first] = open

  return first
    ? {
        code: 'refused',
        message: `This takes permissions from ${first.role}, and nobody has confirmed that: ${lossText(open)}.`,
        remedy: 'Look at the review again, and confirm what goes, or keep the policies.',
      }
    : null
}

/** `ReadOnlyAccess: detached, AddedPermissions: deleted`. */
function lossText(losses: Loss[]): string {
  return losses.flatMap(({ items }) => items.map(({ policy, text }) => `${policy}: ${text}`)).join(', ')
}
