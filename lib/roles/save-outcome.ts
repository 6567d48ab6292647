/**
 * What became of a save. `changed-elsewhere`: `current` is IAM's text, null when the policy is gone, and nothing was written; with
 * `isReplaced` it was written, and somebody else's came right behind it.
 */
export type SaveOutcome =
  | { state: 'saved'; savedAt: string }
  | { state: 'changed-elsewhere'; current: string | null; isReplaced?: true }
