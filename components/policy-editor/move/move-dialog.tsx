'use client'

import { useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { Field } from '@/components/form/field'
import { Checkbox, Select, TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { MoveReview } from '@/components/policy-editor/move/move-review'
import { NEW, refusalOf, targetsOf, useMove } from '@/components/policy-editor/move/use-move'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import type { Texts } from '@/components/policy-editor/texts/use-texts'
import { Dialog } from '@/components/ui/dialog'
import { parsePolicy } from '@/lib/policies/document/document'
import type { PolicyStatement } from '@/lib/policies/document/model'
import { planMove } from '@/lib/policies/document/move-statements'
import type { Failure } from '@/lib/result'
import type { RoleDocument } from '@/lib/roles/document'

type MoveProps = {
  subject: RoleSubject
  document: RoleDocument
  /** As IAM has it. */
  saved: string
  texts: Texts
  onClose: () => void
}

/** Takes statements of one policy to another, which changes quotas and not what the role may do. */
export function MoveDialog({ open, ...rest }: MoveProps & { open: boolean }) {
  return (
    <Dialog open={open} onClose={rest.onClose} title={`Move statements of ${rest.document.name}`} size="lg">
      <MoveForm {...rest} />
    </Dialog>
  )
}

function MoveForm({ subject, document, saved, texts, onClose }: MoveProps) {
  const targets = targetsOf(texts.saved, document)
  const [chosen, setChosen] = useState<number[]>([])
  const [to, setTo] = useState(targets[0]?.id ?? NEW)
  const [name, setName] = useState('')
  const target = targets.find(({ id }) => id === to)
  const move = { from: saved, to: target?.text ?? null, statements: chosen }
  const plan = chosen.length === 0 ? null : planMove(move)
  const [problem, action] = useMove({ subject, document, target, name: name.trim(), move, texts, onClose })
  // Once both have them, the page knows of the new policy, which is no mistake then.
  const refusal = problem?.isInBoth ? null : refusalOf({ document, target, texts, plan, name })
  const where = target?.name ?? (name.trim() || 'the new policy')

  return (
    <form action={action} className="flex flex-col gap-4">
      <Statements text={saved} chosen={chosen} onChosen={setChosen} />
      <Field label="Move to" name="to" required>
        <Select
          name="to"
          value={to}
          onChange={(event) => setTo(event.target.value)}
          options={[
            ...targets.map(({ id, name: label, kind }) => ({ value: id, label: `${label} (${kind})` })),
            { value: NEW, label: 'A new inline policy' },
          ]}
        />
      </Field>
      {target ? null : (
        <Field label="Name of the new policy" name="name" required>
          <TextInput name="name" mono required value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
      )}
      {plan?.ok ? (
        <MoveReview document={document} target={target} where={where} move={move} plan={plan} texts={texts} />
      ) : null}
      {refusal ? <p className="text-warning">{refusal}</p> : null}
      {[document.kind, target?.kind].includes('managed') ? <Shared failure={problem?.failure} /> : null}
      {subject.isOwn ? null : (
        <Checkbox name="foreign" required label={`Slipway did not make ${subject.name}; change it anyway`} />
      )}
      {problem?.isInBoth ? (
        <Notice tone="warning" title={`${where} has them now, and ${document.name} still has them, too`}>
          <p>The role may do the same as before. Delete them in {document.name} once the cause is mended.</p>
        </Notice>
      ) : null}
      {problem ? <FailureNotice failure={problem.failure} /> : null}
      <SubmitButton
        pendingLabel="Moving…"
        className="self-end"
        disabled={!plan?.ok || refusal !== null || problem?.isInBoth}
      >
        Move {chosen.length === 1 ? '1 statement' : `${chosen.length} statements`} to {where}
      </SubmitButton>
    </form>
  )
}

type StatementsProps = { text: string; chosen: number[]; onChosen: (chosen: number[]) => void }

function Statements({ text, chosen, onChosen }: StatementsProps) {
  const parsed = parsePolicy(text)

  if (!parsed.ok) {
    return <FailureNotice failure={parsed.error} />
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="pb-1 font-medium">Statements</legend>
      {parsed.data.Statement.map((statement, index) => ({ statement, index })).map(({ statement, index }) => (
        <Checkbox
          key={index}
          label={<span className="break-words font-medium">{statement.Sid || `Statement ${index + 1}`}</span>}
          hint={<span className="break-all">{aboutStatement(statement)}</span>}
          checked={chosen.includes(index)}
          onChange={(event) =>
            onChosen(event.target.checked ? [...chosen, index] : chosen.filter((other) => other !== index))
          }
        />
      ))}
    </fieldset>
  )
}

function aboutStatement({ Effect, Action, NotAction }: PolicyStatement): string {
  const actions = Action ?? NotAction ?? []
  const more = actions.length > SHOWN ? ` and ${actions.length - SHOWN} more` : ''
  return `${Effect} ${NotAction ? 'all but ' : ''}${actions.slice(0, SHOWN).join(', ')}${more}`
}

const SHOWN = 4

/** Whoever else has the managed policy gains or loses what moves. */
function Shared({ failure }: { failure: Failure | undefined }) {
  return (
    <>
      <p className="text-warning">
        A managed policy may be attached to other roles and users, too; for them this is a change of what they may do.
      </p>
      <Field label="Why is this needed?" name="reason" required errors={failure?.fields?.reason}>
        <TextInput name="reason" maxLength={500} required />
      </Field>
    </>
  )
}
