import type { Failure } from '@/lib/result'

/**
 * What became of a move. `changed-elsewhere`: that document has another text in IAM now, and nothing was written. `in-both`: the
 * receiver has the statements, and the other policy kept them because of the failure.
 */
export type MoveOutcome =
  | { state: 'moved' }
  | { state: 'changed-elsewhere'; document: string }
  | { state: 'in-both'; failure: Failure }
