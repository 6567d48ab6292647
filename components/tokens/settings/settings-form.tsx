'use client'

import { type ReactNode, useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { ConnectionField } from '@/components/form/connection-field'
import { SubmitButton } from '@/components/form/submit-button'
import { FieldErrors } from '@/components/tokens/settings/field-errors'
import type { FormAction } from '@/components/tokens/sign-in-form'
import { Button } from '@/components/ui/button'
import { DiffView } from '@/components/ui/diff-view'
import { idle } from '@/lib/form-state'
import { diffLines } from '@/lib/format/diff'
import type { Failure } from '@/lib/result'
import type { SettingsOutcome, SettingsPlan } from '@/lib/tokens/user-pool/settings-model'

type SettingsFormProps = {
  runtimeId: string
  /** `Change the app client`. */
  verb: string
  plan: FormAction<SettingsPlan>
  apply: FormAction<SettingsOutcome>
  canWrite: boolean
  children: ReactNode
}

/** Fields, then what a change of them sends, then the deed. */
export function SettingsForm({ runtimeId, verb, plan, apply, canWrite, children }: SettingsFormProps) {
  const [planned, setPlanned] = useState<{ plan: SettingsPlan; data: FormData }>()
  const [failure, setFailure] = useState<Failure>()
  const [outcome, setOutcome] = useState<SettingsOutcome>()

  async function look(data: FormData) {
    const next = await plan(idle, data)
    setOutcome(undefined)
    setPlanned(next.status === 'done' ? { plan: next.data, data } : undefined)
    setFailure(next.status === 'failed' ? next.failure : undefined)
  }

  async function perform() {
    if (!planned) {
      return
    }
    // What was shown is sent, whatever the fields say by now.
    const { plan: shown, data } = planned
    data.set('fingerprint', shown.fingerprint)
    const next = await apply(idle, data)
    setPlanned(undefined)
    setOutcome(next.status === 'done' ? next.data : undefined)
    setFailure(next.status === 'failed' ? next.failure : undefined)
  }

  return (
    <div className="flex min-w-0 flex-col gap-4">
      {/* onSubmit and not action: an action would empty the fields, which are needed once more. */}
      <form
        onInput={() => setPlanned(undefined)}
        onSubmit={(event) => {
          event.preventDefault()
          void look(new FormData(event.currentTarget))
        }}
        className="flex max-w-2xl flex-col items-start gap-3"
      >
        <ConnectionField />
        <input type="hidden" name="runtimeId" value={runtimeId} />
        <FieldErrors value={failure?.fields ?? {}}>{children}</FieldErrors>
        <Button type="submit">Show what changes</Button>
      </form>
      {failure ? <FailureNotice failure={failure} /> : null}
      {planned ? <Review {...{ verb, canWrite }} planned={planned.plan} onApply={perform} /> : null}
      <div role="status" className="empty:hidden">
        {outcome ? <Done outcome={outcome} /> : null}
      </div>
    </div>
  )
}

type ReviewProps = { planned: SettingsPlan; verb: string; canWrite: boolean; onApply: () => Promise<void> }

function Review({ planned, verb, canWrite, onApply }: ReviewProps) {
  if (planned.before === planned.after) {
    return <p role="status">Nothing would change.</p>
  }
  return (
    <div className="flex min-w-0 flex-col items-start gap-3">
      {planned.notes.map((note) => (
        <Notice key={note} tone="warning" title={note} />
      ))}
      <p>Everything that the request carries; what is not marked stays as it is.</p>
      <div className="w-full min-w-0">
        <DiffView lines={diffLines(planned.before, planned.after)} label="What changes" />
      </div>
      {canWrite ? (
        <form action={onApply}>
          <SubmitButton pendingLabel="Changing…">{verb}</SubmitButton>
        </form>
      ) : (
        <p className="text-muted">This console is in read-only mode.</p>
      )}
    </div>
  )
}

function Done({ outcome: { verified } }: { outcome: SettingsOutcome }) {
  return verified ? (
    <Notice tone="success" title="Changed. AWS was read again, and has what was asked for." />
  ) : (
    <Notice tone="warning" title="Sent, but AWS has something else now.">
      <p>Somebody may have changed it at the same time. Look at what would change once more.</p>
    </Notice>
  )
}
