'use client'

import { useActionState, useEffect, useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { type PolicyChange, policyChanges } from '@/components/findings/policy-changes'
import { useConnectionKey } from '@/components/form/connection-context'
import { Field } from '@/components/form/field'
import { Select, TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { draftStore } from '@/components/policies/draft-store'
import { Button } from '@/components/ui/button'
import { DiffView } from '@/components/ui/diff-view'
import { SkeletonRows } from '@/components/ui/skeleton'
import { saveDocumentAction } from '@/lib/drift/role-actions'
import { diffLines } from '@/lib/format/diff'
import type { PolicyStatement } from '@/lib/policies/document/model'
import type { Failure, Result } from '@/lib/result'
import { readPoliciesAction } from '@/lib/roles/actions'
import type { InlinePolicy } from '@/lib/roles/model'

type Props = Omit<PermissionDialogProps, 'open'>

/** Choose the policy, see the difference, save. What IAM has is read when it opens, and compared once more when it is saved. */
export function PermissionForm(props: Props) {
  const { roleName, statement } = props
  const connection = useConnectionKey()
  const [answer, setAnswer] = useState<Result<InlinePolicy[]> | null>(null)

  useEffect(() => {
    let isWanted = true
    void readPoliciesAction({ connection, roleName }).then((read) => {
      if (isWanted) {
        setAnswer(read)
      }
    })
    return () => {
      isWanted = false
    }
  }, [connection, roleName])

  if (answer === null) {
    return <SkeletonRows rows={4} label="Reading the role's policies" />
  }
  return answer.ok ? (
    <Choice {...props} connection={connection} changes={policyChanges(answer.data, statement)} />
  ) : (
    <FailureNotice failure={answer.error} />
  )
}

type ChoiceProps = Props & { connection: string; changes: PolicyChange[] }
type Saved = { policyName: string } | { failure: Failure } | null

function Choice({ roleName, connection, changes, onClose }: ChoiceProps) {
  const [chosen, setChosen] = useState('')
  const change = changes.find(({ name }) => name === chosen) ?? changes[0]
  const [saved, save] = useActionState(async (_: Saved, form: FormData): Promise<Saved> => {
    if (!change) {
      return null
    }
    const reason = String(form.get('reason') ?? '')
    const result = await saveDocumentAction({
      connection,
      roleName,
      document: `inline:${change.name}`,
      text: change.after,
      reason,
      expected: change.before ?? undefined,
    })

    if (!result.ok) {
      return { failure: result.error }
    }
    if (result.data.state !== 'saved') {
      return { failure: CHANGED }
    }
    keepBefore(connection, roleName, change, { at: result.data.savedAt, reason })
    return { policyName: change.name }
  }, null)

  if (saved && 'policyName' in saved) {
    return <Done policyName={saved.policyName} onClose={onClose} />
  }
  if (!change) {
    return (
      <Notice tone="info" title="The role’s policies already allow it.">
        <p>If AWS still refuses, a Deny, a permissions boundary or a policy of the organization stands in the way.</p>
      </Notice>
    )
  }
  return (
    <form action={save} className="flex min-w-0 flex-col gap-3">
      <Field label="Policy" name="policy">
        <Select
          name="policy"
          value={change.name}
          onChange={(event) => setChosen(event.target.value)}
          options={changes.map(({ name, before }) => ({
            value: name,
            label: before === null ? `${name} (new)` : name,
          }))}
        />
      </Field>
      <DiffView
        lines={diffLines(pretty(change.before ?? ''), pretty(change.after))}
        label={`Changes of ${change.name}`}
      />
      <Field label="Why is this needed?" name="reason" required errors={saved?.failure.fields?.reason}>
        <TextInput name="reason" maxLength={500} required />
      </Field>
      {saved ? <FailureNotice failure={saved.failure} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <SubmitButton pendingLabel="Saving…">{`Save ${change.name}`}</SubmitButton>
      </div>
    </form>
  )
}

function Done({ policyName, onClose }: { policyName: string; onClose: () => void }) {
  return (
    <Notice
      tone="success"
      live="status"
      title={`${policyName} allows it now.`}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <p>IAM takes a few seconds to apply the change everywhere. Then call the server again.</p>
    </Notice>
  )
}

const CHANGED: Failure = {
  code: 'conflict',
  message: 'Somebody changed the policy in IAM while this was open.',
  remedy: 'Close this and open it again to see the policy as it is now.',
}

/** IAM often has policies on one line, which no diff can show. */
function pretty(document: string): string {
  try {
    return JSON.stringify(JSON.parse(document), null, 2)
  } catch {
    return document
  }
}

/** The editor of the role offers it among the earlier texts. */
function keepBefore(
  connection: string,
  roleName: string,
  { name, before }: PolicyChange,
  said: { at: string; reason: string },
) {
  if (before !== null) {
    draftStore(connection, roleName).addPast(`inline:${name}`, { text: before, kind: 'replaced', ...said })
  }
}

export type PermissionDialogProps = {
  open: boolean
  onClose: () => void
  roleName: string
  statement: PolicyStatement
}
