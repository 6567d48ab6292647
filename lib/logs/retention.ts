/** CloudWatch Logs accepts these retention periods only. */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const

/** How long lines are kept, in words; null is what AWS does by itself. */
export function retentionText(days: number | null): string {
  return days === null ? 'for ever' : days === 1 ? '1 day' : `${days.toLocaleString('en')} days`
}

/** What one can choose from: the days that AWS takes, or for ever (null). */
export const RETENTION_CHOICES: readonly { days: number | null; label: string }[] = [...RETENTION_DAYS, null].map(
  (days) => ({ days, label: days === null ? 'For ever' : retentionText(days) }),
)
