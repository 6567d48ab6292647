'use client'

import { useActionState, useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionField } from '@/components/form/connection-field'
import { Field } from '@/components/form/field'
import { TextArea } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { ComparedRows } from '@/components/successor/compared-rows'
import { idle } from '@/lib/form-state'
import { compareAction } from '@/lib/successor/actions'

/** Runs the same commands on both servers, and shows what each answered. */
export function ComparePanel({ runtimeId, commands }: { runtimeId: string; commands: string[] }) {
  const [state, compare, isPending] = useActionState(compareAction, idle)
  // A form that was sent is emptied to its defaults, and what was typed is what the answers are of.
  const [text, setText] = useState(commands.join('\n'))
  const failed = state.status === 'failed' ? state : undefined

  return (
    <div className="flex min-w-0 flex-col gap-3">
      <form action={compare} className="flex min-w-0 flex-col items-start gap-3">
        <ConnectionField />
        <input type="hidden" name="runtimeId" value={runtimeId} />
        <div className="w-full max-w-3xl">
          <Field
            label="Commands"
            name="commands"
            required
            errors={failed?.failure.fields?.commands}
            hint="One a line, at most 20. Only what plainly reads is sent. Both run in this region."
          >
            <TextArea name="commands" mono rows={7} value={text} onChange={(event) => setText(event.target.value)} />
          </Field>
        </div>
        <SubmitButton variant="primary" pendingLabel="Comparing…">
          Compare the answers
        </SubmitButton>
      </form>
      <div role="status" className="flex min-w-0 flex-col gap-3 empty:hidden">
        {isPending ? <p className="text-muted">A cold start of the runtime can take up to two minutes.</p> : null}
        {!isPending && state.status === 'done' ? <ComparedRows comparison={state.data} /> : null}
      </div>
      {!isPending && failed && !failed.failure.fields?.commands ? <FailureNotice failure={failed.failure} /> : null}
    </div>
  )
}
