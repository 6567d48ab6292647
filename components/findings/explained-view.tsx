'use client'

import { lazy, Suspense } from 'react'
import { Command, RemedyLink } from '@/components/feedback/failure-notice'
import { useSubject } from '@/components/findings/subject'
import type { Explained, Explanation, Place } from '@/lib/troubles/model'
import { remedyLink } from '@/lib/troubles/remedies'
import type { LineOrigin } from '@/lib/troubles/text/origin'

// What weighs a permission is large, and of use only for a refused request.
const DenialRemedy = lazy(async () => ({
  default: (await import('@/components/findings/denial-remedy')).DenialRemedy,
}))

type ExplainedViewProps = {
  explained: Omit<Explanation, 'title'>
  /** Where the text was met; a denial is weighed by it. */
  place: Place
  /** Of a denial in a log: what its line says of where it comes from. */
  origin?: LineOrigin | undefined
}

/** Why it went wrong, what to do step by step, what tells similar causes apart, and the buttons that do it. The title is the caller's. */
export function ExplainedView({ explained, place, origin }: ExplainedViewProps) {
  const { cause, remedy, command, apart, denial, actions } = explained

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
      {denial ? (
        <Suspense fallback={null}>
          <DenialRemedy denial={denial} place={place} origin={origin} action={actions?.[0]} />
        </Suspense>
      ) : (
        <Ways actions={actions ?? []} />
      )}
    </>
  )
}

function Ways({ actions }: { actions: NonNullable<Explained['actions']> }) {
  const subject = useSubject()
  const links = actions.flatMap((action) => remedyLink(action, subject) ?? [])

  return links.length === 0 ? null : (
    <div className="flex flex-wrap gap-2">
      {links.map((link) => (
        <RemedyLink key={link.label} {...link} />
      ))}
    </div>
  )
}
