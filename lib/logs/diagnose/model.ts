import type { LineOrigin } from '@/lib/logs/diagnose/origin'
import type { Denial } from '@/lib/policies/denial/denial'

/** What the rules read of an event; a LogEvent is one. */
export type DiagnosedEvent = { id: string; at: number; stream: string; text: string }

/** What Slipway can do about a cause; remedies.ts says where. */
export type RemedyAction =
  | { type: 'add-permission' }
  | { type: 'edit-role' }
  /** The environment variables of the runtime, through an edit of it. */
  | { type: 'fix-env'; variable: string; value?: string }
  | { type: 'edit-runtime' }
  | { type: 'set-mmdsv2' }
  | { type: 'refresh-token' }
  | { type: 'test-connection' }
  | { type: 'connect-client' }
  | { type: 'open-settings' }

export type Severity = 'error' | 'warning' | 'info'

export type Explained = {
  /** What is wrong, one short sentence. */
  title: string
  cause: string
  remedy: string
  action?: RemedyAction
}

export type Rule = {
  id: string
  severity: Severity
  /** Looked for in the text of a message: colours gone, escapes undone, white space made single. */
  pattern: RegExp
  /** A piece of every text that the pattern can match, in lower case: most lines have none and need no further look. */
  hints: string[]
  explain: Explained | ((match: RegExpExecArray) => Explained)
  /** Rules that this one knows better than, when both match. */
  over?: string[]
  /** Tells causes of the same rule apart; findings are grouped by it. */
  about?: (match: RegExpExecArray) => string
  /** Where this is known from. */
  source: { label: string; href: string }
}

export type CitedLine = { id: string; at: number }

export type Finding = Explained & {
  /** Stable while the log grows. */
  key: string
  rule: string
  severity: Severity
  source: { label: string; href: string }
  count: number
  /** Milliseconds since 1970. */
  firstAt: number
  lastAt: number
  /** Cited lines: the first few, then the newest few. */
  lines: CitedLine[]
  /** Of `access-denied`: what was refused. */
  denial?: Denial
  /** Of `access-denied`: where the first line of it says that it comes from. */
  origin?: LineOrigin
}

/** Lines that look bad and mean nothing. */
export type Noise = { rule: string; title: string; count: number }

export type Diagnosis = {
  /** The worst first, then the newest. */
  findings: Finding[]
  noise: Noise[]
  /** How many events were looked at. */
  seen: number
}
