'use client'

import { type ReactNode, useActionState, useEffect, useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionField } from '@/components/form/connection-field'
import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { Button, type ButtonSize } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { type FormState, idle } from '@/lib/form-state'
import type { Failure } from '@/lib/result'

type ConfirmDialogProps<T> = {
  /** Heading of the dialog, and the words of the button that opens it unless `trigger` is given. */
  title: string
  /** The name that has to be typed. */
  object: string
  /** What the button does to it: `Delete runtime` makes "Delete runtime NAME". */
  verb: string
  description: ReactNode
  /** A `formAction`. It gets `connection` and the hidden fields. */
  action: (previous: FormState<T>, formData: FormData) => Promise<FormState<T>>
  /** Hidden fields by name. */
  hidden?: Record<string, string>
  /** Further fields, given what the last try failed for. */
  extra?: (failure: Failure | undefined) => ReactNode
  trigger?: ReactNode
  /** `ghost` in the rows of a table. */
  triggerVariant?: 'quiet-danger' | 'ghost'
  size?: ButtonSize
  onDone?: (data: T) => void
}

/** Asks for the object's name before something that can't be undone. */
export function ConfirmDialog<T>(props: ConfirmDialogProps<T>) {
  const { title, description, trigger, triggerVariant = 'quiet-danger', size } = props
  const [open, setOpen] = useState(false)

  return (
    <>
      <Button variant={triggerVariant} size={size} onClick={() => setOpen(true)}>
        {trigger ?? title}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={title} description={description}>
        <ConfirmForm {...props} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function ConfirmForm<T>({
  object,
  verb,
  action,
  hidden,
  extra,
  onDone,
  onClose,
}: ConfirmDialogProps<T> & { onClose: () => void }) {
  const [state, submit] = useActionState(action, idle as FormState<T>)
  const [typed, setTyped] = useState('')

  // A finished action closes the dialog once, whatever the parent renders meanwhile.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new state counts
  useEffect(() => {
    if (state.status === 'done') {
      onClose()
      onDone?.(state.data)
    }
  }, [state])

  return (
    <form action={submit} className="flex flex-col gap-4">
      <ConnectionField />
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field name="confirmation" label={<>Type {object} to confirm</>} required>
        <TextInput
          name="confirmation"
          mono
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          data-autofocus
        />
      </Field>
      {extra?.(state.status === 'failed' ? state.failure : undefined)}
      {state.status === 'failed' ? <FailureNotice failure={state.failure} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <SubmitButton variant="danger" pendingLabel="Working…" disabled={typed !== object}>
          {`${verb} ${object}`}
        </SubmitButton>
      </div>
    </form>
  )
}
