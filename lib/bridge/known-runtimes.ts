import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { stateDirectory } from '@/lib/auth/secret'
import type { Connection } from '@/lib/aws/connection'
import { connectionKey } from '@/lib/aws/connection'
import { customEndpoint } from '@/lib/aws/endpoints'
import { dropDrafts, writeFileDurablySync } from '@/lib/durable-file'
import { parseJson } from '@/lib/json'
import type { RuntimeDetail } from '@/lib/runtimes/model'

/** What a call of a runtime takes to know. No secret is in it. */
export type KnownRuntime = Pick<RuntimeDetail, 'id' | 'name' | 'arn' | 'inboundAuth'>

const texts = z.array(z.string())
const known = z.object({
  id: z.string(),
  name: z.string(),
  arn: z.string(),
  inboundAuth: z.discriminatedUnion('type', [
    z.object({ type: z.literal('sigv4') }),
    z.object({
      type: z.literal('jwt'),
      discoveryUrl: z.string(),
      allowedClients: texts,
      allowedAudience: texts,
      allowedScopes: texts,
      customClaims: z.array(z.object({ claim: z.string(), operator: z.string(), values: texts })),
      userPoolId: z.string().optional(),
    }),
  ]),
})
const file = z.record(z.string(), known)

const MOST = 200

/**
 * What a bridge found out about a runtime before, so that it starts without asking AWS. What is here may be out of date: who
 * meets that forgets it and looks again.
 */
export function recallRuntime(connection: Connection, wanted: string): KnownRuntime | undefined {
  return readAll()[keyOf(connection, wanted)]
}

export function rememberRuntime(connection: Connection, wanted: string, runtime: KnownRuntime): void {
  const { id, name, arn, inboundAuth } = runtime
  const others = Object.entries(readAll()).filter(([key]) => key !== keyOf(connection, wanted))
  write([...others.slice(1 - MOST), [keyOf(connection, wanted), { id, name, arn, inboundAuth }]])
}

export function forgetRuntime(connection: Connection, wanted: string): void {
  write(Object.entries(readAll()).filter(([key]) => key !== keyOf(connection, wanted)))
}

/** Another endpoint is another account: a practice account that was started anew, for one. */
function keyOf(connection: Connection, wanted: string): string {
  const endpoint = customEndpoint(connection, 'BEDROCK_AGENTCORE_CONTROL') ?? ''
  return [connectionKey(connection), endpoint, wanted].join(' ')
}

function readAll(): Record<string, KnownRuntime> {
  try {
    // It says where calls go, and by which name the guard's rules mean a server.
    if (process.platform !== 'win32' && (statSync(place()).mode & 0o022) !== 0) {
      return {}
    }
    const parsed = file.safeParse(parseJson(readFileSync(place(), 'utf8')))
    return parsed.success ? parsed.data : {}
  } catch {
    return {}
  }
}

/** It spares a question only, so a folder that can't be written to is no reason to fail. */
function write(entries: [string, KnownRuntime][]): void {
  try {
    dropDrafts(place())
    writeFileDurablySync(place(), JSON.stringify(Object.fromEntries(entries)))
  } catch {
    // As above.
  }
}

function place(): string {
  return path.join(stateDirectory(), 'bridge', 'runtimes.json')
}
