'use client'

import { RadioCards, type RadioOption } from '@/components/form/inputs'
import type { Question } from '@/lib/clients/merge/change'
import type { MergeAnswers } from '@/lib/clients/merge/merge-config'

type MergeQuestionsProps = {
  questions: Question[]
  answers: MergeAnswers
  onAnswer: (answers: MergeAnswers) => void
}

const KEEP_BOTH = 'both'
const REPLACE = 'replace:'

/** What only the person can decide about the pasted file; each choice merges again. */
export function MergeQuestions({ questions, answers, onAnswer }: MergeQuestionsProps) {
  const twins = questions.filter((question) => question.kind === 'same-endpoint')
  const stray = questions.find((question) => question.kind === 'unwrapped')

  return (
    <>
      {twins.length > 0 ? (
        <Choice
          name="same-endpoint"
          message={twins.map(({ message }) => message).join(' ')}
          value={twinValue(answers.sameEndpoint)}
          options={twinOptions(twins.map(({ name }) => name))}
          onChange={(value) =>
            onAnswer({ ...answers, sameEndpoint: value === KEEP_BOTH ? null : value.slice(REPLACE.length) })
          }
        />
      ) : null}
      {stray ? (
        <Choice
          name="unwrapped"
          message={stray.message}
          value={answers.unwrapped ?? 'leave'}
          options={[
            { value: 'leave', label: 'Leave it where it is' },
            { value: 'move', label: `Move it into ${stray.container}` },
          ]}
          onChange={(value) => onAnswer({ ...answers, unwrapped: value === 'move' ? 'move' : 'leave' })}
        />
      ) : null}
    </>
  )
}

type ChoiceProps = {
  name: string
  message: string
  value: string
  options: RadioOption[]
  onChange: (value: string) => void
}

function Choice({ name, message, value, options, onChange }: ChoiceProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <p className="font-medium" role="status">
        {message}
      </p>
      <RadioCards name={name} label={message} value={value} options={options} onChange={onChange} columns={2} />
    </div>
  )
}

/** Nothing is chosen before the person has. */
function twinValue(answer: string | null | undefined): string {
  return answer === undefined ? '' : answer === null ? KEEP_BOTH : REPLACE + answer
}

function twinOptions(names: string[]): RadioOption[] {
  return [
    ...names.map((name) => ({
      value: REPLACE + name,
      label: `Replace "${name}"`,
      description: 'It keeps its name, and what Slipway doesn’t set.',
    })),
    { value: KEEP_BOTH, label: 'Keep both', description: 'An assistant sees every tool twice, and picks either.' },
  ]
}
