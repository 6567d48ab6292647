import 'server-only'
import { sessionSecret } from '@/lib/auth/secret'
import { signInMethods } from '@/lib/auth/sign-in/methods'
import type { Env } from '@/lib/env'
import { isLoopback } from '@/lib/loopback'

/** Throws, in one sentence for whoever starts the server, when it could not work with these settings or would be open to others. */
export function checkConfiguration(settings: Env): void {
  const { NEXTAUTH_URL, SLIPWAY_HOST } = settings

  if (NEXTAUTH_URL !== undefined && !/^https?:$/.test(protocolOf(NEXTAUTH_URL))) {
    throw new Error('NEXTAUTH_URL must be the whole address that you open, like https://slipway.example.')
  }
  const { password, oidc } = signInMethods(settings)

  if (!isLoopback(SLIPWAY_HOST) && password === undefined && oidc === undefined) {
    throw new Error(
      `SLIPWAY_HOST=${SLIPWAY_HOST} opens the console to a network, so set SLIPWAY_PASSWORD or single sign-on (SLIPWAY_OIDC_ISSUER) as well.`,
    )
  }
  sessionSecret()
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : ''
}
