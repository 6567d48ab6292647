import type { Identity } from '@/lib/practice/wire/service'

/**
 * `received`: routed, nothing done yet. `performed`: done and saved, not answered yet (also when it failed: see `code`).
 * `answered`: the answer was handed to the network.
 */
export type CallEvent = {
  phase: 'received' | 'performed' | 'answered'
  requestId: string
  service: string
  operation: string
  identity: Identity
  /** The wire code of the error it ended with; absent while it went well. */
  code?: string
}

/** May return a promise: the call waits for it. That is how a test stops the world between two phases. */
export type CallListener = (event: CallEvent) => void | Promise<void>
