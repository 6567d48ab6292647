import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { invocationUrl } from '@/lib/aws/endpoints'
import { bridgeStart } from '@/lib/bridge/call'
import { entryName, type Target } from '@/lib/clients/model'
import type { RuntimeDetail } from '@/lib/runtimes/model'

/**
 * A runtime as what a client is to connect to, through the bridge: the same entry as the Connect tab shows. `root`: the folder of
 * Slipway.
 */
export function bridgeTarget(
  connection: Connection,
  runtime: RuntimeDetail,
  root: string,
  environment: Target['environment'] = {},
): Target {
  const { name, arn, inboundAuth } = runtime
  return {
    name: entryName(name),
    url: invocationUrl(connection, arn),
    region: connection.region,
    auth: inboundAuth.type,
    launcher: 'slipway',
    bridge: bridgeStart(connection, runtime, root),
    environment,
    ...(connection.source.type === 'practice' ? { isPractice: true } : {}),
  }
}
