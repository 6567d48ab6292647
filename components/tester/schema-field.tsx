import { Field } from '@/components/form/field'
import { Select, TextArea, TextInput } from '@/components/form/inputs'
import { Button } from '@/components/ui/button'
import { emptyValue, type FormErrors, type FormValue } from '@/lib/mcp/form/form-value'
import type { SchemaNode } from '@/lib/mcp/form/schema-node'

type SchemaFieldProps = {
  node: SchemaNode
  value: FormValue
  path: string
  label: string
  isRequired: boolean
  errors: FormErrors
  onChange: (value: FormValue) => void
}

/** The control for one part of a schema, with what is wrong about it. */
export function SchemaField(props: SchemaFieldProps) {
  const { node, value, path, label, isRequired, errors, onChange } = props

  if (node.kind === 'object') {
    return <ObjectField {...props} node={node} />
  }
  if (node.kind === 'array') {
    return <ArrayField {...props} node={node} />
  }
  const error = errors[path]
  return (
    <Field
      label={node.title ?? label}
      name={path}
      required={isRequired}
      errors={error ? [error] : []}
      hint={node.description}
    >
      <Control node={node} path={path} text={typeof value === 'string' ? value : ''} onChange={onChange} />
    </Field>
  )
}

type ControlProps = { node: SchemaNode; path: string; text: string; onChange: (value: string) => void }

function Control({ node, path, text, onChange }: ControlProps) {
  switch (node.kind) {
    case 'boolean':
    case 'enum': {
      const values = node.kind === 'boolean' ? ['true', 'false'] : node.options.map(String)
      const options = values.map((value) => ({
        value,
        label: node.kind === 'boolean' ? (YES_NO[value] ?? value) : value,
      }))
      return (
        <Select
          name={path}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          options={[{ value: '', label: 'Not set' }, ...options]}
        />
      )
    }
    case 'json':
      return <TextArea name={path} mono value={text} onChange={(event) => onChange(event.target.value)} />
    default:
      return (
        <TextInput
          name={path}
          mono
          inputMode={node.kind === 'number' ? 'decimal' : undefined}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )
  }
}

const YES_NO: Record<string, string> = { true: 'Yes', false: 'No' }

function ObjectField(props: SchemaFieldProps & { node: Extract<SchemaNode, { kind: 'object' }> }) {
  const { node, path, label, value, errors, onChange } = props
  const given = typeof value === 'object' && !Array.isArray(value) ? value : {}
  const fields = node.members.map(({ name, node: member, isRequired }) => (
    <SchemaField
      key={name}
      node={member}
      value={given[name] ?? emptyValue(member)}
      path={path === '' ? name : `${path}.${name}`}
      label={name}
      isRequired={isRequired}
      errors={errors}
      onChange={(next) => onChange({ ...given, [name]: next })}
    />
  ))

  if (path === '') {
    return <>{fields.length > 0 ? fields : <p className="text-muted">This tool takes no arguments.</p>}</>
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-lg border p-3">
      <legend className="px-1 font-medium">{node.title ?? label}</legend>
      {node.description ? <p className="text-muted text-table">{node.description}</p> : null}
      {fields}
    </fieldset>
  )
}

function ArrayField(props: SchemaFieldProps & { node: Extract<SchemaNode, { kind: 'array' }> }) {
  const { node, path, label, value, errors, onChange } = props
  const items = Array.isArray(value) ? value : []
  const name = node.title ?? label

  return (
    <fieldset className="flex min-w-0 flex-col items-start gap-3 rounded-lg border p-3">
      <legend className="px-1 font-medium">{name}</legend>
      {node.description ? <p className="text-muted text-table">{node.description}</p> : null}
      {errors[path] ? (
        <p role="alert" className="text-danger text-table">
          {errors[path]}
        </p>
      ) : null}
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry is what stands at its place
        <div key={index} className="flex w-full min-w-0 items-end gap-2">
          <div className="min-w-0 flex-1">
            <SchemaField
              node={node.item}
              value={item}
              path={`${path}.${index}`}
              label={`${label} ${index + 1}`}
              isRequired
              errors={errors}
              onChange={(next) => onChange(items.map((one, at) => (at === index ? next : one)))}
            />
          </div>
          <Button size="sm" onClick={() => onChange(items.filter((_, at) => at !== index))}>
            {`Remove ${index + 1}`}
          </Button>
        </div>
      ))}
      <Button size="sm" onClick={() => onChange([...items, emptyValue(node.item)])}>
        {`Add to ${name}`}
      </Button>
    </fieldset>
  )
}
