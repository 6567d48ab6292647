import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { isRegionName } from '@/lib/aws/connection'
import { listProfiles, type Profile } from '@/lib/aws/profiles'
import { type Env, env } from '@/lib/env'

const FALLBACK_REGION = 'us-east-1'

/**
 * The connection of a browser that has not chosen one: what SLIPWAY_AWS says, else the credential chain when
 * credentials are configured, else the practice account. Looks at settings only, so it never waits for a network.
 */
export async function defaultConnection(): Promise<Connection> {
  return chooseDefault(env(), await listProfiles())
}

export function chooseDefault(settings: Env, profiles: readonly Profile[]): Connection {
  const profile = profiles.find(({ name }) => name === (settings.AWS_PROFILE ?? 'default'))
  const hasPractice = settings.SLIPWAY_PRACTICE_URL !== undefined
  const wantsPractice =
    settings.SLIPWAY_AWS === undefined ? !hasCredentials(settings, profile) : settings.SLIPWAY_AWS === 'practice'

  if (hasPractice && wantsPractice) {
    return { source: { type: 'practice' }, region: FALLBACK_REGION }
  }
  const region = settings.AWS_REGION ?? settings.AWS_DEFAULT_REGION ?? profile?.region
  return { source: { type: 'chain' }, region: region && isRegionName(region) ? region : FALLBACK_REGION }
}

// Expired credentials count: a person who has an account wants to hear that, and not to land in another one.
function hasCredentials(settings: Env, profile: Profile | undefined): boolean {
  return (
    settings.AWS_ACCESS_KEY_ID !== undefined ||
    settings.AWS_WEB_IDENTITY_TOKEN_FILE !== undefined ||
    settings.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI !== undefined ||
    settings.AWS_CONTAINER_CREDENTIALS_FULL_URI !== undefined ||
    (profile !== undefined && profile.kind !== 'none')
  )
}
