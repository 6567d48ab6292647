'use client'

import { useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { SignInChoices } from '@/components/tokens/sign-in/sign-in-choices'
import { type Choices, useSignIn } from '@/components/tokens/sign-in/use-sign-in'
import { WaitingForBrowser } from '@/components/tokens/sign-in/waiting-for-browser'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import type { KeptView, Refusal } from '@/lib/sign-ins/console/model'

type SignInPanelProps = {
  runtimeId: string
  /** The clients that the runtime allows. */
  clients: string[]
  /** A user pool: Slipway knows what to ask for. */
  isPool: boolean
  kept: KeptView | undefined
}

/** A button that signs in at the runtime's issuer, how far that is, and the way out again. */
export function SignInPanel({ runtimeId, clients, isPool, kept }: SignInPanelProps) {
  const { view, failure, notice, isBusy, begin, cancel, end } = useSignIn(runtimeId)
  const [choices, setChoices] = useState<Partial<Choices>>(clients[0] === undefined ? {} : { clientId: clients[0] })
  const isWaiting = view?.state === 'waiting'
  const ended = view?.state === 'failed' ? view.failure : failure

  return (
    <div className="flex min-w-0 flex-col gap-3">
      {kept ? <Kept kept={kept} /> : null}
      {isWaiting ? (
        <WaitingForBrowser {...view} onCancel={cancel} />
      ) : (
        <form
          className="flex min-w-0 flex-col items-start gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            void begin(choices)
            setChoices({ ...choices, clientSecret: '' })
          }}
        >
          {isPool ? null : (
            <SignInChoices {...{ clients, choices }} errors={ended?.fields?.clientId} onChange={setChoices} />
          )}
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant={kept ? 'secondary' : 'primary'} pending={isBusy}>
              {kept ? 'Sign in again' : 'Sign in'}
            </Button>
            {kept ? (
              <Button variant="quiet-danger" disabled={isBusy} onClick={() => void end()}>
                Sign out
              </Button>
            ) : null}
          </div>
        </form>
      )}
      {notice && !kept ? (
        <p role="status" className="text-muted">
          {notice}
        </p>
      ) : null}
      {view?.state === 'done' ? <Done refusals={view.refusals} /> : null}
      {ended ? <FailureNotice failure={ended} /> : null}
    </div>
  )
}

function Kept({ kept: { userName, endsAt, renews } }: { kept: KeptView }) {
  return (
    <p>
      Signed in as <strong className="break-all font-medium">{userName}</strong>, kept encrypted on this computer.{' '}
      {renews && endsAt ? (
        <>
          Its token ends <Time at={endsAt} />; the bridge renews it.
        </>
      ) : renews ? (
        'The bridge renews the token.'
      ) : endsAt ? (
        <>
          The token ends <Time at={endsAt} />, and the issuer gave nothing to renew it with.
        </>
      ) : (
        'The issuer gave nothing to renew the token with.'
      )}
    </p>
  )
}

function Done({ refusals }: { refusals: Refusal[] }) {
  return refusals.length === 0 ? (
    <Notice tone="success" live="status" title="The runtime will take this token" />
  ) : (
    <Notice tone="danger" live="alert" title="The runtime will refuse this token">
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {refusals.map(({ claim, why, advice }) => (
          <li key={claim} className="break-words">
            <span className="font-mono">{claim}</span>: {why} {advice}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
