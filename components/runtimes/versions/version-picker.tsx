import Form from 'next/form'
import { Field } from '@/components/form/field'
import { Select } from '@/components/form/inputs'
import { Button } from '@/components/ui/button'
import { routes } from '@/lib/routes'

type VersionPickerProps = { runtimeId: string; versions: string[]; from: string; to: string }

/** Any two versions, through the address. */
export function VersionPicker({ runtimeId, versions, from, to }: VersionPickerProps) {
  const options = versions.map((version) => ({ value: version, label: `Version ${version}` }))

  return (
    <Form
      // The choice lives in the address, so another address starts from another choice.
      key={`${from} ${to}`}
      action={routes.runtimeTab(runtimeId, 'versions')}
      className="flex flex-wrap items-end gap-2"
    >
      <Field label="From" name="from" required>
        <Select name="from" defaultValue={from} options={options} />
      </Field>
      <Field label="To" name="to" required>
        <Select name="to" defaultValue={to} options={options} />
      </Field>
      <Button type="submit">Compare</Button>
    </Form>
  )
}
