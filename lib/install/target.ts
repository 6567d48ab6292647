import 'server-only'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { invocationUrl } from '@/lib/aws/endpoints'
import { builtProgram } from '@/lib/bridge/program'
import { entryName, type Target } from '@/lib/clients/model'
import { env } from '@/lib/env'
import type { RuntimeDetail } from '@/lib/runtimes/model'

/**
 * A runtime as what a client is to connect to, through the bridge. The connection is always named: a program that a client starts
 * has neither the terminal's variables nor its region. `root`: the folder of Slipway.
 */
export function bridgeTarget(
  connection: Connection,
  { name, arn, inboundAuth }: RuntimeDetail,
  root: string,
  environment: Target['environment'] = {},
): Target {
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
      connection: connectionKey(withProfile(connection)),
    },
    environment,
    ...(connection.source.type === 'practice' ? { isPractice: true } : {}),
  }
}

/** The default chain of a program with AWS_PROFILE is that profile, which the program of a client would not know. */
function withProfile(connection: Connection): Connection {
  const { AWS_PROFILE: profile } = env()
  return connection.source.type === 'chain' && profile !== undefined
    ? { ...connection, source: { type: 'profile', profile } }
    : connection
}
