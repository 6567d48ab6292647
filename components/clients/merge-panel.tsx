'use client'

import { useState } from 'react'
import { MergeQuestions } from '@/components/clients/merge-questions'
import { MergeResult } from '@/components/clients/merge-result'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Field } from '@/components/form/field'
import { TextArea } from '@/components/form/inputs'
import { Button } from '@/components/ui/button'
import type { Merged, MergeServer } from '@/lib/clients/merge/change'
import type { MergeAnswers } from '@/lib/clients/merge/merge-config'
import type { Failure } from '@/lib/result'

type MergePanelProps = { server: MergeServer; fileName: string }

/** What a merge answered, and for which server: another choice on the page makes it out of date. */
type Outcome = { for: string; before: string; answers: MergeAnswers; merged?: Merged; failure?: Failure }

/** Puts the server into a config file that is pasted here. Nothing leaves the browser; the parsers come when they are needed. */
export function MergePanel({ server, fileName }: MergePanelProps) {
  const [text, setText] = useState('')
  const [outcome, setOutcome] = useState<Outcome>()
  const [isPending, setPending] = useState(false)
  const current = outcome?.for === server.full && outcome.before === text ? outcome : undefined

  async function merge(answers: MergeAnswers) {
    setPending(true)
    const { mergeConfig } = await import('@/lib/clients/merge/merge-config')
    const result = await mergeConfig(text, server, answers)
    const about = { for: server.full, before: text, answers }
    setOutcome(result.ok ? { ...about, merged: result.data } : { ...about, failure: result.error })
    setPending(false)
  }

  return (
    <div className="flex flex-col gap-3">
      <Field
        label={`Your ${fileName}`}
        name="existing"
        required
        hint="It stays in this browser: nothing is uploaded or kept. Comments, other servers and settings of your own are left as they are."
      >
        <TextArea mono rows={8} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <div>
        <Button variant="primary" pending={isPending} onClick={() => merge({})}>
          Merge
        </Button>
      </div>
      {current?.failure ? <FailureNotice failure={current.failure} /> : null}
      {current?.merged ? (
        <>
          <MergeQuestions questions={current.merged.questions} answers={current.answers} onAnswer={merge} />
          <MergeResult before={text} merged={current.merged} fileName={fileName} />
        </>
      ) : null}
    </div>
  )
}
