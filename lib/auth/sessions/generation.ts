import 'server-only'
import { createHmac } from 'node:crypto'
import { sessionSecret } from '@/lib/auth/secret'
import { signInMethods } from '@/lib/auth/sign-in/methods'

let known: string | undefined

/** Stands for the way of signing in: another password, provider or secret is another generation, and its sessions begin anew. */
export function currentGeneration(): string {
  known ??= digest()
  return known
}

function digest(): string {
  const { password, oidc } = signInMethods()
  const settings = [password ?? null, oidc ? [oidc.issuer, oidc.clientId, oidc.clientSecret] : null]
  return createHmac('sha256', sessionSecret()).update(JSON.stringify(settings)).digest('hex').slice(0, 32)
}
