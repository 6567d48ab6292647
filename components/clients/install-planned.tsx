'use client'

import { ChangedNames } from '@/components/clients/changed-names'
import { MergeQuestions } from '@/components/clients/merge-questions'
import { Button } from '@/components/ui/button'
import { DiffView } from '@/components/ui/diff-view'
import { Disclosure } from '@/components/ui/disclosure'
import { Identifier } from '@/components/ui/identifier'
import type { Question } from '@/lib/clients/merge/change'
import type { MergeAnswers } from '@/lib/clients/merge/merge-config'
import type { InstallPlan } from '@/lib/install/model'

type InstallPlannedProps = {
  plan: InstallPlan
  questions: Question[]
  answers: MergeAnswers
  isPending: boolean
  onAnswer: (answers: MergeAnswers) => void
  onInstall: () => void
  onCancel: () => void
}

/** The diff before the deed: which file, what changes, what stays and what goes. */
export function InstallPlanned({
  plan,
  questions,
  answers,
  isPending,
  onAnswer,
  onInstall,
  onCancel,
}: InstallPlannedProps) {
  const { file, exists, entry, state, changes, notes, others, diff } = plan
  const kept = [...new Set(changes.flatMap((change) => change.kept))]

  return (
    <>
      <p>
        {exists ? 'Changes' : 'Makes'} <Identifier value={file} max={80} label="path" />, entry{' '}
        <code className="break-all">{entry}</code>.{exists ? ' A copy of the file as it is stays beside it.' : null}
      </p>
      <MergeQuestions questions={questions} answers={answers} onAnswer={onAnswer} />
      <ChangedNames title="Check this" names={notes} />
      <ChangedNames
        title="The install removes or replaces"
        names={[...new Set(changes.flatMap(({ lost }) => lost))]}
        isCode
      />
      {kept.length > 0 ? <p className="break-words text-muted">Kept as you had it: {kept.join(', ')}.</p> : null}
      {diff.some(({ kind }) => kind !== 'same') ? <DiffView lines={diff} label="Changes to the file" /> : null}
      {state === 'same' ? <p>Nothing is to be written: the file is as it should be.</p> : null}
      {others.length > 0 ? (
        <Disclosure summary="Other files of this client, which are left alone">
          <ul className="flex list-disc flex-col gap-1 pl-5 text-muted">
            {others.map(({ path, what }) => (
              <li key={path} className="break-all">
                {path} ({what})
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {state === 'change' ? (
          <Button variant="primary" pending={isPending} onClick={onInstall}>
            Install
          </Button>
        ) : null}
        <Button disabled={isPending} onClick={onCancel}>
          {state === 'same' ? 'Close' : 'Cancel'}
        </Button>
      </div>
    </>
  )
}
