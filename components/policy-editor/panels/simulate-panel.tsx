import { useActionState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Field } from '@/components/form/field'
import { TextArea, TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { readContext } from '@/components/policy-editor/panels/read-context'
import { SimulationView } from '@/components/policy-editor/panels/simulation-view'
import type { StatementReference } from '@/components/policy-editor/panels/use-reveal-statement'
import { postJson } from '@/components/policy-editor/texts/post-json'
import { type Refused, refusedIn } from '@/components/policy-editor/texts/refused'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import { UnreadableNote } from '@/components/policy-editor/texts/unreadable-note'
import type { Reading } from '@/components/policy-editor/texts/use-reading'
import type { Texts } from '@/components/policy-editor/texts/use-texts'
import { Button } from '@/components/ui/button'
import { simulate } from '@/lib/policies/evaluate/simulate'
import type { Simulation } from '@/lib/policies/evaluate/simulation-model'
import type { Failure, Result } from '@/lib/result'
import type { SimulatorAnswer } from '@/lib/roles/simulator-answer'

type SimulatePanelProps = {
  subject: RoleSubject
  reading: Reading
  texts: Texts
  onShow: (at: StatementReference) => void
  onPropose?: ((refused: Refused) => void) | undefined
}

type Asked = {
  values: Record<string, string>
  errors: Record<string, string[]>
  own?: Simulation
  /** Nothing allows this one action, so a statement would. */
  refused?: Refused
  aws?: SimulatorAnswer
  failure?: Failure
}

const NOT_ASKED: Asked = { values: { resource: '*' }, errors: {} }

/** One request against the texts as they stand: here at once, and by IAM's own simulator when it is asked. */
export function SimulatePanel({ subject, reading, texts, onShow, onPropose }: SimulatePanelProps) {
  const [asked, ask] = useActionState(
    (_: Asked, form: FormData) => answer(form, { subject, reading, texts }),
    NOT_ASKED,
  )
  const { values, errors, refused } = asked

  return (
    <div className="flex flex-col gap-4">
      <UnreadableNote unreadable={reading.unreadable} />
      <form action={ask} className="flex flex-col gap-3">
        <Field label="Action" name="action" required errors={errors.action}>
          <TextInput name="action" mono defaultValue={values.action} placeholder="s3:GetObject" />
        </Field>
        <Field
          label="Resource"
          name="resource"
          required
          hint="An ARN, or * for actions without one."
          errors={errors.resource}
        >
          <TextInput name="resource" mono defaultValue={values.resource} />
        </Field>
        <Field
          label="Context"
          name="context"
          hint="One key=value on each line; commas between several values."
          errors={errors.context}
        >
          <TextArea
            name="context"
            mono
            rows={3}
            defaultValue={values.context}
            placeholder="aws:RequestedRegion=us-east-1"
          />
        </Field>
        <div className="flex flex-wrap gap-2">
          <SubmitButton name="ask" value="here" pendingLabel="Simulating…" size="sm">
            Simulate
          </SubmitButton>
          <SubmitButton name="ask" value="aws" variant="secondary" pendingLabel="Asking…" size="sm">
            Ask AWS too
          </SubmitButton>
        </div>
      </form>
      {asked.failure ? <FailureNotice failure={asked.failure} /> : null}
      {asked.own ? <SimulationView own={asked.own} aws={asked.aws} onShow={onShow} /> : null}
      {refused && onPropose ? (
        <Button size="sm" className="self-start" onClick={() => onPropose(refused)}>
          Propose a statement for it
        </Button>
      ) : null}
    </div>
  )
}

async function answer(
  form: FormData,
  { subject, reading, texts }: Omit<SimulatePanelProps, 'onPropose' | 'onShow'>,
): Promise<Asked> {
  const values = Object.fromEntries(
    ['action', 'resource', 'context'].map((name) => [name, String(form.get(name) ?? '').trim()]),
  )
  const { action = '', resource = '' } = values
  const context = readContext(values.context ?? '')
  const errors = {
    ...(/^[\w-]{1,64}:[\w*?]{1,128}$/.test(action) ? {} : { action: ['An action looks like s3:GetObject.'] }),
    ...(resource === '' ? { resource: ['Name an ARN, or *.'] } : {}),
    ...('error' in context ? { context: [context.error] } : {}),
  }

  if (Object.keys(errors).length > 0 || 'error' in context) {
    return { values, errors }
  }
  const own = simulate({
    identityPolicies: reading.policies,
    boundary: reading.boundary,
    request: { action, resource, context: context.values },
  })

  const wanted = refusedIn(new URLSearchParams({ propose: action, on: resource }))
  const said = { values, errors, own, ...(own.effect === 'implicit-deny' && wanted ? { refused: wanted } : {}) }

  if (form.get('ask') !== 'aws') {
    return said
  }
  const asked = await askAws(subject, texts, { action, resource, context: context.values })
  return asked.ok ? { ...said, aws: asked.data } : { ...said, failure: asked.error }
}

type Wanted = { action: string; resource: string; context: Record<string, string[]> }

/** Of the role as it is in IAM, unless something is not saved yet. */
function askAws(
  subject: RoleSubject,
  { documents, workingOf, hasDraft }: Texts,
  wanted: Wanted,
): Promise<Result<SimulatorAnswer>> {
  const policies = documents.filter(({ kind }) => kind === 'inline' || kind === 'managed')
  const boundary = documents.find(({ kind }) => kind === 'boundary')
  const unsaved = {
    policies: policies.map((document) => workingOf(document).text).filter((text) => text !== ''),
    ...(boundary?.text ? { boundary: boundary.text } : {}),
  }
  const isChanged = policies.some(({ id }) => hasDraft(id))
  return postJson('/api/policies/simulate', {
    connection: subject.connection,
    roleName: subject.name,
    ...wanted,
    unsaved: isChanged ? unsaved : undefined,
  })
}
