import { useDeferredValue, useMemo, useState } from 'react'
import { TextInput } from '@/components/form/inputs'
import { AccessAnswerView } from '@/components/policy-editor/panels/access-answer'
import { ServiceAccessView } from '@/components/policy-editor/panels/service-access'
import { UnreadableNote } from '@/components/policy-editor/texts/unreadable-note'
import type { Reading } from '@/components/policy-editor/texts/use-reading'
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
