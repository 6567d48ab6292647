import 'server-only'
import { randomUUID } from 'node:crypto'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { accountOf } from '@/lib/connections/identity'
import { log } from '@/lib/log'
import { awsLogsClient } from '@/lib/logs/tail/aws-client'
import { Budget } from '@/lib/logs/tail/budget'
import type { MissingReason } from '@/lib/logs/tail/caller'
import { systemClock } from '@/lib/logs/tail/client'
import type { Reader } from '@/lib/logs/tail/hub'
import { Hubs } from '@/lib/logs/tail/hubs'
import type { Position } from '@/lib/logs/tail/position'
import type { RangeParts } from '@/lib/logs/tail/range'

type Shared = { hubs: Hubs; budgets: Map<string, Budget> }

type TailTarget = { connection: Connection; group: string; pattern: string }

// On the global object: each route's bundle may have its own copy of this module, and there must be one tail for all.
const holder = globalThis as typeof globalThis & { slipwayTails?: Shared }

function shared(): Shared {
  holder.slipwayTails ??= {
    hubs: new Hubs({
      newEpoch: randomUUID,
      onFailure: (error) => log.error('log-tail', { message: error instanceof Error ? error.message : String(error) }),
    }),
    budgets: new Map(),
  }
  return holder.slipwayTails
}

/** A reader of the group's tail, which is shared with everybody who looks at the same through the same connection. */
export async function readTail(
  { connection, group, pattern }: TailTarget,
  { position, newest }: { position: Position | null; newest: number },
  whyMissing: () => Promise<MissingReason>,
): Promise<Reader> {
  const budget = await callBudget(connection)
  const key = JSON.stringify([connectionKey(connection), group, pattern])
  const parts = () => ({
    client: awsLogsClient(connection, group, pattern),
    clock: systemClock,
    budget,
    random: Math.random,
    whyMissing,
  })
  return shared().hubs.read(key, parts, { position, newest })
}

/** For reading a range of the group, within what its account may spend. */
export async function rangeParts({ connection, group, pattern }: TailTarget, signal: AbortSignal): Promise<RangeParts> {
  const budget = await callBudget(connection)
  const client = awsLogsClient(connection, group, pattern)
  return { client, clock: systemClock, budget, random: Math.random, signal }
}

/** What the account and region may spend on reading logs; two profiles of one account share it. */
async function callBudget(connection: Connection): Promise<Budget> {
  const key = `${await accountOf(connection)}/${connection.region}`
  const { budgets } = shared()
  const budget = budgets.get(key) ?? new Budget(systemClock)
  budgets.set(key, budget)
  return budget
}
