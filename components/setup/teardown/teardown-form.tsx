'use client'

import { useState } from 'react'
import { Field } from '@/components/form/field'
import { Checkbox, TextInput } from '@/components/form/inputs'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { TeardownItem } from '@/lib/deployments/teardown/teardown-model'

type TeardownFormProps = { name: string; items: TeardownItem[]; onConfirm: (selectedIds: string[]) => void }

/** What goes is ticked, what Slipway doesn't own is not; the name has to be typed. */
export function TeardownForm({ name, items, onConfirm }: TeardownFormProps) {
  const [ticked, setTicked] = useState(() => items.filter(({ owned }) => owned).map(({ id }) => id))
  const [typed, setTyped] = useState('')
  const [errors, setErrors] = useState<{ items?: string; name?: string }>({})

  function confirm() {
    const wrong = {
      ...(ticked.length === 0 ? { items: 'Tick at least one thing to delete.' } : {}),
      ...(typed.trim() === name ? {} : { name: `Type ${name} to confirm.` }),
    }
    setErrors(wrong)

    if (!wrong.items && !wrong.name) {
      onConfirm(ticked)
    }
  }

  return (
    <form
      noValidate
      className="flex min-w-0 flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        confirm()
      }}
    >
      <Field group name="items" label="What to delete" required errors={errors.items ? [errors.items] : []}>
        <div className="flex flex-col rounded-lg border bg-surface">
          {items.map((item) => (
            <TeardownRow
              key={item.id}
              item={item}
              isTicked={ticked.includes(item.id)}
              onTick={(isTicked) => setTicked(isTicked ? [...ticked, item.id] : ticked.filter((id) => id !== item.id))}
            />
          ))}
        </div>
      </Field>
      <Field
        name="confirmation"
        label={`Type ${name} to confirm`}
        required
        errors={errors.name ? [errors.name] : []}
        hint="Deleting can’t be undone. Clients that are connected stop working."
      >
        <TextInput mono value={typed} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      <div className="flex justify-end">
        <Button type="submit" variant="danger">
          {`Delete ${ticked.length} of ${name}…`}
        </Button>
      </div>
    </form>
  )
}

type TeardownRowProps = { item: TeardownItem; isTicked: boolean; onTick: (isTicked: boolean) => void }

function TeardownRow({ item, isTicked, onTick }: TeardownRowProps) {
  return (
    <div className="border-b px-3 py-2.5 last:border-b-0">
      <Checkbox
        checked={isTicked}
        onChange={(event) => onTick(event.target.checked)}
        label={
          <span className="flex flex-wrap items-center gap-2">
            {item.title}
            <Badge tone={item.owned ? 'neutral' : 'warning'}>
              {item.owned ? 'made by Slipway' : 'not made by Slipway'}
            </Badge>
          </span>
        }
        hint={
          <>
            <span className="block break-all font-mono">{item.name}</span>
            {item.note}
          </>
        }
      />
    </div>
  )
}
