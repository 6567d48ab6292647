import { Disclosure } from '@/components/ui/disclosure'
import type { ActionAccess, ServiceAccess } from '@/lib/policies/access/model'
import type { AccessLevel } from '@/lib/policies/catalogue/catalogue-model'

const LEVELS: Record<AccessLevel, string> = {
  list: 'List',
  read: 'Read',
  write: 'Write',
  tagging: 'Tagging',
  permissions: 'Permissions management',
}

/** One service: access levels as bars, and each level's actions on demand. */
export function ServiceAccessView({ service }: { service: ServiceAccess }) {
  return (
    <Disclosure
      summary={
        <span>
          {service.name}{' '}
          <span className="text-muted">
            ({service.allowed} of {service.total} actions)
          </span>
        </span>
      }
    >
      <ul className="flex flex-col gap-1.5 text-table">
        {service.levels.map((level) => (
          <li key={level.access}>
            <Disclosure
              summary={
                <span className="flex flex-wrap items-center gap-2">
                  {LEVELS[level.access]}
                  <meter
                    aria-label={`${LEVELS[level.access]} actions of ${service.name}`}
                    min={0}
                    max={Math.max(1, level.total)}
                    value={level.allowed}
                    className="h-1.5 w-16"
                  />
                  <span className="text-muted">
                    {level.allowed} of {level.total}
                  </span>
                </span>
              }
            >
              <ul className="flex flex-col gap-1">
                {level.actions.map((action) => (
                  <li key={action.action}>
                    <ActionLine action={action} />
                  </li>
                ))}
              </ul>
            </Disclosure>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

function ActionLine({ action }: { action: ActionAccess }) {
  const limits = [
    ...action.resources.filter((resource) => resource !== '*').map((resource) => `on ${resource}`),
    ...action.except.map((resource) => `not on ${resource}`),
    ...action.conditions.map((condition) => `when ${condition}`),
    ...action.deniedWhen.map((condition) => `denied when ${condition}`),
  ]
  return (
    <>
      <code title={action.description} className={action.status === 'denied' ? 'line-through' : undefined}>
        {action.action}
      </code>
      {limits.length > 0 ? <span className="block break-all pl-3 text-muted">{limits.join('; ')}</span> : null}
    </>
  )
}
