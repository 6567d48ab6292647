'use client'

import Link from 'next/link'
import { useEffect } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { TITLES } from '@/components/setup/step-list'
import { Button } from '@/components/ui/button'
import { type SetupStep, stepOfPath } from '@/lib/deployments/setup/form-fields'
import type { Failure } from '@/lib/result'
import { routes } from '@/lib/routes'

/** Tells the list of steps which of them need another look. */
export type OnWrongSteps = (steps: SetupStep[]) => void

type PlanFailureProps = {
  failure: Failure
  from: string | undefined
  onRetry: () => void
  onWrongSteps: OnWrongSteps
}

/** Why there is no plan. An answer that is wrong is named, and leads to the step where it was given. */
export function PlanFailure({ failure, from, onRetry, onWrongSteps }: PlanFailureProps) {
  const answers = wrongAnswers(failure)
  // As text, because an effect compares by identity.
  const wrong = [...new Set(answers.map(({ step }) => step))].join()

  useEffect(() => {
    onWrongSteps(wrong.split(',').filter((step): step is SetupStep => step in TITLES))
    return () => onWrongSteps([])
  }, [wrong, onWrongSteps])

  return (
    <div className="flex flex-col gap-4">
      <FailureNotice
        failure={withDoor(failure, from)}
        retry={answers.length > 0 ? undefined : <Button onClick={onRetry}>Try again</Button>}
      />
      {answers.length > 0 ? (
        <ul className="flex flex-col gap-1">
          {answers.map(({ step, field, message }) => (
            <li key={field + message} className="break-words">
              {step ? (
                <Link className="text-accent underline underline-offset-4" href={at(step, from)}>
                  {TITLES[step].title}
                </Link>
              ) : null}
              {step ? ', ' : ''}
              <span className="font-mono text-table">{field}</span>: {message}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

/** Adds the step on which the first wrong answer stands, unless the failure names a way out of its own. */
export function withDoor(failure: Failure, from: string | undefined): Failure {
  const [first] = wrongAnswers(failure)
  return first?.step && !failure.link
    ? { ...failure, link: { label: `Go to ${TITLES[first.step].title}`, href: at(first.step, from) } }
    : failure
}

function wrongAnswers({ fields = {} }: Failure) {
  return Object.entries(fields).flatMap(([field, messages]) =>
    messages.map((message) => ({ step: stepOfPath(field), field, message })),
  )
}

function at(step: SetupStep, from: string | undefined) {
  return routes.setup({ step, from })
}
