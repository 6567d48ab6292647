'use client'

import { useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionField } from '@/components/form/connection-field'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { idle } from '@/lib/form-state'
import type { Failure } from '@/lib/result'
import { signOutUserAction } from '@/lib/tokens/actions'
import type { KeptSignIn as Kept } from '@/lib/tokens/model'

type KeptSignInProps = {
  runtimeId: string
  kept: Kept
  hasToken: boolean
  refresh: (formData: FormData) => Promise<void>
  onSignedOut: () => void
  onOther: () => void
}

/** What can be done with the sign-in that this browser keeps, sealed. */
export function KeptSignIn(props: KeptSignInProps) {
  const { runtimeId, kept, hasToken, refresh, onOther } = props

  return (
    <>
      <p>
        This browser keeps a sign-in as <strong className="break-all font-medium">{kept.userName}</strong>, encrypted.
        {hasToken ? ' While you look at this page, a fresh token comes two minutes before the end of this one.' : ''}
      </p>
      <div className="flex flex-wrap gap-2">
        <form action={refresh}>
          <ConnectionField />
          <input type="hidden" name="runtimeId" value={runtimeId} />
          <SubmitButton pendingLabel="Refreshing…">Get a fresh token</SubmitButton>
        </form>
        <Button onClick={onOther}>Sign in as somebody else</Button>
      </div>
      <Disclosure summary="Sign out and revoke">
        <SignOut {...props} />
      </Disclosure>
    </>
  )
}

function SignOut({ runtimeId, kept, onSignedOut }: KeptSignInProps) {
  const [failure, setFailure] = useState<Failure>()

  async function submit(formData: FormData) {
    const next = await signOutUserAction(idle, formData)
    setFailure(next.status === 'failed' ? next.failure : undefined)

    if (next.status === 'done') {
      onSignedOut()
    }
  }

  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-2xl text-muted">
        Revoking ends the refresh token at Cognito. AgentCore accepts an access token that is already out until it
        expires, because it checks the signature and does not ask Cognito.
      </p>
      <div className="flex flex-wrap gap-2">
        {SCOPES.map(({ everywhere, label, pendingLabel }) => (
          <form key={everywhere} action={submit}>
            <ConnectionField />
            <input type="hidden" name="runtimeId" value={runtimeId} />
            <input type="hidden" name="everywhere" value={everywhere} />
            <SubmitButton variant="quiet-danger" pendingLabel={pendingLabel}>
              {label(kept.userName)}
            </SubmitButton>
          </form>
        ))}
      </div>
      {failure ? <FailureNotice failure={failure} /> : null}
    </div>
  )
}

const SCOPES = [
  { everywhere: 'false', label: () => 'Revoke this sign-in', pendingLabel: 'Revoking…' },
  {
    everywhere: 'true',
    label: (userName: string) => `Sign ${userName} out everywhere`,
    pendingLabel: 'Signing out…',
  },
]
