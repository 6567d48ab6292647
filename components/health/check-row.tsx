import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { Status } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import type { Tone } from '@/components/ui/tone'
import type { CheckState, Finding } from '@/lib/health/model'
import type { Door } from '@/lib/runtimes/verdict'

const STATES: Record<CheckState, { tone: Tone; label: string }> = {
  well: { tone: 'success', label: 'Well' },
  note: { tone: 'info', label: 'Note' },
  warning: { tone: 'warning', label: 'Mend' },
  failing: { tone: 'danger', label: 'Failing' },
  unknown: { tone: 'neutral', label: 'Not seen' },
}

/** One look: what it was about, how it is, what shows that, and what mends it. */
export async function CheckRow({ title, finding }: { title: string; finding: Promise<Finding> }) {
  const { state, evidence, at, remedy, action } = await finding

  return (
    <Frame
      title={title}
      status={<Status {...STATES[state]} />}
      door={action && <DoorLink door={action} state={state} />}
    >
      <p className="min-w-0 break-words">
        {evidence}
        {at ? (
          <span className="text-muted">
            {' '}
            <Time at={at} />
          </span>
        ) : null}
      </p>
      {remedy ? <p className="min-w-0 break-words text-muted">{remedy}</p> : null}
    </Frame>
  )
}

/** As high as a row with one line of evidence. */
export function CheckRowSkeleton({ title }: { title: string }) {
  return (
    <Frame title={title} status={<Skeleton className="my-0.5 h-4 w-16" />}>
      <Skeleton className="my-0.5 h-4 w-full max-w-80" />
    </Frame>
  )
}

type FrameProps = { title: string; status: ReactNode; door?: ReactNode; children: ReactNode }

function Frame({ title, status, door, children }: FrameProps) {
  return (
    <div className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-1 px-4 py-2.5 text-table lg:min-h-11 lg:grid-cols-[11rem_6rem_1fr_auto]">
      <h3 className="min-w-0 font-medium">{title}</h3>
      <div>{status}</div>
      <div className="col-span-2 flex min-w-0 flex-col gap-0.5 lg:col-span-1">{children}</div>
      <div className="col-span-2 lg:col-span-1 lg:justify-self-end">{door}</div>
    </div>
  )
}

/** A button where something is to be mended; else a link to more of it. */
function DoorLink({ door: { label, href, newTab }, state }: { door: Door; state: CheckState }) {
  if (newTab || !href.startsWith('/')) {
    return (
      <a href={href} target="_blank" rel="noreferrer" className={buttonClass({ size: 'sm' })}>
        {label}
      </a>
    )
  }
  return state === 'failing' || state === 'warning' ? (
    <ButtonLink size="sm" href={href as Route}>
      {label}
    </ButtonLink>
  ) : (
    <Link href={href as Route} className="text-accent underline underline-offset-4">
      {label}
    </Link>
  )
}
