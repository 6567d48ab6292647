import type { RuntimeConfig } from '@/lib/deployments/observe/observed'
import { isObject, toText } from '@/lib/json'

/** The authorizer's members in a live configuration; null for SigV4. */
export function jwtAuthorizerOf(config: RuntimeConfig): { discoveryUrl: string; clients: string[] } | null {
  const authorizer = config.authorizerConfiguration
  const jwt = isObject(authorizer) ? authorizer.customJWTAuthorizer : undefined

  if (!isObject(jwt)) {
    return null
  }
  const clients = Array.isArray(jwt.allowedClients) ? jwt.allowedClients.map(String) : []
  return { discoveryUrl: toText(jwt.discoveryUrl ?? ''), clients }
}
