'use client'

import { useState } from 'react'
import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { TemplatePicker } from '@/components/policies/template-picker'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { inlineDocument, type RoleDocument } from '@/lib/roles/document'

type NewPolicyDialogProps = {
  open: boolean
  names: string[]
  region: string
  accountId: string
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

/** Starts an inline policy, empty or from a template. It is in AWS only once it is saved. */
export function NewPolicyDialog({ open, names, region, accountId, onClose, onCreate }: NewPolicyDialogProps) {
  const [errors, setErrors] = useState<string[]>([])
  const [name, setName] = useState('')

  function create(text: string) {
    const wrong = nameError(name.trim(), names)
    setErrors(wrong ? [wrong] : [])

    if (!wrong) {
      onCreate(inlineDocument(name.trim(), text))
      setName('')
      onClose()
    }
  }

  return (
    <Dialog open={open} onClose={onClose} title="New inline policy">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create(EMPTY)
        }}
        className="flex flex-col gap-4"
        noValidate
      >
        <Field label="Name" name="name" required errors={errors}>
          <TextInput name="name" mono data-autofocus value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Button type="submit" variant="primary" className="self-end">
          Start writing
        </Button>
        <TemplatePicker
          region={region}
          accountId={accountId}
          withAddOns
          verb="Start from this template"
          onInsert={create}
        />
      </form>
    </Dialog>
  )
}

function nameError(name: string, taken: string[]): string | null {
  if (!/^[\w+=,.@-]{1,128}$/.test(name)) {
    return '1 to 128 letters, digits and + = , . @ _ - are allowed.'
  }
  return taken.includes(name) ? 'The role has a policy of that name.' : null
}
