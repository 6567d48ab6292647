import { FailureNotice } from '@/components/feedback/failure-notice'
import { Section } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { Rollback } from '@/components/runtimes/rollback'
import type { Connection } from '@/lib/aws/connection'
import { advanceRollbackAction } from '@/lib/deployments/actions'
import { planRollback } from '@/lib/deployments/advance/rollback'
import type { RuntimeDetail } from '@/lib/runtimes/model'

type VersionRollbackProps = { connection: Connection; runtime: RuntimeDetail; version: string }

export async function VersionRollback({ connection, runtime, version }: VersionRollbackProps) {
  const plan = await planRollback(connection, runtime.id, version)

  return (
    <Section
      title={`Roll back ${runtime.name} to version ${version}`}
      description="AWS cannot switch an old version on again: its configuration becomes a new version. Sessions that are open keep the current one until they end."
    >
      {plan.ok ? (
        <Rollback
          key={version}
          plan={plan.data}
          runtimeId={runtime.id}
          name={runtime.name}
          version={version}
          advance={advanceRollbackAction}
        />
      ) : (
        <FailureNotice failure={plan.error} retry={<RefreshButton label="Try again" />} />
      )}
    </Section>
  )
}
