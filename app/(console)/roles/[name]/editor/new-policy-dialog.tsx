'use client'

import { type FormEvent, useState } from 'react'
import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { inlineDocument, type RoleDocument } from '@/lib/roles/document'

type NewPolicyDialogProps = {
  open: boolean
  names: string[]
  onClose: () => void
  onCreate: (document: RoleDocument) => void
}

const EMPTY = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [],
      "Resource": "*"
    }
  ]
}`

/** Starts an inline policy. It is in AWS only once it is saved. */
export function NewPolicyDialog({ open, names, onClose, onCreate }: NewPolicyDialogProps) {
  const [errors, setErrors] = useState<string[]>([])

  function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()

    if (!/^[\w+=,.@-]{1,128}$/.test(name)) {
      setErrors(['1 to 128 letters, digits and + = , . @ _ - are allowed.'])
    } else if (names.includes(name)) {
      setErrors(['The role has a policy of that name.'])
    } else {
      setErrors([])
      onCreate(inlineDocument(name, EMPTY))
      onClose()
    }
  }

  return (
    <Dialog open={open} onClose={onClose} title="New inline policy">
      <form onSubmit={create} className="flex flex-col gap-4" noValidate>
        <Field label="Name" name="name" required errors={errors}>
          <TextInput name="name" mono data-autofocus />
        </Field>
        <Button type="submit" variant="primary" className="self-end">
          Start writing
        </Button>
      </form>
    </Dialog>
  )
}
