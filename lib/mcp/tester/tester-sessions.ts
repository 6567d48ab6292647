import 'server-only'
import { connectionKey } from '@/lib/aws/connection'
import { endSession } from '@/lib/mcp/tester/end-session'
import { rememberCalled } from '@/lib/mcp/tester/own-sessions'
import type { Link } from '@/lib/mcp/tester/tester'

/** How long an open session may go without a call. */
export const IDLE_SECONDS = 180

type Watched = { link: Link; timer: NodeJS.Timeout; readingTools: ReadonlySet<string> }

const NONE: ReadonlySet<string> = new Set()

/**
 * The sessions that this process has opened or called, so that none outlives a page that was closed without a word. What is
 * here can be lost: a session that nobody watches ends by AgentCore's own idle time-out.
 */
const watched = new Map<string, Watched>()

/** Starts the idle time of a session, or starts it anew. `readingTools`: those whose own hint says so, told when it is opened. */
export function watchSession(
  owner: string,
  sessionId: string,
  link: Link,
  readingTools = watchedReadingTools(owner, sessionId, link),
): void {
  const key = keyOf(owner, link, sessionId)
  const timer = setTimeout(() => endWatched(owner, sessionId, link), IDLE_SECONDS * 1000)
  // A program that is told to stop does not wait for this.
  timer.unref()
  rememberCalled(connectionKey(link.connection), link.subject.arn, sessionId, Date.now())
  clearTimeout(watched.get(key)?.timer)
  watched.set(key, { link, timer, readingTools })
}

/** The credential that a session was last used with, so that a pasted token need not be sent again. */
export function watchedLink(owner: string, sessionId: string, of: Pick<Link, 'subject'>): Link | undefined {
  return watched.get(keyOf(owner, of, sessionId))?.link
}

/** The tools that said of themselves that they only read. None for a session that this process did not open. */
export function watchedReadingTools(owner: string, sessionId: string, of: Pick<Link, 'subject'>): ReadonlySet<string> {
  return watched.get(keyOf(owner, of, sessionId))?.readingTools ?? NONE
}

/** Ends a session at AgentCore; answers whether AWS agreed. */
export function endWatched(owner: string, sessionId: string, link: Link): Promise<boolean> {
  const key = keyOf(owner, link, sessionId)
  clearTimeout(watched.get(key)?.timer)
  watched.delete(key)
  return endSession(link.connection, link.subject, link.credential, sessionId)
}

function keyOf(owner: string, { subject }: Pick<Link, 'subject'>, sessionId: string): string {
  return `${owner} ${subject.invocationUrl} ${sessionId}`
}
