/** What one of AWS's own policies means in practice, and which one shows less. */
export type KnownPolicy = { name: string; means: string; less: { name: string; path: string; says: string } | null }

const VIEW_ONLY = { name: 'ViewOnlyAccess', path: 'job-function/ViewOnlyAccess', says: 'It lists what there is.' }

const KNOWN = new Map<string, KnownPolicy>(
  Object.entries({
    ReadOnlyAccess: {
      name: 'ReadOnlyAccess',
      means:
        'AWS’s own policy for looking: it changes nothing. It also opens what is stored: S3 objects, table rows, queue messages, parameters.',
      less: VIEW_ONLY,
    },
    'job-function/ViewOnlyAccess': {
      name: 'ViewOnlyAccess',
      means:
        'AWS’s own policy for looking around: it lists and describes what there is, and opens hardly any contents.',
      less: null,
    },
  }),
)

/** Null for a policy about which nothing needs saying; `arn` of any partition. */
export function knownPolicy(arn: string): KnownPolicy | null {
  return KNOWN.get(/^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(arn)?.[1] ?? '') ?? null
}

/** The ARN of the policy that shows less, in the same partition; null where there is none. */
export function lesserPolicy(arn: string): string | null {
  const less = knownPolicy(arn)?.less
  return less ? arn.replace(/:policy\/.+$/, `:policy/${less.path}`) : null
}
