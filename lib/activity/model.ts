/** A command that the server's log names. Its parameters are not in the log. */
export type LoggedCall = {
  id: string
  /** Milliseconds since 1970, as every time here. */
  at: number
  stream: string
  /** As the CLI spells them: `s3api`, `list-buckets`. */
  service: string
  operation: string
  /** What the server says before it sends the request, and when it has the answer. */
  region?: string
  endedAt?: number
  /** The server sent nothing: by its own policy, or because it didn't understand the command. */
  refusal?: 'policy' | 'not-sent'
}

/** What the program that called says of itself. */
export type Agent = { server: string; client?: { name: string; version: string } }

/** One event of CloudTrail by a session of the execution role. */
export type TrailCall = {
  id: string
  at: number
  /** `s3` of s3.amazonaws.com, and the name of the API. */
  service: string
  operation: string
  region: string
  session: string
  requestId?: string
  isRead: boolean
  code?: string
  message?: string
  /** Absent where something else than the server called. */
  agent?: Agent
  /** The AWS service that acted as the role. */
  invokedBy?: string
  resource?: string
  /** It asked for secrets in clear. */
  isDecrypting?: true
  /** Other accounts that it names as getting something; `everybody` for all. Absent where the parameters are. */
  outwards?: string[]
  /** The log stream that it made: whose session a stream is. */
  stream?: string
}

/** A call through a bridge on this computer. */
export type RecordedCall = {
  id: string
  at: number
  ms: number
  client: string
  session?: string
  what: string
  /** IAM actions, as far as the record knows them. */
  actions: string[]
  outcome: string
  verdict?: string
  /** Of the requests that the answer names. */
  requestIds: string[]
  /** Only where the record keeps arguments. */
  text?: string
}

/** How sure it is that parts of an entry belong together, or why a part is missing. */
export type Sureness =
  | { kind: 'exact' }
  | { kind: 'one-of'; of: number; isCertain: boolean }
  | { kind: 'unrecorded' }
  | { kind: 'not-yet' }
  | { kind: 'none' }
  | { kind: 'unread' }

export type SourceName = 'trail' | 'log' | 'record'
export type Link = { ids: string[]; sureness: Sureness }

export type Outcome = 'allowed' | 'refused' | 'failed' | 'unknown'

/** Who said no. */
export type RefusedBy =
  | 'guard'
  | 'server'
  | 'identity'
  | 'boundary'
  | 'scp'
  | 'rcp'
  | 'session'
  | 'vpc-endpoint'
  | 'resource'
  | 'trust'
  | 'iam'

export type Entry = {
  /** Stable over readings, for a permalink. */
  id: string
  /** ISO 8601. */
  at: string
  what: string
  service: string
  operation: string
  resource?: string
  region?: string
  access: 'read' | 'write' | 'unknown'
  outcome: Outcome
  refusedBy?: RefusedBy
  /** The other side's code or word for what went wrong. */
  code?: string
  session?: string
  client?: string
  server?: string
  ms?: number
  /** True where the caller is not the MCP server. */
  isForeign?: true
  isDecrypting?: true
  outwards?: string[]
  /** Arguments as the record keeps them. */
  text?: string
  links: Record<SourceName, Link>
}

/** What an operation is, from the catalogue of actions. */
export type OperationFacts = { name: string; actions: string[]; access: Entry['access'] }
export type FactsOf = (service: string, operation: string) => OperationFacts

export type Surroundings = {
  /** From when on CloudTrail may not show everything yet. */
  completeThrough: number
  /** What could be read: nothing is said to be missing from a source that wasn't. */
  hasRead: { trail: boolean; log: boolean; record: boolean }
  factsOf: FactsOf
}
