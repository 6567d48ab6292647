import type { Denial } from '@/lib/policies/denial/denial'
import type { LineOrigin } from '@/lib/troubles/text/origin'

/** Where a trouble arises, from the person outwards; layers.ts has their names. */
export type Layer =
  | 'computer'
  | 'network'
  | 'credentials'
  | 'aws-cli'
  | 'caller'
  | 'oauth'
  | 'token'
  | 'cognito'
  | 'inbound'
  | 'control-plane'
  | 'image'
  | 'server'
  | 'execution-role'
  | 'iam'
  | 'logs'

/**
 * How sure a rule is: `certain`, the text has this one cause; `likely`, it has others that are rarer; `possible`, it is a symptom of
 * several, and `apart` says what tells them apart.
 */
export type Certainty = 'certain' | 'likely' | 'possible'

export type Severity = 'error' | 'warning' | 'info'

type Source = { label: string; href: string }

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
  | { type: 'open-logs' }
  /** The Marketplace listing of the image. */
  | { type: 'subscribe' }

/** One trouble in words. */
export type Explained = {
  /** What is wrong, one short sentence. */
  title: string
  /** Why, one sentence. */
  cause: string
  /** What to do, a sentence for each step. */
  remedy: string[]
  /** A command that mends or tells, to copy into a terminal. */
  command?: string
  /** Of what has several causes: what tells them apart, one sentence. */
  apart?: string
  /** The likeliest first. */
  actions?: RemedyAction[]
}

/** Where a text was met. The same words may come from this computer and from the container. */
export type Place = {
  /** The runtime's log, what a tool answered, what AWS answered to a call of Slipway's, its words about a resource, or not known. */
  from: 'log' | 'answer' | 'call' | 'aws' | 'paste'
  /** How the call signed in, where that is known. */
  auth?: 'sigv4' | 'jwt'
  /** HTTP status of the answer. */
  status?: number
}

type Written = {
  id: string
  /** Looked for in the text of a message: colours gone, escapes undone, white space made single. */
  pattern: RegExp
  /** A piece of every text that the pattern can match, in lower case: most lines have none and need no further look. */
  hints: string[]
  explain: Explained | ((match: RegExpExecArray, place: Place) => Explained)
  /** Rules that this one knows better than, when both match. */
  over?: string[]
  /** Counts only where no other rule knows the text: a code says less than words. */
  isFallback?: boolean
  /** Tells causes of the same rule apart; findings are grouped by it. */
  about?: (match: RegExpExecArray) => string
  /** Where texts of this cause are met; everywhere by default. */
  where?: Place['from'][]
  /** Where this is known from. */
  sources: [Source, ...Source[]]
  /** `error` by default. */
  severity?: Severity
  /** `certain` by default. */
  certainty?: Certainty
}

export type Rule = Written & { layer: Layer; severity: Severity; certainty: Certainty }

/** The rules of a layer; what a rule leaves out is an error and certain. */
export function rulesOf(layer: Layer, rules: Written[]): Rule[] {
  return rules.map((rule) => ({ severity: 'error', certainty: 'certain', ...rule, layer }))
}

/** A cause that a text names. */
export type Trouble = Explained & {
  rule: string
  layer: Layer
  severity: Severity
  certainty: Certainty
  sources: Source[]
  /** Stable while a log grows: the rule, and what it is about. */
  key: string
  /** Of `access-denied`: what was refused. */
  denial?: Denial
}

/** What a caller of the rules shows: a trouble, or what a code alone says. */
export type Explanation = Explained & Pick<Trouble, 'denial'>

/** What the rules read of an event; a LogEvent is one. */
export type DiagnosedEvent = { id: string; at: number; stream: string; text: string }

export type CitedLine = { id: string; at: number }

export type Finding = Trouble & {
  count: number
  /** Milliseconds since 1970. */
  firstAt: number
  lastAt: number
  /** Cited lines: the first few, then the newest few. */
  lines: CitedLine[]
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
