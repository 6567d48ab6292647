import 'server-only'
import { baseUrl } from '@/lib/auth/base-url'
import { trustOnlySockets } from '@/lib/auth/client-address'
import { signInMethods } from '@/lib/auth/methods'
import { sessionSecret } from '@/lib/auth/secret'
import { announceNextAuthUrl, env } from '@/lib/env'

/** Checks the configuration of signing in and makes what it needs. Throws in words for whoever starts the server. */
export function prepareServer(): void {
  signInMethods()
  sessionSecret()
  announceNextAuthUrl(baseUrl(env()))
  trustOnlySockets()
}
