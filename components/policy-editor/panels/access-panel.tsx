import { useDeferredValue, useMemo, useState } from 'react'
import { TextInput } from '@/components/form/inputs'
import { ServiceAccessView } from '@/components/policy-editor/panels/service-access'
import { UnreadableNote } from '@/components/policy-editor/texts/unreadable-note'
import type { Reading } from '@/components/policy-editor/texts/use-reading'
import { Status } from '@/components/ui/status'
import type { Tone } from '@/components/ui/tone'
import type { AccessAnswer } from '@/lib/policies/access/model'
import { search } from '@/lib/policies/access/search'
import { summarise } from '@/lib/policies/access/summarise'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'

/** What the policies allow, by service and access level, and an answer to a question in words. */
export function AccessPanel({ reading, catalogue }: { reading: Reading; catalogue: Catalogue }) {
  const [question, setQuestion] = useState('')
  const asked = useDeferredValue(question.trim())
  const summary = useMemo(() => summarise(reading.policies, catalogue, reading.boundary), [reading, catalogue])
  const answer = useMemo(
    () => (asked === '' ? null : search(asked, reading.policies, catalogue, reading.boundary)),
    [asked, reading, catalogue],
  )

  return (
    <div className="flex flex-col gap-3">
      <TextInput
        type="search"
        aria-label="Ask what it can do"
        placeholder="Can it delete a bucket?"
        value={question}
        onChange={({ target }) => setQuestion(target.value)}
      />
      {answer ? <AccessAnswerView answer={answer} /> : null}
      <UnreadableNote unreadable={reading.unreadable} />
      {summary.unknown.length > 0 ? (
        <p className="text-table text-warning">Not in AWS’s catalogue: {summary.unknown.join(', ')}</p>
      ) : null}
      {summary.notLoaded.length > 0 ? (
        <p className="text-muted text-table">
          {summary.notLoaded.length} more services are reached by wildcards that name none of them.
        </p>
      ) : null}
      {summary.services.length === 0 ? <p className="text-muted">Nothing is allowed by name.</p> : null}
      <ul className="flex flex-col gap-1">
        {summary.services.map((service) => (
          <li key={service.prefix}>
            <ServiceAccessView service={service} />
          </li>
        ))}
      </ul>
    </div>
  )
}

const VERDICTS: Record<AccessAnswer['verdict'], { tone: Tone; label: string }> = {
  yes: { tone: 'warning', label: 'Yes' },
  conditional: { tone: 'info', label: 'Under a condition' },
  no: { tone: 'success', label: 'No' },
  unclear: { tone: 'neutral', label: 'Unclear' },
}
const STATES = { allowed: 'allowed', conditional: 'under a condition', denied: 'denied', none: 'not allowed' }
const SHOWN = 8

function AccessAnswerView({ answer }: { answer: AccessAnswer }) {
  const { tone, label } = VERDICTS[answer.verdict]

  return (
    <div role="status" className="flex flex-col gap-1.5 rounded-md border bg-raised px-2.5 py-2 text-table">
      <Status tone={tone} label={label} />
      <p>{answer.sentence}</p>
      <ul className="flex flex-col gap-0.5">
        {answer.matches.slice(0, SHOWN).map(({ action, status }) => (
          <li key={action} className="flex flex-wrap justify-between gap-x-3">
            <code className="break-all">{action}</code>
            <span className="text-muted">{STATES[status]}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
