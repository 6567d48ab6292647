import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { callsOf } from '@/lib/bridge/recording/calls'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { chosenCommands } from '@/lib/successor/commands'
import { readCoverage } from '@/lib/successor/coverage'
import type { Coverage } from '@/lib/successor/model'
import { type PersonPolicies, personPolicies } from '@/lib/successor/policy'

const DAYS = 90
const DAY_MS = 86_400_000

export type Move = { coverage: Coverage; policies: PersonPolicies; commands: string[] }

/** What the record of bridges on this computer says about a move: what was used, policies for it, and commands to compare by. */
export async function readMove(
  connection: Connection,
  runtime: Pick<RuntimeDetail, 'name' | 'arn'>,
  now = Date.now(),
): Promise<Move> {
  const calls = callsOf(runtime, now - DAYS * DAY_MS)
  const [coverage, commands] = await Promise.all([readCoverage(connection, calls, DAYS), chosenCommands(calls)])
  const policies = await personPolicies(coverage.rows.flatMap(({ action }) => action ?? []))
  return { coverage, policies, commands }
}
