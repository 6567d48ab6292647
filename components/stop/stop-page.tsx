import Link from 'next/link'
import { Suspense } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { LeverList } from '@/components/stop/lever-list'
import { Outlives } from '@/components/stop/outlives'
import { StopPanel } from '@/components/stop/stop-panel'
import { Skeleton } from '@/components/ui/skeleton'
import type { Connection } from '@/lib/aws/connection'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { stopOfRequest } from '@/lib/stop/read-stop'
import { otherUsers } from '@/lib/stop/stop'

type StopPageProps = { connection: Connection; runtime: RuntimeDetail }

/** The state that AWS shows now, and the one thing to do: stop, go on with it, or resume. */
export async function StopPage({ connection, runtime }: StopPageProps) {
  const [reading, others] = await Promise.all([stopOfRequest(connection, runtime), otherUsers(connection, runtime)])

  return (
    <div className="flex flex-col gap-6">
      <LeverList reading={reading} />
      {others.ok ? null : <FailureNotice failure={others.error} />}
      <StopPanel
        state={reading.state}
        runtimeId={runtime.id}
        name={runtime.name}
        roleName={runtime.roleName}
        others={others.ok ? others.data : []}
      />
      <Link href={routes.runtimeSessions(runtime.id)} className="w-fit text-accent underline underline-offset-4">
        See its sessions, to end one of them alone
      </Link>
      {reading.state === 'stopped' || reading.state === 'incomplete' ? (
        <Suspense fallback={<Skeleton className="h-32" />}>
          <Outlives connection={connection} roleArn={runtime.roleArn} />
        </Suspense>
      ) : null}
    </div>
  )
}
