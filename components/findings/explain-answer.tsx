import { useDeferredValue, useMemo } from 'react'
import { FindingCard } from '@/components/findings/finding-card'
import { NoiseList } from '@/components/findings/noise-list'
import { SubjectProvider } from '@/components/findings/subject'
import { UnknownText } from '@/components/findings/unknown-text'
import { explainPasted } from '@/lib/troubles/explain/pasted'
import type { Subject } from '@/lib/troubles/remedies'

type ExplainAnswerProps = { text: string; subject: Subject; version: string }

/** What a text means, by the rules of the log page: the likeliest cause first. */
export function ExplainAnswer({ text, subject, version }: ExplainAnswerProps) {
  const deferred = useDeferredValue(text)
  const { findings, noise, textOf } = useMemo(() => explainPasted(deferred), [deferred])

  return (
    <SubjectProvider subject={subject}>
      {findings.length > 0 ? (
        <ul className="flex flex-col divide-y rounded-lg border bg-surface px-4 py-2">
          {findings.map((finding) => (
            <FindingCard key={finding.key} finding={finding} textOf={({ id }) => textOf(id)} />
          ))}
        </ul>
      ) : null}
      <NoiseList noise={noise} />
      {findings.length === 0 && deferred.trim() !== '' ? <UnknownText text={deferred} version={version} /> : null}
    </SubjectProvider>
  )
}
