import 'server-only'
import { once } from 'node:events'
import { z } from 'zod'
import { announcePracticeAccount, env } from '@/lib/env'

const message = z.object({ url: z.url(), accessKeyId: z.string(), secretAccessKey: z.string() })

/** It is up within a second, unless a computer is busy or its state is large. */
const LIMIT_MS = 60_000

/** Waits for the practice account that the launcher starts beside this server, where it does. Throws when it never says so. */
export async function awaitPracticeAccount(): Promise<void> {
  if (env().SLIPWAY_PRACTICE_BY_MESSAGE && process.connected) {
    const [told] = await once(process, 'message', { signal: AbortSignal.timeout(LIMIT_MS) })
    announcePracticeAccount(message.parse(told))
    process.disconnect()
  }
}
