'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { useConnectionKey } from '@/components/form/connection-context'
import type { Failure } from '@/lib/result'
import { beginSignInAction, cancelSignInAction, endSignInAction, lookAtSignInAction } from '@/lib/sign-ins/actions'
import type { SignInState } from '@/lib/sign-ins/console/model'

const LOOK_MS = 1000

export type Choices = {
  clientId: string
  clientSecret: string
  scope: string
  audience: string
  idToken: boolean
}

type Step = { id?: string; view?: SignInState; failure?: Failure; notice?: string; isBusy: boolean }

const AT_REST: Step = { isBusy: false }

/** A sign-in at the issuer, from the press of the button to its end in another tab. */
export function useSignIn(runtimeId: string) {
  const connection = useConnectionKey()
  const [step, setStep] = useState<Step>(AT_REST)
  const { id, view } = step
  const isWaiting = view?.state === 'waiting'

  const look = useEffectEvent(async (attempt: string) => {
    const result = await lookAtSignInAction({ connection, id: attempt })

    if (!result.ok) {
      setStep({ isBusy: false, failure: result.error })
    } else if (result.data.state !== 'waiting') {
      setStep((current) => (current.id === attempt ? { id: attempt, view: result.data, isBusy: false } : current))
    }
  })

  useEffect(() => {
    if (!isWaiting || id === undefined) {
      return
    }
    let timer: ReturnType<typeof setTimeout>
    const again = () => {
      timer = setTimeout(() => void look(id).finally(again), LOOK_MS)
    }
    again()
    return () => {
      clearTimeout(timer)
    }
  }, [isWaiting, id])

  async function begin(choices: Partial<Choices>) {
    setStep({ isBusy: true })
    const result = await beginSignInAction({ connection, runtimeId, ...choices })

    if (!result.ok) {
      setStep({ isBusy: false, failure: result.error })
      return
    }
    setStep({ ...result.data, isBusy: false })

    if (result.data.view.state === 'waiting') {
      // Where the browser takes this for a pop-up, the link on the page does the same.
      window.open(result.data.view.address, '_blank', 'noopener,noreferrer')
    }
  }

  async function cancel() {
    if (id !== undefined) {
      setStep(AT_REST)
      await cancelSignInAction({ connection, id })
    }
  }

  async function end() {
    setStep({ isBusy: true })
    const result = await endSignInAction({ connection, runtimeId })
    setStep(
      result.ok
        ? { isBusy: false, notice: result.data.revoked ? REVOKED : FORGOTTEN }
        : { isBusy: false, failure: result.error },
    )
  }

  return { ...step, begin, cancel, end }
}

const REVOKED = 'Signed out: revoked at the issuer, and forgotten here.'
const FORGOTTEN = 'Forgotten here. The issuer has no way to revoke it from here.'
