import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { readPage } from '@/lib/logs/tail/range'
import { rangeParts } from '@/lib/logs/tail/server'
import { fail, ok, type Result } from '@/lib/result'
import { parseUsageRecord, type UsageRecord } from '@/lib/usage/records/usage-record'

/** A page of CloudWatch Logs. A session writes a record each second, so that a busy day has many. */
const PAGE = 10_000
const MAX_RECORDS = 100_000

/** `isCut`: there were more, and the oldest are left out. */
export type RecordsRead = { records: UsageRecord[]; isCut: boolean }

/** The usage records of a group within a span (milliseconds since 1970), the newest first. None where the group is not there yet. */
export async function readRecords(
  connection: Connection,
  group: string,
  { from, to, signal }: { from: number; to: number; signal: AbortSignal },
): Promise<Result<RecordsRead>> {
  const parts = await rangeParts({ connection, group, pattern: '' }, signal)
  const records: UsageRecord[] = []
  let token: string | undefined

  do {
    const page = await readPage(parts, { from, to, limit: PAGE, isBackward: true, token })

    if (!page.ok) {
      return page.error.code === 'not-found' ? ok({ records, isCut: false }) : fail(page.error)
    }
    records.push(...page.data.events.flatMap(({ text }) => parseUsageRecord(text) ?? []))
    token = page.data.next ?? undefined
  } while (token !== undefined && records.length < MAX_RECORDS && !signal.aborted)
  return ok({ records: records.sort((one, other) => other.at - one.at), isCut: token !== undefined })
}
