import type { ReactNode } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { SubjectProvider } from '@/components/findings/subject'
import { ConnectionGuard } from '@/components/form/connection-context'
import { RefreshButton } from '@/components/layout/refresh-button'
import { ButtonLink } from '@/components/ui/button'
import type { Actor } from '@/lib/auth/actor'
import { requireContext } from '@/lib/auth/context'
import { parseArn } from '@/lib/aws/arn'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { routes } from '@/lib/routes'
import { RUNTIME_ID } from '@/lib/runtimes/ids'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { getRuntime } from '@/lib/runtimes/queries'
import type { Subject } from '@/lib/troubles/remedies'

export type RuntimeParams = Promise<{ id: string }>
export type RuntimeView = { actor: Actor; connection: Connection; runtime: RuntimeDetail }

type WithRuntimeProps = { params: RuntimeParams; children: (view: RuntimeView) => ReactNode }

/** Reads the runtime of the address, once for the page, and shows what to do when there is none. */
export async function WithRuntime({ params, children }: WithRuntimeProps) {
  const { actor, connection } = await requireContext()
  const { id } = await params
  const runtime = RUNTIME_ID.test(id) ? await getRuntime(connection, id) : undefined
  const isMissing = runtime === undefined || (!runtime.ok && runtime.error.code === 'not-found')

  return (
    <ConnectionGuard connectionKey={connectionKey(connection)}>
      {isMissing ? (
        <NoRuntime id={id} region={connection.region} />
      ) : runtime.ok ? (
        <SubjectProvider subject={subjectOf(runtime.data)}>
          {children({ actor, connection, runtime: runtime.data })}
        </SubjectProvider>
      ) : (
        <FailureNotice failure={runtime.error} retry={<RefreshButton label="Try again" />} />
      )}
    </ConnectionGuard>
  )
}

function subjectOf({ id, roleName, arn }: RuntimeDetail): Subject {
  return { runtimeId: id, roleName, account: parseArn(arn)?.accountId }
}

function NoRuntime({ id, region }: { id: string; region: string }) {
  return (
    <EmptyState
      title="AWS has no such runtime here"
      actions={
        <>
          <ButtonLink variant="primary" href={routes.runtimes()}>
            See all runtimes
          </ButtonLink>
          {RUNTIME_ID.test(id) ? <ButtonLink href={routes.runtimeDelete(id)}>See what is left of it</ButtonLink> : null}
          <ButtonLink href={routes.settings()}>Switch the connection</ButtonLink>
        </>
      }
    >
      <span className="break-all font-mono">{id}</span>
      {` is not in ${region} of the account in use. It was deleted, or it belongs to another account or region.`}
    </EmptyState>
  )
}
