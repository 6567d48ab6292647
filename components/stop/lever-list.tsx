import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { Status } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import type { Tone } from '@/components/ui/tone'
import type { LeverReading, LeverState, StopReading, StopState } from '@/lib/stop/model'

const STATES: Record<StopState, { tone: Tone; title: string; text: string }> = {
  running: {
    tone: 'info',
    title: 'Running',
    text: 'Nothing keeps callers out, and the role may do what its policies say.',
  },
  stopped: {
    tone: 'success',
    title: 'Stopped',
    text: 'Callers are kept out, and the role may do nothing but write log, traces and metrics.',
  },
  incomplete: {
    tone: 'danger',
    title: 'The stop is not complete',
    text: 'One part of it is there and another is not. Stop again to go on, or resume.',
  },
  unknown: {
    tone: 'danger',
    title: 'It could not be found out whether it is stopped',
    text: 'Nothing that could be read denies anything. What could not be read is below.',
  },
  elsewhere: {
    tone: 'warning',
    title: 'Stopped by somebody else',
    text: 'A policy that Slipway did not put there denies everything. Slipway leaves it alone.',
  },
}

const LEVERS: Record<LeverState, { tone: Tone; label: string }> = {
  open: { tone: 'neutral', label: 'Open' },
  closed: { tone: 'success', label: 'Denied by this stop' },
  elsewhere: { tone: 'warning', label: 'Denied by another policy' },
  unknown: { tone: 'danger', label: 'Could not be read' },
}

const KINDS: Record<LeverReading['kind'], string> = {
  role: 'What the role may do',
  runtime: 'Calls to the runtime',
  endpoint: 'Calls to the endpoint',
}

/** State first, then what it follows from. */
export function LeverList({ reading: { state, levers, since, reason } }: { reading: StopReading }) {
  const { tone, title, text } = STATES[state]

  return (
    <div className="flex flex-col gap-3">
      <Notice tone={tone} title={title}>
        <p>{text}</p>
        {since === undefined ? null : (
          <p>
            Since <Time at={since} />
            {reason ? `: ${reason}` : ''}
          </p>
        )}
      </Notice>
      <ul className="flex flex-col gap-2" aria-label="Parts of the stop">
        {levers.map((lever) => (
          <li key={lever.arn} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span className="min-w-0 break-words">
              {KINDS[lever.kind]} <span className="break-all font-mono text-table">{lever.name}</span>
            </span>
            <Status {...LEVERS[lever.state]} />
            {lever.failure ? (
              <div className="basis-full">
                <FailureNotice failure={lever.failure} />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
