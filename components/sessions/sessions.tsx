import Link from 'next/link'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { SessionTable } from '@/components/sessions/session-table'
import { Disclosure } from '@/components/ui/disclosure'
import { Time } from '@/components/ui/time'
import { counted } from '@/lib/format/counted'
import { routes } from '@/lib/routes'
import { type ActiveCount, readActiveCount } from '@/lib/usage/sessions/active-count'
import { readSessions } from '@/lib/usage/sessions/read-sessions'
import type { Session } from '@/lib/usage/sessions/sessions'

const LOOK_MS = 20_000
/** A list of more is read by nobody; the newest are shown. */
const MAX_ROWS = 200

/** The sessions that may still run, then those that are over. */
export async function Sessions({ actor, connection, runtime }: RuntimeView) {
  const now = Date.now()
  const [{ sessions, unseen, isMetered, isCut }, active] = await Promise.all([
    readSessions(connection, runtime, { now, signal: AbortSignal.timeout(LOOK_MS) }),
    readActiveCount(connection, now),
  ])
  const alive = sessions.filter(({ state }) => state !== 'ended')
  const over = sessions.filter(({ state }) => state === 'ended')
  const table = {
    runtimeId: runtime.id,
    priced: { region: connection.region, platformVersion: runtime.platformVersion },
    canEnd: actor.canWrite,
  }

  return (
    <>
      <Found alive={alive} active={active.ok ? active.data : null} />
      {alive.length > 0 ? <SessionTable {...table} label="Sessions" sessions={alive.slice(0, MAX_ROWS)} /> : null}
      {alive.length > MAX_ROWS ? <p className="text-muted">The newest {MAX_ROWS} are shown.</p> : null}
      {isCut ? (
        <p className="text-muted text-table">AWS tells of more sessions than were read; older ones may be missing.</p>
      ) : null}
      {isMetered ? null : (
        <p className="text-muted text-table">
          Without usage logs, sessions of clients elsewhere are known from CloudTrail alone, some minutes late.{' '}
          <Link href={routes.runtimeStop(runtime.id)} className="text-accent underline underline-offset-4">
            Stop the server
          </Link>{' '}
          to keep everybody out.
        </p>
      )}
      {unseen.map(({ source, failure }) => (
        <FailureNotice
          key={source}
          failure={{ ...failure, message: `${source} could not be asked. ${failure.message}` }}
        />
      ))}
      {active.ok ? null : <FailureNotice failure={active.error} />}
      {over.length > 0 ? (
        <Disclosure summary={`${counted(over.length, 'session')} that ended`}>
          <SessionTable {...table} label="Sessions that ended" sessions={over.slice(0, MAX_ROWS)} />
        </Disclosure>
      ) : null}
    </>
  )
}

/** How many, and what AWS's own count of the account says to it. */
function Found({ alive, active }: { alive: readonly Session[]; active: ActiveCount | null }) {
  const running = alive.filter(({ state }) => state === 'running').length
  const title = alive.length === 0 ? 'No session is known' : `${counted(alive.length, 'session')}, ${running} running`

  return (
    <Notice tone="info" title={title}>
      {active ? (
        <p>
          AWS counted {active.count} of all runtimes of this region <Time at={active.at} />
          {active.count > alive.length ? ': the others are of other runtimes, or not known here' : ''}.
        </p>
      ) : (
        <p>AWS gave no count of the last hour to compare with.</p>
      )}
    </Notice>
  )
}
