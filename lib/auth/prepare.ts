import 'server-only'
import { checkConfiguration } from '@/lib/auth/configuration'
import { baseUrl } from '@/lib/auth/door/base-url'
import { trustOnlySockets } from '@/lib/auth/door/client-address'
import { sessionStore } from '@/lib/auth/sessions/store'
import { announceNextAuthUrl, env } from '@/lib/env'

/** Checks the configuration of signing in and makes what it needs. Throws in words for whoever starts the server. */
export function prepareServer(): void {
  checkConfiguration(env())
  announceNextAuthUrl(baseUrl(env()))
  trustOnlySockets()
  // What other settings have ended is forgotten now, also when nobody visits.
  sessionStore()
}
