/** What became of a save. `changed-elsewhere`: nothing was written; `current` is IAM's text, null when the policy is gone. */
export type SaveOutcome = { state: 'saved'; savedAt: string } | { state: 'changed-elsewhere'; current: string | null }
