import { FailureNotice } from '@/components/feedback/failure-notice'
import { LeverList } from '@/components/stop/lever-list'
import { ResumeForm } from '@/components/stop/resume-form'
import { StopForm } from '@/components/stop/stop-form'
import type { Connection } from '@/lib/aws/connection'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { readStop } from '@/lib/stop/read-stop'
import { otherUsers } from '@/lib/stop/stop'

type StopPageProps = { connection: Connection; runtime: RuntimeDetail }

/** The state that AWS shows now, and the one thing to do: stop, go on with it, or resume. */
export async function StopPage({ connection, runtime }: StopPageProps) {
  const [reading, others] = await Promise.all([readStop(connection, runtime), otherUsers(connection, runtime)])
  const { state } = reading
  const isOurs = state === 'stopped' || state === 'incomplete' || state === 'unknown'
  const form = { runtimeId: runtime.id, name: runtime.name }
  const users = { roleName: runtime.roleName, others: others.ok ? others.data : [] }
  return (
    <div className="flex flex-col gap-6">
      <LeverList reading={reading} />
      {others.ok ? null : <FailureNotice failure={others.error} />}
      {state === 'stopped' ? null : <StopForm {...form} {...users} isAgain={state === 'incomplete'} />}
      {isOurs ? <ResumeForm {...form} /> : null}
    </div>
  )
}
