import { FailureNotice } from '@/components/feedback/failure-notice'
import { CodeBlock } from '@/components/ui/code-block'
import type { Fit } from '@/lib/right-size/fit'
import { placeWords } from '@/lib/right-size/words'

/** Each policy of the role and what would take its place, with how much room that takes. */
export function ProposedPolicies({ fit }: { fit: Fit }) {
  const { placed, inlineSize, problem } = fit

  return (
    <>
      {problem === undefined ? null : <FailureNotice failure={{ code: 'quota', message: problem }} />}
      <ul className="flex flex-col gap-4">
        {placed.map(({ from, name, as, text, size }) => (
          <li key={`${from} ${name}`} className="flex min-w-0 flex-col gap-2">
            <p className="min-w-0 break-words">
              <span className="font-medium">{from}</span> {placeWords({ from, name, as })}
              {name === from ? '' : `, ${name}`}
              {as === 'removed' ? '' : ` (${size.toLocaleString('en')} characters)`}.
            </p>
            {as === 'as-it-is' || as === 'removed' ? null : (
              <CodeBlock code={formatted(text)} language="json" filename={`${name}.json`} />
            )}
          </li>
        ))}
      </ul>
      <p className="text-muted text-table">
        Inline policies in all: {inlineSize.toLocaleString('en')} of 10,240 characters.
      </p>
    </>
  )
}

function formatted(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 2)
}
