'use client'

import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import { EXAMPLES } from '@/components/findings/examples'
import { TextSources } from '@/components/findings/text-sources'
import { onTextToExplain, takeTextToExplain } from '@/components/findings/text-to-explain'
import { TextArea } from '@/components/form/inputs'
import { useWhenLeft } from '@/components/layout/use-when-left'
import { Button } from '@/components/ui/button'
import { SkeletonRows } from '@/components/ui/skeleton'
import type { Subject } from '@/lib/troubles/remedies'

// The rules are a fifth of a page's code, and of use only for a text.
const ExplainAnswer = lazy(async () => ({
  default: (await import('@/components/findings/explain-answer')).ExplainAnswer,
}))

type ExplainErrorProps = {
  /** What the connection has, for the buttons that change something. */
  subject: Promise<Subject>
  version: string
}

/** What a pasted text means, by the same rules as a log. The text stays in this page's memory. */
export function ExplainError({ subject: coming, version }: ExplainErrorProps) {
  const [subject, setSubject] = useState<Subject>({})
  const [text, setText] = useState('')
  const [isClipboardClosed, setClipboardClosed] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  useWhenLeft(() => setText(''))

  useEffect(() => {
    void coming.then(setSubject)
  }, [coming])

  useEffect(() => {
    const take = () => {
      const { text: handed, isAsked } = takeTextToExplain()
      setText((typed) => handed || typed)
      setClipboardClosed(isAsked)
      if (isAsked) {
        field.current?.focus()
      }
    }
    take()
    return onTextToExplain(take)
  }, [])

  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <label htmlFor={id} className="w-fit font-medium">
          The error, or several
        </label>
        <TextSources onText={setText} isClipboardClosed={isClipboardClosed}>
          <TextArea
            id={id}
            ref={field}
            mono
            rows={8}
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder="User: arn:aws:sts::111122223333:assumed-role/… is not authorized to perform: …"
          />
        </TextSources>
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-muted text-table">Nothing at hand? Try</span>
          {EXAMPLES.map(({ label, text: example }) => (
            <Button key={label} size="sm" variant="ghost" onClick={() => setText(example)}>
              {label}
            </Button>
          ))}
        </div>
      </div>
      <section aria-label="What it means" aria-live="polite" className="flex min-w-0 flex-col gap-3">
        <h2 className="sr-only">What it means</h2>
        {text.trim() === '' ? null : (
          <Suspense fallback={<SkeletonRows rows={2} label="Reading the error" />}>
            <ExplainAnswer text={text} subject={subject} version={version} />
          </Suspense>
        )}
      </section>
    </div>
  )
}
