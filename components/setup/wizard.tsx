'use client'

import { clsx } from 'clsx'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useKeptFocus } from '@/components/layout/use-kept-focus'
import { AccessStep } from '@/components/setup/access-step'
import { useDraft } from '@/components/setup/draft-store'
import { DraftTools, type ImportSpec } from '@/components/setup/draft-tools'
import type { VariableHelp } from '@/components/setup/environment-help'
import { ForeignNotice } from '@/components/setup/foreign-notice'
import { KeptEdit } from '@/components/setup/kept-edit'
import { LaunchStep } from '@/components/setup/launch/launch-step'
import type { AdvanceStep } from '@/components/setup/launch/launcher'
import { PermissionsStep } from '@/components/setup/permissions-step'
import type { OnWrongSteps } from '@/components/setup/review/plan-failure'
import { Summary } from '@/components/setup/review/summary'
import { ServerStep } from '@/components/setup/server-step'
import { type CheckStep, StepForm } from '@/components/setup/step-form'
import { StepList, TITLES } from '@/components/setup/step-list'
import { Skeleton } from '@/components/ui/skeleton'
import type { SetupStep, SetupValues } from '@/lib/deployments/setup/form-fields'
import type { ImportedSpec } from '@/lib/deployments/setup/import-spec'
import type { ExistingServers } from '@/lib/deployments/setup/setup-values'
import { routes } from '@/lib/routes'

export type WizardProps = {
  step: SetupStep
  /** Id of the runtime that is edited; absent for a new deployment. */
  from: string | undefined
  /** Which draft this is: one for each connection and edited runtime. */
  draft: string
  initial: SetupValues
  existing: ExistingServers
  regions: { value: string; label: string }[]
  managedPolicies: { value: string; label: string }[]
  variables: VariableHelp[]
  check: CheckStep
  advance: AdvanceStep
  importSpec: ImportSpec
}

export function Wizard({ step, from, draft, initial, check, advance, importSpec, ...facts }: WizardProps) {
  const { values, update, replace, clear, begin, wasBegun, finish, clearFinished } = useDraft(draft, initial)
  const [wrongSteps, setWrongSteps] = useState<SetupStep[]>([])
  const foreign = useForeign(from, replace)
  const focusRef = useKeptFocus<HTMLElement>(step)
  // The plan says what will exist, and more.
  const isAsking = step !== 'review'

  useEffect(() => {
    // "Set up" after a launch means another server, and "Edit" what AWS has by now.
    if (step === 'access' || from !== undefined) {
      clearFinished()
    }
  }, [step, from, clearFinished])

  return (
    <div
      className={clsx(
        'grid gap-6 lg:grid-cols-[180px_minmax(0,1fr)]',
        isAsking && 'xl:grid-cols-[180px_minmax(0,1fr)_240px]',
      )}
    >
      <div className="flex min-w-0 flex-col gap-4">
        <StepList current={step} from={from} wrong={wrongSteps} />
        <DraftTools {...{ from, values, importSpec, replace, clear, offer: foreign.offer }} />
      </div>
      <section
        ref={focusRef}
        tabIndex={-1}
        aria-label={TITLES[step].title}
        className="flex min-w-0 flex-col gap-4 outline-none"
      >
        {foreign.notice}
        {from !== undefined && values !== undefined && isAsking ? (
          <KeptEdit {...{ from, initial, values }} onDiscard={clear} />
        ) : null}
        {values === undefined ? (
          <Skeleton className="h-96" />
        ) : (
          <Body
            {...{ step, from, values, initial, update, check, advance, facts }}
            onWrongSteps={setWrongSteps}
            onBegin={begin}
            wasBegun={wasBegun}
            onDone={finish}
          />
        )}
      </section>
      {values !== undefined && isAsking ? <Summary values={values} /> : null}
    </div>
  )
}

/** Another tool's file: first what it would fill in, then, once that is done, what it did. */
function useForeign(from: string | undefined, replace: (values: SetupValues) => void) {
  const router = useRouter()
  const [imported, setImported] = useState<ImportedSpec & { isDone?: boolean }>()

  function take() {
    if (imported) {
      replace(imported.values)
      setImported({ ...imported, isDone: true })
      router.push(routes.setup({ step: 'review', ...(from ? { from } : {}) }))
    }
  }
  const notice = imported?.from ? (
    <ForeignNotice
      from={imported.from}
      isDone={imported.isDone === true}
      onTake={take}
      onClose={() => setImported(undefined)}
    />
  ) : null

  return { notice, offer: setImported }
}

type BodyProps = Pick<WizardProps, 'step' | 'from' | 'initial' | 'check' | 'advance'> & {
  values: SetupValues
  update: (changes: SetupValues) => void
  onWrongSteps: OnWrongSteps
  wasBegun: () => boolean
  onBegin: () => void
  onDone: () => void
  facts: Pick<WizardProps, 'existing' | 'regions' | 'managedPolicies' | 'variables'>
}

function Body({ step, from, values, initial, update, check, advance, facts, onWrongSteps, ...launch }: BodyProps) {
  if (step === 'review') {
    return <LaunchStep {...{ values, from, advance, onWrongSteps, ...launch }} />
  }
  return (
    <StepForm key={step} {...{ step, from, values, initial, update, check }}>
      {step === 'access' ? <AccessStep /> : null}
      {step === 'permissions' ? <PermissionsStep managedPolicies={facts.managedPolicies} /> : null}
      {step === 'server' ? <ServerStep {...facts} existing={from ? undefined : facts.existing} /> : null}
    </StepForm>
  )
}
