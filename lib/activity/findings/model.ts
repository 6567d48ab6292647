export const FINDING_KINDS = [
  'foreign-program',
  'unusual-hours',
  'unusual-region',
  'first-use',
  'burst',
  'permission-change',
  'secret-read',
  'data-leaving',
] as const

export type FindingKind = (typeof FINDING_KINDS)[number]

/** Something worth a look. `entries`: ids of what it is about, oldest first. */
export type ActivityFinding = { kind: FindingKind; title: string; entries: string[] }
