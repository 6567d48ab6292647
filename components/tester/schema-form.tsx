import { useState } from 'react'
import { Field } from '@/components/form/field'
import { Checkbox, TextArea } from '@/components/form/inputs'
import { SchemaField } from '@/components/tester/schema-field'
import { Button } from '@/components/ui/button'
import { emptyValue, type FormErrors, readForm } from '@/lib/mcp/form/form-value'
import { readSchema } from '@/lib/mcp/form/schema-node'
import { parseJson, recordOf } from '@/lib/mcp/json-values'
import type { TesterTool } from '@/lib/mcp/tester/tester-model'

type SchemaFormProps = { tool: TesterTool; isCalling: boolean; onCall: (values: Record<string, unknown>) => void }

/** A form made from the tool's schema; or the arguments as JSON, for what a form can't say. */
export function SchemaForm({ tool, isCalling, onCall }: SchemaFormProps) {
  const [node] = useState(() => readSchema(tool.inputSchema))
  const [value, setValue] = useState(() => emptyValue(node))
  const [raw, setRaw] = useState<string>()
  const [errors, setErrors] = useState<FormErrors>({})

  function run() {
    const read = raw === undefined ? readForm(node, value) : readRaw(raw)
    const values = recordOf(read.value)
    setErrors(read.errors)

    if (values && Object.keys(read.errors).length === 0 && !isCalling) {
      onCall(values)
    }
  }

  return (
    <form
      className="flex max-w-3xl flex-col items-stretch gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        run()
      }}
    >
      {raw === undefined ? (
        <SchemaField
          node={node}
          value={value}
          path=""
          label={tool.name}
          isRequired
          errors={errors}
          onChange={setValue}
        />
      ) : (
        <Field label="Arguments as JSON" name="raw" required errors={errors[''] ? [errors['']] : []}>
          <TextArea name="raw" mono rows={8} value={raw} onChange={(event) => setRaw(event.target.value)} />
        </Field>
      )}
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <Button type="submit" variant="primary" pending={isCalling}>
          {isCalling ? 'Calling…' : `Call ${tool.name}`}
        </Button>
        <Checkbox
          label="As JSON"
          checked={raw !== undefined}
          onChange={(event) => {
            setErrors({})
            setRaw(event.target.checked ? JSON.stringify(readForm(node, value).value, null, 2) : undefined)
          }}
        />
      </div>
    </form>
  )
}

function readRaw(text: string): { value: unknown; errors: FormErrors } {
  const value = parseJson(text)
  return recordOf(value) ? { value, errors: {} } : { value, errors: { '': 'Type a JSON object: { "name": "value" }.' } }
}
