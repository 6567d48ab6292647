import { LogViewer } from '@/components/log-viewer/log-viewer'
import { ButtonLink } from '@/components/ui/button'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { logGroupName } from '@/lib/logs/model'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'

type RuntimeLogsProps = { connection: Connection; runtime: RuntimeDetail }

export function RuntimeLogs({ connection, runtime: { id: runtimeId } }: RuntimeLogsProps) {
  return (
    <>
      <h2 className="sr-only">Lines</h2>
      <LogViewer
        connection={connectionKey(connection)}
        group={logGroupName(runtimeId, 'DEFAULT')}
        emptyActions={
          <>
            <ButtonLink variant="primary" href={routes.runtime(runtimeId)}>
              Test the connection
            </ButtonLink>
            <ButtonLink href={routes.runtimeTab(runtimeId, 'permissions')}>Look at the permissions</ButtonLink>
          </>
        }
      />
    </>
  )
}
