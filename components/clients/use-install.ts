'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useState, useTransition } from 'react'
import { useConnectionKey } from '@/components/form/connection-context'
import type { Question } from '@/lib/clients/merge/change'
import type { MergeAnswers } from '@/lib/clients/merge/merge-config'
import { installClientAction, planInstallAction, undoInstallAction } from '@/lib/install/actions'
import type { Installed, InstallPlan, Undone } from '@/lib/install/model'
import type { Failure, Result } from '@/lib/result'

/** How far the person is: nothing is shown as done before the server has said so. */
export type Phase =
  | { name: 'idle' }
  /** `questions`: all that came up, since an answered one may be changed. */
  | { name: 'planned'; plan: InstallPlan; questions: Question[]; answers: MergeAnswers }
  | { name: 'installed'; installed: Installed }
  | { name: 'undone'; undone: Undone }

/** Those that were asked before stay: an answer takes its question out of the next plan. */
function questionsOf({ questions }: InstallPlan, answers: MergeAnswers, now: Phase): Question[] {
  const isAnew = Object.keys(answers).length === 0
  const before = now.name === 'planned' && !isAnew ? now.questions : []
  return [...before, ...questions.filter(({ kind }) => before.every((each) => each.kind !== kind))]
}

type Subject = { runtimeId: string; client: string }

/** The three steps of an install as the panel takes them. Each failure leaves the phase as it was. */
export function useInstall(subject: Subject) {
  const connection = useConnectionKey()
  const router = useRouter()
  const [phase, setPhase] = useState<Phase>({ name: 'idle' })
  const [failure, setFailure] = useState<Failure>()
  const [isPending, start] = useTransition()

  function run<T>(ask: () => Promise<Result<T>>, next: (data: T, now: Phase) => Phase, isChange: boolean) {
    start(async () => {
      const result = await ask()
      // After an await, an update is part of the transition only when it says so again.
      startTransition(() => {
        setFailure(result.ok ? undefined : result.error)
        if (result.ok) {
          setPhase((now) => next(result.data, now))
        }
        if (result.ok && isChange) {
          router.refresh()
        }
      })
    })
  }

  return {
    ...{ phase, failure, isPending },
    plan: (answers: MergeAnswers) => {
      // What the person has chosen shows at once; what comes of it, once the server has said so.
      setPhase((now) => (now.name === 'planned' ? { ...now, answers } : now))
      run(
        () => planInstallAction({ connection, ...subject, answers }),
        (plan, now) => ({ name: 'planned', plan, answers, questions: questionsOf(plan, answers, now) }),
        false,
      )
    },
    install: ({ hash: planHash }: InstallPlan, answers: MergeAnswers) =>
      run(
        () => installClientAction({ connection, ...subject, planHash, answers }),
        (installed) => ({ name: 'installed', installed }),
        true,
      ),
    undo: (id: string) =>
      run(
        () => undoInstallAction({ connection, id }),
        (undone) => ({ name: 'undone', undone }),
        true,
      ),
    leave: () => {
      setFailure(undefined)
      setPhase({ name: 'idle' })
    },
  }
}
