import 'server-only'
import { baseUrl } from '@/lib/auth/base-url'
import { trustOnlySockets } from '@/lib/auth/client-address'
import { checkConfiguration } from '@/lib/auth/configuration'
import { announceNextAuthUrl, env } from '@/lib/env'

/** Checks the configuration of signing in and makes what it needs. Throws in words for whoever starts the server. */
export function prepareServer(): void {
  checkConfiguration(env())
  announceNextAuthUrl(baseUrl(env()))
  trustOnlySockets()
}
