import type { HeldReading } from '@/lib/activity/reading/held-reading'
import type { ActivityQuery } from '@/lib/activity/view/query'
import type { ConnectionKey } from '@/lib/aws/connection'

/** The server, what is asked about it, and the reading that answers. */
export type ActivityPlace = {
  connection: ConnectionKey
  server: { id: string; roleName: string }
  query: ActivityQuery
  reading: HeldReading
}
