import type { Message } from '@/lib/bridge/message'

/** A way to an MCP server: takes a client's messages; what comes back goes to whoever opened it. */
export type Lane = {
  take: (message: Message) => void
  /** Ends what is under way, and the session. Never rejects. */
  end: () => Promise<void>
}

export type OpenLane = (toClient: (message: Message) => void) => Lane
