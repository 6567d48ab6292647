import type { Connection } from '@/lib/aws/connection'
import type { Profile, ProfileKind } from '@/lib/aws/profiles'

/** A connection as the switcher sends it: `practice`, `chain` or `profile:NAME`. */
export type SourceOption = { source: string; label: string; detail: string; region?: string | undefined }

/** Everything that a browser may choose on this computer. */
export function sourceOptions(profiles: Profile[], hasPractice: boolean): SourceOption[] {
  return [
    ...(hasPractice ? [{ source: 'practice', label: 'Practice', detail: 'AWS in a box, on this computer' }] : []),
    { source: 'chain', label: 'Default credentials', detail: 'What the AWS CLI would use here' },
    ...profiles.map(({ name, kind, region }) => ({
      source: `profile:${name}`,
      label: name,
      detail: PROFILE_KINDS[kind],
      region,
    })),
  ]
}

export function sourceOf({ source }: Connection): string {
  return source.type === 'profile' ? `profile:${source.profile}` : source.type
}

export function connectionName({ source }: Connection): string {
  switch (source.type) {
    case 'practice':
      return 'Practice'
    case 'chain':
      return 'Default credentials'
    case 'profile':
      return source.profile
  }
}

const PROFILE_KINDS: Record<ProfileKind, string> = {
  sso: 'IAM Identity Center',
  'assume-role': 'Assumes a role',
  'web-identity': 'Web identity',
  'credential-process': 'Credential process',
  login: 'Console sign-in',
  static: 'Access keys',
  none: 'No credentials in it',
}
