import { z } from 'zod'
import { LOG_GROUP_NAME } from '@/lib/logs/group-name'

/**
 * What the log routes take besides `connection`, which the gate reads; addresses.ts writes their addresses. All are GET, need a session (401), and refuse a connection that isn't the
 * browser's current one (409 with a `connection-changed` failure) and a malformed query (400). Times are milliseconds since 1970.
 */

const MAX_TIME = 8_640_000_000_000_000

const time = z.coerce.number<number>().int().min(0).max(MAX_TIME)
const group = z.string().regex(LOG_GROUP_NAME, { error: 'This is not the name of a log group.' })
/** A CloudWatch filter pattern; absent and empty both mean every event. */
const pattern = z.string().max(1024).default('')
/** Both inclusive. Without `to` it reaches to the end: CloudWatch takes lines that are stamped up to two hours ahead. */
const range = { from: time, to: time.optional() }
const about = { group, pattern }

/**
 * `GET /api/logs/stream`: server-sent events whose data is a TailMessage (event.ts). The first message is a `state`, then come the
 * newest lines and everything after them. `id` is opaque; the browser sends it back as Last-Event-ID, and the stream goes on
 * where it was. After a restart of the server some lines come again: **a viewer drops events whose `id` it has**, and so shows
 * each exactly once. A comment comes every 15 seconds. The server ends a stream after ten minutes; the browser reconnects.
 */
export const streamQuery = z.strictObject({
  ...about,
  /** How many of the newest lines a new reader starts with. */
  newest: z.coerce.number<number>().int().min(0).max(10_000).default(1000),
})

/** `GET /api/logs/events`: a Result of a LogPage. */
export const eventsQuery = z.strictObject({
  ...about,
  ...range,
  limit: z.coerce.number<number>().int().min(1).max(10_000).default(1000),
  /** Which end is read first; the events of a page always come oldest first. */
  order: z.enum(['oldest', 'newest']).default('oldest'),
  /** `next` of the page before, with otherwise the same query. */
  token: z.string().min(1).max(4096).optional(),
})

/** `GET /api/logs/download`: a file, streamed; a failure with its status (404: no such group) when nothing can be read. An answer that breaks off is an error for the browser, never a short file. */
export const downloadQuery = z.strictObject({ ...about, ...range, format: z.enum(['txt', 'jsonl']) })

type OfConnection = { connection: string }

export type StreamQuery = OfConnection & z.input<typeof streamQuery>
export type EventsQuery = OfConnection & z.input<typeof eventsQuery>
export type DownloadQuery = OfConnection & z.input<typeof downloadQuery>
