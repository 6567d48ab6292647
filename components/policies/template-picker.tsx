'use client'

import { useState, useTransition } from 'react'
import { Field } from '@/components/form/field'
import { Select, TextInput } from '@/components/form/inputs'
import { browserCatalogue } from '@/components/policies/browser-catalogue'
import { Button } from '@/components/ui/button'
import { partitionOf } from '@/lib/aws/arn'
import { resolveActions } from '@/lib/policies/catalogue/catalogue-lookup'
import { parameterErrors, TEMPLATE_PARAMETERS, type TemplateValues } from '@/lib/policies/templates/template-parameters'
import { POLICY_TEMPLATES, type PolicyTemplate, servicePrefixes } from '@/lib/policies/templates/templates'

type TemplatePickerProps = {
  region: string
  accountId?: string | undefined
  /** Offers the templates that only take away as well. */
  withAddOns?: boolean
  /** What the button says. */
  verb: string
  onInsert: (text: string) => void
}

/** Writes a policy from a template with conditions, with the verbs that the services have. */
export function TemplatePicker({ region, accountId = '', withAddOns = false, verb, onInsert }: TemplatePickerProps) {
  const templates = POLICY_TEMPLATES.filter(({ kind }) => kind === 'grant' || withAddOns)
  const [id, setId] = useState(templates[0]?.id ?? '')
  const [typed, setTyped] = useState<TemplateValues>({})
  const [errors, setErrors] = useState<TemplateValues>({})
  const [isPending, startInsert] = useTransition()
  const template = templates.find((candidate) => candidate.id === id)

  if (!template) {
    return null
  }
  const known: TemplateValues = { partition: partitionOf(region), region, accountId }
  const names = template.parameters.filter((name) => name !== 'partition')
  const answers = { ...known, ...Object.fromEntries(names.map((name) => [name, typed[name] ?? known[name] ?? ''])) }

  function insert({ parameters, build }: PolicyTemplate) {
    const wrong = parameterErrors(parameters, answers)
    setErrors(wrong)

    if (Object.keys(wrong).length === 0) {
      startInsert(async () => onInsert(build(answers, await knownPatterns(answers))))
    }
  }

  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-lg border p-3">
      <legend className="px-1 font-medium">Start from a template</legend>
      <Field name="template" label="Template" required hint={template.description}>
        <Select
          value={id}
          onChange={(event) => setId(event.target.value)}
          options={templates.map(({ id: value, title }) => ({ value, label: title }))}
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
        <Button size="sm" pending={isPending} onClick={() => insert(template)}>
          {verb}
        </Button>
      </div>
    </fieldset>
  )
}

/** Which of a template's patterns fit an action. When the catalogue can't be read, all stay: the findings will tell. */
async function knownPatterns({ services = '' }: TemplateValues): Promise<(pattern: string) => boolean> {
  try {
    const catalogue = await browserCatalogue(servicePrefixes(services))
    return (pattern) => resolveActions(catalogue, pattern).length > 0
  } catch {
    return () => true
  }
}
