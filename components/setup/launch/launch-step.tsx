'use client'

import { AnswersEstimate } from '@/components/setup/answers-estimate'
import { Launcher, type LauncherProps } from '@/components/setup/launch/launcher'
import { type OnWrongSteps, PlanFailure } from '@/components/setup/review/plan-failure'
import { usePlan } from '@/components/setup/review/use-plan'
import { Skeleton } from '@/components/ui/skeleton'
import type { SetupValues } from '@/lib/deployments/setup/form-fields'

type LaunchStepProps = Omit<LauncherProps, 'review' | 'reload'> & { values: SetupValues; onWrongSteps: OnWrongSteps }

/** Reads AWS, shows what would change, and is where it is done. */
export function LaunchStep({ values, onWrongSteps, ...rest }: LaunchStepProps) {
  const { state, reload } = usePlan(values)

  if (state.state === 'loading') {
    return <LaunchSkeleton />
  }
  if (state.state === 'failed') {
    return <PlanFailure {...{ failure: state.failure, from: rest.from, onRetry: reload, onWrongSteps }} />
  }
  return (
    <>
      <AnswersEstimate values={values} />
      <Launcher key={state.review.readAt} review={state.review} reload={reload} {...rest} />
    </>
  )
}

function LaunchSkeleton() {
  return (
    <div className="flex flex-col gap-3" role="status" aria-label="Reading AWS and planning">
      <Skeleton className="h-6 w-48" />
      <Skeleton className="h-5 w-72 max-w-full" />
      <Skeleton className="h-72" />
      <Skeleton className="h-40" />
    </div>
  )
}
