import { Badge } from '@/components/ui/badge'
import type { AccessLevel } from '@/lib/policies/catalogue/catalogue-model'
import { managedPolicyWarning } from '@/lib/policies/evaluate/danger'
import type { ManagedGlance } from '@/lib/policies/managed/managed-model'

/** A managed policy in three lines: its name, how far it reaches, and what to beware of. */
export function PolicyGlance({ policy, note }: { policy: ManagedGlance; note?: string | undefined }) {
  const { name, levels, denies } = policy
  const reason = note ?? hindrance(policy)
  const warning = reason ? undefined : warningOf(policy)

  return (
    <span className="flex min-w-0 flex-col gap-0.5">
      <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 break-all font-medium">{name}</span>
        {levels.map((level) => (
          <Badge key={level} tone={level === 'permissions' ? 'danger' : level === 'write' ? 'warning' : 'neutral'}>
            {LEVEL_WORDS[level]}
          </Badge>
        ))}
        {denies ? <Badge>denies too</Badge> : null}
      </span>
      <span className="break-words text-muted text-table">{reachOf(policy)}</span>
      {reason ? <span className="text-muted text-table">{reason}</span> : null}
      {warning ? <span className="text-table text-warning">{warning}</span> : null}
    </span>
  )
}

const LEVEL_WORDS: Record<AccessLevel, string> = {
  list: 'list',
  read: 'read',
  tagging: 'tag',
  write: 'write',
  permissions: 'permissions',
}

function reachOf({ services, examples, isOwn, everyResource, denies }: ManagedGlance): string {
  if (services === null) {
    return isOwn ? 'What it allows is shown once it is chosen.' : 'What it allows is not known here.'
  }
  if (services === 0) {
    return denies ? 'Allows nothing; it only denies.' : 'Allows nothing.'
  }
  const where = everyResource ? '' : ', on named resources'
  if (services === 'all') {
    return `Every service${where}`
  }
  const more = services > examples.length ? ` and ${services - examples.length} more` : ''
  return `${services === 1 ? '1 service' : `${services} services`}: ${examples.join(', ')}${more}${where}`
}

function hindrance({ use, isRetired, isAttachable }: ManagedGlance): string | undefined {
  if (isRetired) {
    return 'AWS no longer offers it.'
  }
  if (use === 'service-linked') {
    return 'Only a service of AWS can use it, in its own role.'
  }
  if (use === 'root-task') {
    return 'Made for tasks of a root user, not for a role.'
  }
  return isAttachable ? undefined : 'IAM doesn’t let it be attached.'
}

function warningOf({ arn, use, levels, services }: ManagedGlance): string | undefined {
  const known = managedPolicyWarning(arn)

  if (known) {
    return known.text
  }
  if (services === 'all' && levels.length > 0) {
    return 'It makes an administrator; Slipway refuses it.'
  }
  if (levels.includes('permissions')) {
    return 'It can change who may do what.'
  }
  return use === 'service-role' ? 'Made for a role that a service of AWS assumes.' : undefined
}
