'use client'

import { Notice } from '@/components/feedback/notice'
import { Field } from '@/components/form/field'
import { TextArea } from '@/components/form/inputs'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { Dialog } from '@/components/ui/dialog'
import { readDenial } from '@/lib/policies/denial/denial'
import { proposeStatement } from '@/lib/policies/denial/propose-statement'
import { addStatement } from '@/lib/policies/document/add-statement'
import type { TextEdit } from '@/lib/policies/findings/model'

type DenialDialogProps = {
  text: string
  /** Name of the policy that the statement would join. */
  policy: string
  /** Null: the dialog is closed. */
  message: string | null
  onMessage: (message: string | null) => void
  onApply: (edits: TextEdit[]) => void
}

/** An error of AWS becomes the smallest statement that answers it, or the reason why no policy of this role can. */
export function DenialDialog({ text, policy, message: given, onMessage, onApply }: DenialDialogProps) {
  const message = given ?? ''
  const onClose = () => onMessage(null)
  const denial = message.trim() === '' ? null : readDenial(message)
  const proposal = denial ? proposeStatement(denial) : null
  const edits = proposal && 'statement' in proposal ? addStatement(text, proposal.statement) : []

  function apply() {
    onApply(edits)
    onClose()
  }

  return (
    <Dialog
      open={given !== null}
      onClose={onClose}
      title="Add what was refused"
      description="Paste the error as your assistant, the log or the AWS CLI shows it. It stays in this browser."
      size="md"
      footer={
        <Button variant="primary" disabled={edits.length === 0} onClick={apply}>
          Add the statement to {policy}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="Error message" name="message" required>
          <TextArea
            name="message"
            mono
            rows={5}
            value={message}
            data-autofocus
            onChange={({ target }) => onMessage(target.value)}
          />
        </Field>
        {message.trim() !== '' && denial === null ? (
          <Notice tone="warning" title="This is not about permissions.">
            <p>Paste the line with AccessDenied or “is not authorized to perform”.</p>
          </Notice>
        ) : null}
        {proposal && 'cannot' in proposal ? (
          <Notice tone="warning" title={proposal.cannot}>
            <p>{proposal.remedy}</p>
            {proposal.command ? <CodeBlock code={proposal.command} language="bash" /> : null}
          </Notice>
        ) : null}
        {proposal && 'statement' in proposal ? (
          <>
            <CodeBlock code={JSON.stringify(proposal.statement, null, 2)} language="json" />
            <p className="text-muted">{proposal.note}</p>
            {edits.length === 0 ? <p>This policy already allows it, or its JSON has to be corrected first.</p> : null}
          </>
        ) : null}
      </div>
    </Dialog>
  )
}
