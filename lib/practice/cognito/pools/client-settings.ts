import { invalidParameter } from '@/lib/practice/cognito/errors'
import type { Client, ClientSettings } from '@/lib/practice/cognito/slice'

const SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 }
const DEFAULT_FLOWS = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH']
const MINUTE = 60
const DAY = 86_400

/** How long a client's tokens live, in seconds. Without a unit, access and ID tokens count in hours, refresh tokens in days. */
export function lifetimes(settings: ClientSettings) {
  const units = settings.TokenValidityUnits
  const accessUnit = SECONDS[units?.AccessToken ?? 'hours']
  const idUnit = SECONDS[units?.IdToken ?? 'hours']
  const refreshUnit = SECONDS[units?.RefreshToken ?? 'days']
  const { AccessTokenValidity, IdTokenValidity, RefreshTokenValidity } = settings
  return {
    access: AccessTokenValidity ? AccessTokenValidity * accessUnit : 3600,
    id: IdTokenValidity ? IdTokenValidity * idUnit : 3600,
    // Zero means the default here, and nowhere else.
    refresh: RefreshTokenValidity ? RefreshTokenValidity * refreshUnit : 30 * DAY,
  }
}

export function allowsFlow({ settings }: Client, flow: string): boolean {
  const flows: readonly string[] = settings.ExplicitAuthFlows ?? DEFAULT_FLOWS
  // The names without ALLOW_ are older, and mean the same.
  return flows.includes(`ALLOW_${flow}`) || flows.includes(flow) || isOldAdminFlow(flows, flow)
}

export function isRotating({ settings }: Client): boolean {
  return settings.RefreshTokenRotation?.Feature === 'ENABLED'
}

export function checkSettings(settings: ClientSettings, hasSecret: boolean): void {
  const { access, id, refresh } = lifetimes(settings)
  const isInRange = (seconds: number, min: number, max: number) => seconds >= min && seconds <= max

  if (!isInRange(access, 5 * MINUTE, DAY) || !isInRange(id, 5 * MINUTE, DAY)) {
    throw invalidParameter('Invalid range for token validity.')
  }
  if (!isInRange(refresh, 60 * MINUTE, 3650 * DAY)) {
    throw invalidParameter('Invalid range for token validity.')
  }
  if (refresh < Math.max(access, id)) {
    throw invalidParameter('Refresh token validity must be greater than or equal to access and ID token validity.')
  }
  const flows: readonly string[] = settings.ExplicitAuthFlows ?? []
  const isRotated = settings.RefreshTokenRotation?.Feature === 'ENABLED'

  if (isRotated && (settings.ExplicitAuthFlows === undefined || flows.includes('ALLOW_REFRESH_TOKEN_AUTH'))) {
    throw invalidParameter('Refresh token rotation can not be enabled when ALLOW_REFRESH_TOKEN_AUTH is configured.')
  }
  if (settings.EnablePropagateAdditionalUserContextData && !hasSecret) {
    throw invalidParameter('EnablePropagateAdditionalUserContextData can only be enabled for a client with a secret.')
  }
  if (flows.some((flow) => flow.startsWith('ALLOW_')) && flows.some((flow) => !flow.startsWith('ALLOW_'))) {
    throw invalidParameter('Cannot mix ExplicitAuthFlows with and without the ALLOW_ prefix.')
  }
}

function isOldAdminFlow(flows: readonly string[], flow: string): boolean {
  return flow === 'ADMIN_USER_PASSWORD_AUTH' && flows.includes('ADMIN_NO_SRP_AUTH')
}
