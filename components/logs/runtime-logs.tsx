import { LogViewer } from '@/components/log-viewer/log-viewer'
import { NeverCreated } from '@/components/logs/never-created'
import { ButtonLink } from '@/components/ui/button'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { logGroupName } from '@/lib/logs/model'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'

type RuntimeLogsProps = { connection: Connection; runtime: RuntimeDetail }

export function RuntimeLogs({ connection, runtime }: RuntimeLogsProps) {
  if (runtime.status === 'CREATE_FAILED') {
    return <NeverCreated runtime={runtime} />
  }
  return (
    <>
      <h2 className="sr-only">Lines</h2>
      <LogViewer
        connection={connectionKey(connection)}
        group={logGroupName(runtime.id, 'DEFAULT')}
        emptyActions={
          <>
            <ButtonLink variant="primary" href={routes.runtime(runtime.id)}>
              Test the connection
            </ButtonLink>
            <ButtonLink href={routes.runtimeTab(runtime.id, 'permissions')}>Look at the permissions</ButtonLink>
          </>
        }
      />
    </>
  )
}
