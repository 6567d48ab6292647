import { Suspense } from 'react'
import { CheckRow, CheckRowSkeleton } from '@/components/health/check-row'
import { VerdictNotice } from '@/components/health/verdict-notice'
import { Section } from '@/components/layout/page'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { Skeleton } from '@/components/ui/skeleton'
import { readCore } from '@/lib/health/core'
import { examine } from '@/lib/health/examine'
import { CHECKS } from '@/lib/health/model'
import { lastTest } from '@/lib/mcp/tester/last-tests'
import { stopOfRequest } from '@/lib/stop/read-stop'
import { readRefreshToken } from '@/lib/tokens/sign-in/refresh-cookie'

/** How long the page's looks may take; what takes longer says so. */
const LOOK_MS = 20_000

/** The verdict, then what it stands on. Every look is started here and shown as it comes, in the order that stays. */
export async function Health({ actor, connection, runtime }: RuntimeView) {
  const { id, inboundAuth } = runtime
  const isOfPool = inboundAuth.type === 'jwt' && inboundAuth.userPoolId !== undefined
  const kept = isOfPool ? await readRefreshToken(actor, connection, id) : undefined
  const test = lastTest(actor, connection, id)
  const stop = stopOfRequest(connection, runtime)
  const core = readCore({ connection, runtime, test, stop, lacksSignIn: isOfPool && kept === undefined })
  const signal = AbortSignal.timeout(LOOK_MS)
  const found = examine({ connection, runtime, test, kept, core, stop, now: Date.now(), signal })

  return (
    <>
      <Suspense fallback={<Skeleton className="h-15.5" />}>
        <VerdictNotice runtime={runtime} test={test} core={core} found={found} />
      </Suspense>
      <Section title="Health">
        <ul className="flex flex-col divide-y overflow-hidden rounded-lg border bg-surface" aria-label="Checks">
          {CHECKS.map(({ id, title }) => (
            <li key={id}>
              <Suspense fallback={<CheckRowSkeleton title={title} />}>
                <CheckRow title={title} finding={found[id]} />
              </Suspense>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

/** In the order and about the size of what comes. */
export function HealthSkeleton() {
  return (
    <>
      <Skeleton className="h-15.5" />
      <Section title="Health">
        <ul className="flex flex-col divide-y overflow-hidden rounded-lg border bg-surface">
          {CHECKS.map(({ id, title }) => (
            <li key={id}>
              <CheckRowSkeleton title={title} />
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
