'use client'

import { useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { useConnectionKey } from '@/components/form/connection-context'
import { useWhenLeft } from '@/components/layout/use-when-left'
import { ChallengeForm } from '@/components/tokens/challenge-form'
import { IssuedTokenCard } from '@/components/tokens/issued-token-card'
import { KeptSignIn } from '@/components/tokens/kept-sign-in'
import { type FormAction, SignInForm } from '@/components/tokens/sign-in-form'
import { useLiveToken } from '@/components/tokens/use-live-token'
import { type FormState, idle } from '@/lib/form-state'
import { answerChallengeAction, refreshTokenAction, signInUserAction } from '@/lib/tokens/actions'
import type { KeptSignIn as Kept, SignInOutcome } from '@/lib/tokens/model'

type TokenPanelProps = {
  runtimeId: string
  /** App clients that the runtime allows. */
  clients: string[]
  kept?: Kept | undefined
  /** Whom the pool signs in, where it has a single user. */
  onlyUser?: string | undefined
}

type State = FormState<SignInOutcome>
type Challenged = Extract<SignInOutcome, { state: 'challenge' }>

/**
 * Sign-in to a runtime's user pool, and the access token that comes of it. Answers are kept here and not in
 * useActionState, because a token must be forgotten when the page is hidden.
 */
export function TokenPanel({ runtimeId, clients, kept, onlyUser }: TokenPanelProps) {
  const connection = useConnectionKey()
  const [state, setState] = useState<State>(idle)
  const [challenge, setChallenge] = useState<Challenged>()
  const [isOther, setIsOther] = useState(false)
  const live = useLiveToken(async () => answerOf(await refreshTokenAction(idle, formOf({ connection, runtimeId }))))
  const failure = live.failure ?? (state.status === 'failed' ? state.failure : undefined)

  // A challenge may show the key of a new authenticator; it outlives a look at the authenticator, but not the page.
  useWhenLeft(() => {
    setChallenge(undefined)
    setState(idle)
  })

  function perform(action: FormAction<SignInOutcome>) {
    return async (formData: FormData) => {
      const next = await action(idle, formData)
      const outcome = next.status === 'done' ? next.data : undefined
      // The token itself goes to the one place that knows when to give it up.
      setState(outcome ? idle : next)
      live.forgetFailure()
      // A refused code or password leaves the challenge open for another try.
      if (outcome || (next.status === 'failed' && next.failure.code === 'credentials-expired')) {
        setChallenge(outcome?.state === 'challenge' ? outcome : undefined)
      }
      if (outcome?.state === 'token') {
        setIsOther(false)
        live.receive(outcome.token)
      }
    }
  }

  const forms = { runtimeId, state }
  return (
    <div className="flex flex-col gap-4">
      {live.held ? <IssuedTokenCard held={live.held} leftMs={live.leftMs} onCopied={live.forgetText} /> : null}
      {challenge ? (
        <ChallengeForm key={challenge.sealed} {...challenge} {...forms} submit={perform(answerChallengeAction)} />
      ) : kept && !isOther ? (
        <KeptSignIn
          {...{ runtimeId, kept }}
          hasToken={live.held !== undefined}
          refresh={perform(refreshTokenAction)}
          onSignedOut={live.forget}
          onOther={() => {
            live.forget()
            setIsOther(true)
          }}
        />
      ) : (
        <SignInForm {...forms} clients={clients} userName={onlyUser} submit={perform(signInUserAction)} />
      )}
      {failure ? <FailureNotice failure={failure} /> : null}
    </div>
  )
}

function formOf(values: Record<string, string>): FormData {
  const data = new FormData()

  for (const [name, value] of Object.entries(values)) {
    data.set(name, value)
  }
  return data
}

function answerOf(next: State) {
  if (next.status === 'done' && next.data.state === 'token') {
    return { token: next.data.token }
  }
  return { failure: next.status === 'failed' ? next.failure : UNEXPECTED }
}

const UNEXPECTED = { code: 'internal' as const, message: 'The refresh ended without a token.' }
