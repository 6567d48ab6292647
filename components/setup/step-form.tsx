'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, startTransition, useActionState, useEffect, useRef } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { useConnectionKey } from '@/components/form/connection-context'
import { SubmitButton } from '@/components/form/submit-button'
import { changedAnswers } from '@/components/setup/changed-answers'
import { WizardProvider } from '@/components/setup/wizard-context'
import { ButtonLink } from '@/components/ui/button'
import { SETUP_STEPS, type SetupStep, type SetupValues } from '@/lib/deployments/setup/form-fields'
import { oversize } from '@/lib/deployments/setup/oversize'
import { type Failure, fail, type Result } from '@/lib/result'
import { routes } from '@/lib/routes'

export type CheckStep = (input: {
  connection: string
  step: string
  values: SetupValues
}) => Promise<Result<{ step: string }>>

type StepFormProps = {
  step: SetupStep
  from: string | undefined
  values: SetupValues
  /** The answers as AWS has them, or as the form begins. */
  initial: SetupValues
  update: (changes: SetupValues) => void
  check: CheckStep
  children: ReactNode
}

/** One group of questions. Continue asks the server, which knows AWS's limits; errors appear at their fields. */
export function StepForm({ step, from, values, initial, update, check, children }: StepFormProps) {
  const connection = useConnectionKey()
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const index = SETUP_STEPS.indexOf(step)
  const at = (step: SetupStep | undefined) => routes.setup({ step, from })
  const changes = from === undefined ? 0 : changedAnswers(initial, values)
  // An edit is often one answer: its button leads to the review from wherever that is.
  const next = changes > 0 ? 'review' : SETUP_STEPS[index + 1]
  const [failure, submit] = useActionState(async (): Promise<Failure | null> => {
    const tooLong = oversize(values)
    const result = tooLong ? fail(tooLong) : await check({ connection, step, values })

    if (!result.ok) {
      return result.error
    }
    startTransition(() => router.push(at(next)))
    return null
  }, null)
  const errors = failure?.fields ?? {}

  useEffect(() => {
    if (failure) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus()
    }
  }, [failure])

  return (
    // React resets a form after its action, which would show other choices than the draft holds.
    <form
      ref={form}
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex min-w-0 flex-col gap-6"
    >
      <WizardProvider value={{ values, errors, update }}>{children}</WizardProvider>
      {failure ? <FailureNotice failure={failure} /> : null}
      <div className="flex flex-wrap items-center justify-between gap-3">
        {index > 0 ? <ButtonLink href={at(SETUP_STEPS[index - 1])}>Back</ButtonLink> : <span />}
        <SubmitButton pendingLabel="Checking…">
          {changes > 0 ? `Review ${changes} ${changes === 1 ? 'change' : 'changes'}` : 'Continue'}
        </SubmitButton>
      </div>
    </form>
  )
}
