'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useState, useTransition } from 'react'
import { useConnectionKey } from '@/components/form/connection-context'
import type { MergeAnswers } from '@/lib/clients/merge/merge-config'
import { installClientAction, planInstallAction, undoInstallAction } from '@/lib/install/actions'
import type { Installed, InstallPlan, Undone } from '@/lib/install/model'
import type { Failure, Result } from '@/lib/result'

/** How far the person is: nothing is shown as done before the server has said so. */
export type Phase =
  | { name: 'idle' }
  | { name: 'planned'; plan: InstallPlan; answers: MergeAnswers }
  | { name: 'installed'; installed: Installed }
  | { name: 'undone'; undone: Undone }

type Subject = { runtimeId: string; client: string }

/** The three steps of an install as the panel takes them. Each failure leaves the phase as it was. */
export function useInstall(subject: Subject) {
  const connection = useConnectionKey()
  const router = useRouter()
  const [phase, setPhase] = useState<Phase>({ name: 'idle' })
  const [failure, setFailure] = useState<Failure>()
  const [isPending, start] = useTransition()

  function run<T>(ask: () => Promise<Result<T>>, next: (data: T) => Phase, isChange: boolean) {
    start(async () => {
      const result = await ask()
      // After an await, an update is part of the transition only when it says so again.
      startTransition(() => {
        setFailure(result.ok ? undefined : result.error)
        if (result.ok) {
          setPhase(next(result.data))
        }
        if (result.ok && isChange) {
          router.refresh()
        }
      })
    })
  }

  return {
    ...{ phase, failure, isPending },
    plan: (answers: MergeAnswers) =>
      run(
        () => planInstallAction({ connection, ...subject, answers }),
        (plan) => ({ name: 'planned', plan, answers }),
        false,
      ),
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
