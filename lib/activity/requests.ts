import { z } from 'zod'
import { RUNTIME_ID } from '@/lib/runtimes/ids'

const word = z.string().max(300).optional()

/** What an address of the page carries; query.ts reads it, and drops what makes no sense. */
const asked = {
  runtime: z.string().regex(RUNTIME_ID, { error: 'This is not the id of a runtime.' }),
  last: word,
  since: word,
  until: word,
  session: word,
  service: word,
  client: word,
  text: word,
  access: word,
  refused: word,
}
const MOST = 500

/** `GET /api/activity/entries`: a Result of an EntrySlice. `reading` is that of the page; another is made where it is gone. */
export const entriesQuery = z.strictObject({
  ...asked,
  reading: z.string().max(64).optional(),
  from: z.coerce.number<number>().int().min(0).max(100_000_000),
  count: z.coerce.number<number>().int().min(1).max(MOST),
})

/** `GET /api/activity/export`: a file of what the page shows. */
export const exportQuery = z.strictObject({
  ...asked,
  reading: z.string().max(64).optional(),
  format: z.enum(['csv', 'jsonl']),
})
