'use client'

import { useEffect, useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import type { PermissionDialogProps } from '@/components/findings/permission-dialog'
import { type PolicyChange, policyChanges } from '@/components/findings/policy-changes'
import { Field } from '@/components/form/field'
import { Select } from '@/components/form/inputs'
import { useConnectionKey } from '@/components/layout/connection-context'
import { DiffView } from '@/components/runtimes/diff-view'
import { Button } from '@/components/ui/button'
import { SkeletonRows } from '@/components/ui/skeleton'
import type { Failure } from '@/lib/result'
import type { InlinePolicy } from '@/lib/roles/model'
import { diffLines } from '@/lib/runtimes/diff'

type Props = Omit<PermissionDialogProps, 'open'>
type State =
  | { step: 'reading' }
  | { step: 'choosing' | 'saving'; policies: InlinePolicy[]; failure?: Failure }
  | { step: 'saved'; policyName: string }
  | { step: 'failed'; failure: Failure }

/** Choose the policy, see the difference, save. What IAM has is read when it opens, and compared once more when it is saved. */
export function PermissionForm(props: Props) {
  const { onClose, roleName, statement, actions } = props
  const connection = useConnectionKey()
  const [state, setState] = useState<State>({ step: 'reading' })
  const [chosen, setChosen] = useState('')

  useEffect(() => {
    let isWanted = true
    void actions.read({ connection, roleName }).then((answer) => {
      if (isWanted) {
        setState(answer.ok ? { step: 'choosing', policies: answer.data } : { step: 'failed', failure: answer.error })
      }
    })
    return () => {
      isWanted = false
    }
  }, [actions, connection, roleName])

  async function save(change: PolicyChange, policies: InlinePolicy[]) {
    setState({ step: 'saving', policies })
    const { name: policyName, after: document, before: expected } = change
    const answer = await actions.save({ connection, roleName, policyName, document, expected })
    setState(answer.ok ? { step: 'saved', policyName } : { step: 'choosing', policies, failure: answer.error })
  }

  switch (state.step) {
    case 'reading':
      return <SkeletonRows rows={4} label="Reading the role's policies" />
    case 'failed':
      return <FailureNotice failure={state.failure} />
    case 'saved':
      return (
        <Notice
          tone="success"
          live="status"
          title={`${state.policyName} allows it now.`}
          actions={<Button onClick={onClose}>Close</Button>}
        >
          <p>IAM takes a few seconds to tell everybody. Then call the server again.</p>
        </Notice>
      )
    default:
      return (
        <Choice
          changes={policyChanges(state.policies, statement)}
          failure={state.failure}
          isSaving={state.step === 'saving'}
          chosen={chosen}
          onChoose={setChosen}
          onSave={(change) => void save(change, state.policies)}
          onClose={onClose}
        />
      )
  }
}

type ChoiceProps = {
  changes: PolicyChange[]
  failure: Failure | undefined
  isSaving: boolean
  chosen: string
  onChoose: (name: string) => void
  onSave: (change: PolicyChange) => void
  onClose: () => void
}

function Choice({ changes, failure, isSaving, chosen, onChoose, onSave, onClose }: ChoiceProps) {
  const change = changes.find(({ name }) => name === chosen) ?? changes[0]

  if (!change) {
    return (
      <Notice tone="info" title="The role's policies say it already.">
        <p>If AWS still refuses, a Deny, a permissions boundary or an organization stands in the way.</p>
      </Notice>
    )
  }
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <Field label="Policy" name="policy">
        <Select
          name="policy"
          value={change.name}
          onChange={(event) => onChoose(event.target.value)}
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
      {failure ? <FailureNotice failure={failure} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" pending={isSaving} onClick={() => onSave(change)}>
          {isSaving ? 'Saving…' : `Save ${change.name}`}
        </Button>
      </div>
    </div>
  )
}

/** IAM often has policies on one line, which no diff can show. */
function pretty(document: string): string {
  try {
    return JSON.stringify(JSON.parse(document), null, 2)
  } catch {
    return document
  }
}
