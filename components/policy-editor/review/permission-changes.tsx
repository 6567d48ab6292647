import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import type { PolicyReview } from '@/components/policy-editor/review/review'
import { Disclosure } from '@/components/ui/disclosure'
import type { PermissionChange } from '@/lib/policies/change/permission-diff-model'

/** Permissions gained and lost, in words. */
export function PermissionChanges({ review }: { review: PolicyReview }) {
  if (review.kind === 'refused') {
    return <FailureNotice failure={review.failure} />
  }
  if (review.kind === 'trust') {
    return (
      <Notice tone="warning" title="This changes who may assume the role.">
        <p>If AgentCore is no longer among them, every command of the server fails.</p>
      </Notice>
    )
  }
  const { gained, lost, widens, narrows } = review.diff

  return (
    <section aria-label="Permissions gained and lost" className="flex flex-col gap-3">
      <h3 className="font-medium">{title(widens, narrows)}</h3>
      {review.widensElsewhere ? (
        <Notice tone="warning" title="Others may gain permissions.">
          <p>
            By itself the policy allows more than before, or denies less. That matters wherever else it is attached, and
            next to policies that can’t be read here.
          </p>
        </Notice>
      ) : null}
      <ChangeList title="Gained" tone="text-danger" sign="+" changes={gained} />
      <ChangeList title="Lost" tone="text-success" sign="−" changes={lost} />
    </section>
  )
}

function title(widens: boolean, narrows: boolean): string {
  if (widens) {
    return narrows ? 'The assistant gains some permissions and loses others' : 'The assistant gains permissions'
  }
  return narrows ? 'The assistant loses permissions' : 'Permissions stay the same'
}

const KINDS: Record<PermissionChange['kind'], string> = {
  new: 'on ',
  wider: 'on more resources: ',
  condition: 'under other conditions, on ',
}

const RESOURCES_SHOWN = 5

/** An example says more than the patterns only where they were wider before or are now, and only when it is a real ARN. */
function reachOf({ kind, resources, example }: PermissionChange): string {
  const named = resources.slice(0, RESOURCES_SHOWN).map((resource) => (resource === '*' ? 'every resource' : resource))
  const more = resources.length > named.length ? [`${resources.length - named.length} more`] : []
  const isTelling = kind === 'wider' && example?.startsWith('arn:') && !resources.includes(example)
  return `${[...named, ...more].join(', ')}${isTelling ? `, such as ${example}` : ''}`
}

type ChangeListProps = { title: string; tone: string; sign: string; changes: PermissionChange[] }

export function ChangeList({ title: heading, tone, sign, changes }: ChangeListProps) {
  if (changes.length === 0) {
    return null
  }
  return (
    <div className="flex flex-col gap-1.5">
      <h4 className={`font-medium ${tone}`}>
        {sign} {heading}
      </h4>
      <ul className="flex flex-col gap-1.5">
        {changes.map((change) => (
          <li key={`${change.kind} ${change.actions.join()}`} className="rounded-md border px-2.5 py-1.5 text-table">
            <Actions actions={change.actions} />
            <p className="break-all text-muted">
              {KINDS[change.kind]}
              {reachOf(change)}
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}

const SHOWN = 6

function Actions({ actions }: { actions: string[] }) {
  if (actions.length <= SHOWN) {
    return <p className="break-all font-mono">{actions.join(', ')}</p>
  }
  return (
    <Disclosure summary={`${actions.slice(0, 3).join(', ')} and ${actions.length - 3} more`}>
      <p className="break-all font-mono">{actions.join(', ')}</p>
    </Disclosure>
  )
}
