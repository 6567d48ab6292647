import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { ok, type Result } from '@/lib/result'
import { readRecords } from '@/lib/usage/records/read-records'
import { type Split, splitRecords } from '@/lib/usage/split/split'

/** `isCut`: there were more records than are read, and the oldest are left out. */
export type SplitRead = { split: Split; sessions: number; isCut: boolean }

/** What sessions did within a span (milliseconds since 1970), from the usage records of a group. A record of the future is none. */
export async function readSplit(
  connection: Connection,
  group: string,
  { from, now, signal }: { from: number; now: number; signal: AbortSignal },
): Promise<Result<SplitRead>> {
  const read = await readRecords(connection, group, { from, to: now, signal })

  if (!read.ok) {
    return read
  }
  const records = read.data.records.filter(({ at }) => at <= now)
  const sessions = new Set(records.map(({ sessionId }) => sessionId)).size
  return ok({ split: splitRecords(records), sessions, isCut: read.data.isCut })
}
