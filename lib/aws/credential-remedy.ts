import type { Connection } from '@/lib/aws/connection'
import type { Profile } from '@/lib/aws/profiles'
import type { Failure } from '@/lib/result'

type Surroundings = {
  profiles: readonly Profile[]
  /** AWS_PROFILE, when it is set. */
  chainProfile?: string | undefined
  /** True when AWS_ACCESS_KEY_ID is set for the program. */
  hasEnvironmentKeys: boolean
}

type Remedy = Pick<Failure, 'remedy' | 'command'>

/** How to mend credentials that are missing or expired: a sentence, and the command where there is one. */
export function credentialRemedy({ source }: Connection, around: Surroundings): Remedy {
  switch (source.type) {
    case 'practice':
      return { remedy: 'Start Slipway again with npm start, which brings its practice account along.' }
    case 'profile':
      return profileRemedy(source.profile, around.profiles)
    case 'chain':
      if (around.hasEnvironmentKeys && around.chainProfile === undefined) {
        return { remedy: 'Put fresh AWS_* variables into the environment of Slipway and start it again.' }
      }
      return profileRemedy(around.chainProfile ?? 'default', around.profiles)
  }
}

function profileRemedy(name: string, profiles: readonly Profile[]): Remedy {
  const profile = rootProfile(name, profiles)
  const option = profile.name === 'default' ? '' : ` --profile ${shellWord(profile.name)}`

  switch (profile.kind) {
    case 'sso':
      return { remedy: SIGN_IN, command: `aws sso login${option}` }
    case 'login':
      return { remedy: SIGN_IN, command: `aws login${option}` }
    case 'credential-process':
    case 'web-identity':
      return {
        remedy: 'This shows what the helper of the profile says.',
        command: `aws sts get-caller-identity${option}`,
      }
    case 'static':
    case 'assume-role':
    case 'none':
      return { remedy: 'Set the credentials in a terminal, then try again.', command: `aws configure${option}` }
  }
}

// A role gets its credentials from another profile: that is the one to sign in with.
function rootProfile(name: string, profiles: readonly Profile[], seen: readonly string[] = []): Profile {
  const profile = profiles.find((candidate) => candidate.name === name) ?? { name, kind: 'none' }
  const { kind, sourceProfile } = profile
  const leadsOn = kind === 'assume-role' && sourceProfile !== undefined && !seen.includes(sourceProfile)
  return leadsOn && sourceProfile !== name ? rootProfile(sourceProfile, profiles, [...seen, name]) : profile
}

/** A word for a POSIX shell; quoted as soon as it holds anything that a shell could read in its own way. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./][\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

const SIGN_IN = 'Sign in to AWS again in a terminal, then try once more. Nothing was lost.'
