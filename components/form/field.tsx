'use client'

import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { FieldContext } from '@/components/form/field-context'
import { TextInput } from '@/components/form/inputs'

type FieldProps = {
  label: ReactNode
  name: string
  hint?: ReactNode
  errors?: string[] | undefined
  required?: boolean
  /** The control; a plain text input of that name unless given. */
  children?: ReactNode
  /** Set when the control is a set of radio buttons or checkboxes, which one label can't point at. */
  group?: boolean
}

export function Field({ label, name, hint, errors = [], required = false, children, group = false }: FieldProps) {
  const id = useId()
  const labelId = `${id}-label`
  const describedBy = `${id}-about`
  const Label = group ? 'span' : 'label'

  return (
    <FieldContext value={{ id, labelId, describedBy, invalid: errors.length > 0, required }}>
      <div className="flex min-w-0 flex-col gap-1.5">
        <Label id={labelId} htmlFor={group ? undefined : id} className="w-fit font-medium">
          {label}
          {required ? null : <span className="font-normal text-muted"> (optional)</span>}
        </Label>
        {children ?? <TextInput name={name} />}
        <div id={describedBy} className="flex flex-col gap-1 text-table empty:hidden">
          {errors.length > 0 ? <Errors messages={errors} /> : null}
          {hint ? <div className="text-muted">{hint}</div> : null}
        </div>
      </div>
    </FieldContext>
  )
}

function Errors({ messages }: { messages: string[] }) {
  return (
    <ul className="flex flex-col gap-1 text-danger">
      {messages.map((message) => (
        <li key={message} className="flex gap-1.5">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {message}
        </li>
      ))}
    </ul>
  )
}
