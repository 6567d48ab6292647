'use client'

import { useState } from 'react'
import { Field } from '@/components/form/field'
import { Select, TextInput } from '@/components/form/inputs'
import { useWizard } from '@/components/setup/wizard-context'
import { Button } from '@/components/ui/button'
import { partitionOf } from '@/lib/aws/arn'
import { parameterErrors, TEMPLATE_PARAMETERS, type TemplateValues } from '@/lib/policies/template-parameters'
import { POLICY_TEMPLATES } from '@/lib/policies/templates'

const GRANTS = POLICY_TEMPLATES.filter(({ kind }) => kind === 'grant')

/** Fills the policy below from a template with conditions. What stands there is only replaced by the button. */
export function TemplatePicker() {
  const { values, update } = useWizard()
  const [id, setId] = useState(GRANTS[0]?.id ?? '')
  const [typed, setTyped] = useState<TemplateValues>({})
  const [errors, setErrors] = useState<TemplateValues>({})
  const template = GRANTS.find((candidate) => candidate.id === id)

  if (!template) {
    return null
  }
  const known: TemplateValues = { partition: partitionOf(values.region ?? ''), region: values.region ?? '' }
  const names = template.parameters.filter((name) => name !== 'partition')
  const answers = { ...known, ...Object.fromEntries(names.map((name) => [name, typed[name] ?? known[name] ?? ''])) }

  function insert() {
    const wrong = parameterErrors(template?.parameters ?? [], answers)
    setErrors(wrong)

    if (template && Object.keys(wrong).length === 0) {
      update({ customPolicy: template.build(answers) })
    }
  }

  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-lg border p-3">
      <legend className="px-1 font-medium">Start from a template</legend>
      <Field name="template" label="Template" required hint={template.description}>
        <Select
          value={id}
          onChange={(event) => setId(event.target.value)}
          options={GRANTS.map(({ id: value, title }) => ({ value, label: title }))}
        />
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        {names.map((name) => (
          <Field
            key={name}
            name={name}
            label={TEMPLATE_PARAMETERS[name].label}
            hint={TEMPLATE_PARAMETERS[name].hint}
            required
            errors={errors[name] ? [errors[name]] : []}
          >
            <TextInput
              mono
              value={answers[name] ?? ''}
              placeholder={TEMPLATE_PARAMETERS[name].example}
              onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
            />
          </Field>
        ))}
      </div>
      <div>
        <Button size="sm" onClick={insert}>
          {values.customPolicy ? 'Replace the policy below' : 'Fill in the policy below'}
        </Button>
      </div>
    </fieldset>
  )
}
