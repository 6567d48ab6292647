import { InstallPanel } from '@/components/clients/install-panel'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { RefreshButton } from '@/components/layout/refresh-button'
import type { Connection } from '@/lib/aws/connection'
import type { ClientDefinition } from '@/lib/clients/model'
import { installOutlook } from '@/lib/install/outlook'
import type { RuntimeDetail } from '@/lib/runtimes/model'

type InstallHereProps = { connection: Connection; runtime: RuntimeDetail; client: ClientDefinition }

/** Puts the server into the client's own file, where that file is on this computer; else says why not. */
export async function InstallHere({ connection, runtime, client }: InstallHereProps) {
  const outlook = await installOutlook(connection, runtime, client)

  if (outlook.state === 'elsewhere') {
    // One line: the copy below is the way.
    const { message, remedy = '' } = outlook.failure
    return <p className="text-muted">{`${message} ${remedy}`}</p>
  }
  if ('failure' in outlook) {
    return <FailureNotice failure={outlook.failure} retry={<RefreshButton label="Look again" />} />
  }
  return (
    <InstallPanel
      key={client.id}
      runtime={{ id: runtime.id, name: runtime.name }}
      client={{ id: client.id, name: client.name }}
      outlook={outlook}
    />
  )
}
