import 'server-only'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { shellWord } from '@/lib/aws/credential-remedy'
import { builtProgram, movedState, programRoot, slipwayLine } from '@/lib/bridge/program'
import { env } from '@/lib/env'

/** How a client on this computer starts the bridge of a runtime; AWS lets no two runtimes of a region have one name. */
export type BridgeStart = { node: string; script: string; runtime: string; connection?: string; stateDir?: string }

/** A line for a terminal, whatever its folder and variables, that signs in to a runtime. */
export function loginLine(
  connection: Connection,
  runtime: { name: string; arn: string },
  root = programRoot(),
): string {
  const { runtime: named, connection: key } = bridgeStart(connection, runtime, root)
  const where = key === undefined ? '' : ` --connection ${shellWord(key)}`
  return slipwayLine(root, `login ${shellWord(named)}${where}`)
}

/** A client starts programs without the variables of a terminal, so only the default chain goes without saying. */
export function bridgeStart(
  { source, region }: Connection,
  runtime: { name: string; arn: string },
  root = programRoot(),
): BridgeStart {
  // With AWS_PROFILE the chain of this process is that profile, which a client's program would not know.
  const profile = source.type === 'chain' ? env().AWS_PROFILE : undefined
  const start = { node: process.execPath, script: builtProgram(root), ...movedState(root) }

  // The ARN names the region, which the default chain does not.
  return source.type === 'chain' && profile === undefined
    ? { ...start, runtime: runtime.arn }
    : {
        ...start,
        runtime: runtime.name,
        connection: connectionKey({ source: profile ? { type: 'profile', profile } : source, region }),
      }
}
