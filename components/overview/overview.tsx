import { Suspense } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionGuard } from '@/components/form/connection-context'
import { RefreshButton } from '@/components/layout/refresh-button'
import { AttentionList } from '@/components/overview/attention-list'
import { DeploymentTable } from '@/components/overview/deployment-table'
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
  const { connection } = await requireContext()
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
        </>
      ) : (
        <>
          <Suspense fallback={<SkeletonRows rows={1} label="Looking for what needs attention" />}>
            <AttentionList connection={connection} runtimes={runtimes.data} />
          </Suspense>
          <DeploymentTable connection={connection} runtimes={runtimes.data} />
        </>
      )}
    </ConnectionGuard>
  )
}

/** What Slipway is for, while there is nothing to show. */
function FirstSteps({ connection }: { connection: Connection }) {
  const isPractice = connection.source.type === 'practice'
  const canPractise = !isPractice && env().SLIPWAY_PRACTICE_URL !== undefined

  return (
    <EmptyState
      title={`No servers in ${connection.region} yet`}
      actions={
        <>
          <ButtonLink variant="primary" href={routes.setup()}>
            Set up your server
          </ButtonLink>
          {canPractise ? (
            <SwitchButton source="practice" region={connection.region} className={buttonClass({})}>
              Look around in the practice account first
            </SwitchButton>
          ) : null}
        </>
      }
    >
      Slipway puts the AWS API MCP Server on Amazon Bedrock AgentCore, so that an AI assistant can work with your AWS
      account within the permissions you choose, and keeps it working.
      {isPractice ? ' This is the practice account: everything works, nothing costs anything, nothing is real.' : null}
    </EmptyState>
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
