import type { Change, Question } from '@/lib/clients/merge/change'
import type { Need } from '@/lib/clients/model'
import type { Failure } from '@/lib/result'

/** A line of what changes in a file; what looks like a secret is left out. */
export type ShownLine = { kind: 'same' | 'added' | 'removed'; text: string }

/** What an install would do to one file; nothing is written yet. */
export type InstallPlan = {
  client: { id: string; name: string }
  /** Name of the runtime. */
  name: string
  /** The file that is written, and others of the same client that were left alone. */
  file: string
  exists: boolean
  others: { path: string; what: string }[]
  /** Whether the client seems to be on this computer. */
  isInstalled: boolean
  /** Name of the entry. */
  entry: string
  /** `same`: nothing to write. `asks`: a question comes first, and `changes` is empty. */
  state: 'change' | 'same' | 'asks'
  changes: Change[]
  questions: Question[]
  notes: string[]
  needs: Need[]
  diff: ShownLine[]
  /** What to do in the client afterwards. */
  restart: string
  /** Of the file as it is and as it would be: what `install` holds the file to. 64 hex digits. */
  hash: string
}

/** What was done to a file. Without `id`, there was nothing to do. */
export type Installed = { id?: string; file: string; entry: string; backup?: string; restart: string }

/** What became of an undo. `changed`: the file was edited since and was left alone; `diff` is what an undo would throw away. */
export type Undone =
  | { state: 'restored' | 'removed'; file: string }
  | { state: 'changed'; file: string; backup?: string; diff: ShownLine[] }

/** Whether an entry is as Slipway would write it today, and what is amiss. */
export type EntryStatus = {
  entry: string
  /** What stands between: Slipway's bridge, another program, or nothing. */
  through: 'bridge' | 'program' | 'address'
  /** The runtime's name, id or ARN, as the entry has it. */
  runtime: string
  problems: string[]
}

/** One client on this computer. `unreadable`: its file is broken, and `problems` of no entry is known. */
export type ClientStatus = {
  id: string
  name: string
  file: string
  state: 'absent' | 'not-installed' | 'in-step' | 'out-of-step' | 'unreadable'
  entries: EntryStatus[]
  /** The one thing to do next; absent where nothing is to be done. */
  next?: { text: string; command?: string }
}

/**
 * How far a client on this computer is with one runtime. `elsewhere`: nothing can be written from here. `isFound`: the client seems to
 * be here. `readOnly`: why its file can't be written. `undo`: what Slipway did last, if that was an install.
 */
export type InstallOutlook = { state: 'elsewhere' | 'failed'; failure: Failure } | OutlookHere
export type OutlookHere = {
  state: 'new' | 'out-of-step' | 'installed'
  file: string
  entry: string
  isFound: boolean
  /** What moved, a sentence each. */
  problems: string[]
  readOnly?: Failure
  undo?: { id: string; at: string; backup?: string }
}
