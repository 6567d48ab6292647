'use client'

import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { ChangeRow } from '@/components/setup/review/change-row'
import { PermissionsLost } from '@/components/setup/review/permissions-lost'
import { type OnWrongSteps, PlanFailure, withDoor } from '@/components/setup/review/plan-failure'
import { PlanNotes } from '@/components/setup/review/plan-notes'
import { Preflight } from '@/components/setup/review/preflight'
import { SpecDownload } from '@/components/setup/review/spec-download'
import { type Review, usePlan } from '@/components/setup/review/use-plan'
import { Button, ButtonLink } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { lossesOf } from '@/lib/deployments/advance/confirmed-losses'
import type { SetupValues } from '@/lib/deployments/setup/form-fields'
import { routes } from '@/lib/routes'

type ReviewStepProps = { values: SetupValues; from: string | undefined; onWrongSteps: OnWrongSteps }

export function ReviewStep({ values, from, onWrongSteps }: ReviewStepProps) {
  const { state, reload } = usePlan(values)

  if (state.state === 'loading') {
    return <ReviewSkeleton />
  }
  if (state.state === 'failed') {
    return <PlanFailure failure={state.failure} from={from} onRetry={reload} onWrongSteps={onWrongSteps} />
  }
  return <Reviewed review={state.review} from={from} reload={reload} />
}

function Reviewed({ review, from, reload }: { review: Review; from: string | undefined; reload: () => void }) {
  const { plan, checks, spec } = review
  const pending = plan.changes.filter(({ verb }) => verb !== 'none')
  const unchanged = plan.changes.filter(({ verb, before }) => verb === 'none' && before !== null).length
  const query = from ? { from } : {}

  return (
    <div className="flex min-w-0 flex-col gap-6">
      <section aria-labelledby="changes" className="flex min-w-0 flex-col gap-2">
        <h2 id="changes" className="font-semibold text-base">
          {plan.settled
            ? 'Nothing to change'
            : `${pending.length} ${pending.length === 1 ? 'change' : 'changes'} in AWS`}
        </h2>
        {plan.settled ? (
          <Notice tone="success" title={`${spec.name} is as it should be.`}>
            <p>AWS has exactly what you describe; there is nothing to launch.</p>
          </Notice>
        ) : null}
        <ul className="rounded-lg border bg-surface">
          {pending.map((change) => (
            <ChangeRow key={change.id} change={change} />
          ))}
        </ul>
        {unchanged > 0 && !plan.settled ? <p className="text-muted">{unchanged} already as they should be.</p> : null}
      </section>
      {plan.refusals.map((failure) => (
        <FailureNotice key={failure.message} failure={withDoor(failure, from)} />
      ))}
      <PermissionsLost losses={lossesOf(plan)}>
        <p>The launch asks once more.</p>
      </PermissionsLost>
      <Preflight checks={checks} missingPolicy={review.missingPolicy} />
      <PlanNotes notes={plan.warnings} />
      <div className="flex flex-wrap items-center gap-2">
        <div className="-mr-1 flex flex-wrap gap-1">
          <ButtonLink href={routes.setup({ step: 'server', ...query })}>Back</ButtonLink>
          <Button variant="ghost" onClick={reload}>
            Look at AWS again
          </Button>
          <SpecDownload spec={spec} />
        </div>
        {plan.settled || plan.refusals.length > 0 ? null : (
          <ButtonLink variant="primary" className="ml-auto" href={routes.setup({ step: 'launch', ...query })}>
            Continue to launch
          </ButtonLink>
        )}
      </div>
    </div>
  )
}

function ReviewSkeleton() {
  return (
    <div className="flex flex-col gap-3" role="status" aria-label="Reading AWS and planning">
      <Skeleton className="h-6 w-48" />
      <Skeleton className="h-72" />
      <Skeleton className="h-40" />
    </div>
  )
}
