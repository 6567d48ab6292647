import { Suspense } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionGuard } from '@/components/form/connection-context'
import { RefreshButton } from '@/components/layout/refresh-button'
import { AttentionList } from '@/components/overview/attention-list'
import { DeploymentTable } from '@/components/overview/deployment-table'
import { Elsewhere } from '@/components/overview/elsewhere'
import { FirstSteps } from '@/components/overview/first-steps'
import { SwitchButton } from '@/components/shell/switch-button'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import { SkeletonRows } from '@/components/ui/skeleton'
import { requireContext } from '@/lib/auth/context'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { explainCredentials } from '@/lib/connections/identity'
import { env } from '@/lib/env'
import type { Failure } from '@/lib/result'
import { routes } from '@/lib/routes'
import { listRuntimes } from '@/lib/runtimes/queries'

/** What needs attention, then the deployments; without any, what to do first. */
export async function Overview() {
  const { actor, connection } = await requireContext()
  const runtimes = await listRuntimes(connection)

  if (!runtimes.ok) {
    return (
      <ConnectionGuard connectionKey={connectionKey(connection)}>
        <OverviewFailure connection={connection} failure={runtimes.error} />
      </ConnectionGuard>
    )
  }
  return (
    <ConnectionGuard connectionKey={connectionKey(connection)}>
      {runtimes.data.length === 0 ? (
        <>
          <Suspense>
            <AttentionList connection={connection} runtimes={[]} />
          </Suspense>
          <FirstSteps connection={connection} />
          <Suspense>
            <Elsewhere connection={connection} />
          </Suspense>
        </>
      ) : (
        <>
          <Suspense fallback={<SkeletonRows rows={1} label="Looking for what needs attention" />}>
            <AttentionList connection={connection} runtimes={runtimes.data} />
          </Suspense>
          <DeploymentTable actor={actor} connection={connection} runtimes={runtimes.data} />
        </>
      )}
    </ConnectionGuard>
  )
}

/** Beside the title once there is a server; before that the page itself has this button. */
export async function AnotherServer() {
  const { connection } = await requireContext()
  const runtimes = await listRuntimes(connection)

  return runtimes.ok && runtimes.data.length === 0 ? null : (
    <ButtonLink variant="primary" href={routes.setup()}>
      Set up a server
    </ButtonLink>
  )
}

/** AWS gave no list: why, what mends it, and the other ways on. */
async function OverviewFailure({ connection, failure }: { connection: Connection; failure: Failure }) {
  const isPractice = connection.source.type === 'practice'
  const canPractise = !isPractice && env().SLIPWAY_PRACTICE_URL !== undefined

  return (
    <FailureNotice
      failure={await explainCredentials(connection, failure)}
      retry={
        <>
          <RefreshButton label="Try again" />
          <ButtonLink size="sm" href={routes.settings()}>
            Choose another connection
          </ButtonLink>
          {canPractise ? (
            <SwitchButton source="practice" region={connection.region} className={buttonClass({ size: 'sm' })}>
              Use the practice account
            </SwitchButton>
          ) : null}
        </>
      }
    />
  )
}
