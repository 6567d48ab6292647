import 'server-only'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { invocationUrl } from '@/lib/aws/endpoints'
import { builtProgram } from '@/lib/bridge/program'
import { entryName, type Target } from '@/lib/clients/model'
import type { RuntimeDetail } from '@/lib/runtimes/model'

/**
 * A runtime as what a client is to connect to, through the bridge. The connection is always named: a program that a client starts
 * has neither the terminal's variables nor its region. `root`: the folder of Slipway.
 */
export function bridgeTarget(connection: Connection, { name, arn, inboundAuth }: RuntimeDetail, root: string): Target {
  return {
    name: entryName(name),
    url: invocationUrl(connection, arn),
    region: connection.region,
    auth: inboundAuth.type,
    launcher: 'slipway',
    bridge: {
      node: process.execPath,
      script: builtProgram(root),
      runtime: name,
      connection: connectionKey(connection),
    },
    ...(connection.source.type === 'practice' ? { isPractice: true } : {}),
  }
}
