'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { toast } from '@/components/feedback/toast'
import { Checkbox } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { isArn, PolicyPicker } from '@/components/policies/policy-picker'
import { Attachable } from '@/components/policy-editor/texts/attachable'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { attachPolicyAction, detachPolicyAction } from '@/lib/drift/role-actions'
import { managedPolicyWarning } from '@/lib/policies/evaluate/danger'
import { knownPolicy } from '@/lib/policies/risk/known-policies'
import type { Failure } from '@/lib/result'

/** What is attached; `instead`: the ARN of the policy that goes for it. */
export type Attaching = { arn: string; instead?: string }

type AttachPolicyProps = {
  subject: RoleSubject
  /** Null: closed. */
  attaching: Attaching | null
  /** ARNs of what the role has. */
  taken: string[]
  onClose: () => void
  /** Begins a policy with just what is needed instead. */
  onScoped: () => void
}

/** Puts a managed policy on the role, or one in the place of another. */
export function AttachPolicy({ subject, attaching, taken, onClose, onScoped }: AttachPolicyProps) {
  return (
    <Dialog open={attaching !== null} onClose={onClose} title={`Attach a policy to ${subject.name}`} size="md">
      {attaching ? <AttachForm {...{ subject, attaching, taken, onClose, onScoped }} /> : null}
    </Dialog>
  )
}

function AttachForm({ subject, attaching, taken, onClose, onScoped }: AttachPolicyProps & { attaching: Attaching }) {
  const [arn, setArn] = useState(attaching.arn)
  const [failure, attach] = useAttach(subject, { ...attaching, arn }, onClose)
  const name = isArn(arn) ? nameOf(arn) : ''

  return (
    <form action={attach} className="flex flex-col gap-4">
      <PolicyPicker
        connection={subject.connection}
        label="Name, service or ARN of the policy"
        name="arn"
        required
        autoFocus
        errors={failure?.fields?.arn}
        text={arn}
        onText={setArn}
        onChoose={setArn}
        taken={taken}
      />
      {isArn(arn) ? <Meaning arn={arn.trim()} /> : null}
      <Attachable subject={subject} arn={arn.trim()} onChoose={setArn} onScoped={onScoped} />
      <Checkbox name="looked" required label={lookLabel(subject)} />
      {subject.isOwn ? null : (
        <Checkbox name="foreign" required label={`Slipway did not make ${subject.name}; change it anyway`} />
      )}
      {failure ? <FailureNotice failure={failure} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <SubmitButton pendingLabel="Attaching…" disabled={name === ''}>
          {attaching.instead ? `Attach ${name}, detach ${nameOf(attaching.instead)}` : `Attach ${name || 'the policy'}`}
        </SubmitButton>
      </div>
    </form>
  )
}

function useAttach(subject: RoleSubject, { arn, instead }: Attaching, onClose: () => void) {
  const router = useRouter()

  return useActionState(async (_: Failure | null): Promise<Failure | null> => {
    const role = { connection: subject.connection, roleName: subject.name, looked: true as const }
    const attached = await attachPolicyAction({ ...role, arn })

    if (!attached.ok) {
      return attached.error
    }
    // The new one first: in between the role has both, not neither.
    const detached = instead ? await detachPolicyAction({ ...role, arn: instead, looked: false }) : attached
    router.refresh()

    if (!detached.ok) {
      return detached.error
    }
    toast('success', `${subject.name} has ${nameOf(arn)} now. It takes effect within seconds.`)
    onClose()
    return null
  }, null)
}

function Meaning({ arn }: { arn: string }) {
  const warning = managedPolicyWarning(arn)
  const known = knownPolicy(arn)

  if (warning) {
    return (
      <Notice tone="danger" title={warning.title}>
        <p>{warning.text}</p>
      </Notice>
    )
  }
  return <p className="text-muted">{known?.means ?? 'What it allows adds to what the other policies allow.'}</p>
}

function lookLabel({ name, users }: RoleSubject): string {
  return `${users.length === 0 ? name : `Whoever talks to ${users.join(', ')}`} may do what this policy allows`
}

function nameOf(arn: string): string {
  return arn.trim().slice(arn.trim().lastIndexOf('/') + 1)
}
