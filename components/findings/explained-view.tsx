import { Command } from '@/components/feedback/failure-notice'
import type { Explained } from '@/lib/troubles/model'

/** Why it went wrong, what to do step by step, and what tells similar causes apart. The title is for the caller to set. */
export function ExplainedView({ explained }: { explained: Omit<Explained, 'title' | 'actions'> }) {
  const { cause, remedy, command, apart } = explained

  return (
    <>
      <p className="min-w-0 break-words text-muted">{cause}</p>
      {remedy.length === 1 ? (
        <p className="min-w-0 break-words font-medium">{remedy[0]}</p>
      ) : (
        <ol className="flex list-decimal flex-col gap-1 pl-5">
          {remedy.map((step) => (
            <li key={step} className="min-w-0 break-words">
              {step}
            </li>
          ))}
        </ol>
      )}
      {command ? <Command command={command} /> : null}
      {apart ? <p className="min-w-0 break-words text-muted">{apart}</p> : null}
    </>
  )
}
