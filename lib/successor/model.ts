import type { DiffLine } from '@/lib/format/diff'

/** Who the commands of one side ran as, as the server itself says. */
type Caller = { account: string; arn: string }

/**
 * `same`: the answers hold the same, or both were refused in the same way. `refused-there` and `refused-here`: only the managed
 * server, or only the runtime, refused. `not-compared`: it was not sent, or the answer changes from one moment to the next.
 */
export type RowState = 'same' | 'differs' | 'refused-there' | 'refused-here' | 'not-compared'

export type ComparedRow = {
  command: string
  state: RowState
  /** One sentence. */
  why: string
  /** The IAM action that was refused, where the refusal names one. */
  action?: string
  /** From the runtime's answer to the managed server's. */
  diff?: DiffLine[]
}

export type Comparison = {
  /** Of the managed server. */
  endpoint: string
  here: Caller | null
  there: Caller | null
  rows: ComparedRow[]
}

/** `none`: nothing succeeds this server. `possible`: with what would be lost. */
export type Outlook =
  | { state: 'none'; why: string }
  | { state: 'possible'; region: string; isElsewhere: boolean; losses: string[] }

/** What one tool did in the record, by action; `action` is absent where the record names none. */
export type CoverageRow = {
  tool: string
  action?: string
  calls: number
  /** The tool of the managed server that does the same; absent where it has none. */
  there?: string
  /** Whether IAM allows it to whoever this connection is; `unknown` where IAM can't be asked. */
  person: 'allowed' | 'refused' | 'unknown'
}

export type Coverage = {
  days: number
  calls: number
  rows: CoverageRow[]
  /** Why nobody knows what the person may do. */
  unknownWhy?: string
}
