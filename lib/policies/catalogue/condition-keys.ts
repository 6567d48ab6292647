import { findConditionKey, servicesMatching } from '@/lib/policies/catalogue/catalogue-lookup'
import type { Catalogue, ServiceInfo } from '@/lib/policies/catalogue/catalogue-model'
import { findGlobalConditionKey } from '@/lib/policies/catalogue/global-condition-keys'

/** What is known of a condition key. `unsure`: its service is not loaded, or it belongs to an identity provider. */
export type ConditionKeyLookup =
  | { status: 'known'; name: string; type: string }
  | { status: 'bad-format' | 'unknown-global' | 'unsure' }
  | { status: 'unknown-service'; prefix: string }
  | { status: 'unknown-key'; service: ServiceInfo }

/** Prefixes of keys that are not the prefix of a service. Source: Service Authorization Reference. */
const OWNERS = new Map([
  ['identitycenter', 'sso'],
  ['catalog', 'aws-marketplace'],
  ['cognito-identity-auth', 'cognito-identity'],
  ['cognito-identity-unauth', 'cognito-identity'],
])

/** SAML and OpenID Connect providers name their keys after themselves, a domain as a rule. */
function isIdentityProvider(prefix: string): boolean {
  return prefix.includes('.') || prefix === 'saml'
}

export function lookUpConditionKey(catalogue: Catalogue, key: string): ConditionKeyLookup {
  const colon = key.indexOf(':')
  const prefix = key.slice(0, Math.max(colon, 0)).toLowerCase()

  if (colon <= 0 || colon === key.length - 1 || /\s/.test(key.slice(0, colon))) {
    return { status: 'bad-format' }
  }
  const everywhere = findGlobalConditionKey(key)

  if (everywhere) {
    return { status: 'known', ...everywhere }
  }
  if (prefix === 'aws') {
    return { status: 'unknown-global' }
  }
  return isIdentityProvider(prefix) ? { status: 'unsure' } : lookUpServiceKey(catalogue, prefix, key)
}

function lookUpServiceKey(catalogue: Catalogue, prefix: string, key: string): ConditionKeyLookup {
  const owner = OWNERS.get(prefix) ?? prefix

  if (!catalogue.isKnown(owner)) {
    return { status: 'unknown-service', prefix }
  }
  const service = catalogue.service(owner)

  if (!service) {
    return { status: 'unsure' }
  }
  // Some services list keys of their neighbours.
  const found = findConditionKey(service, key) ?? findElsewhere(catalogue, key)
  return found ? { status: 'known', name: found.name, type: found.type } : { status: 'unknown-key', service }
}

function findElsewhere(catalogue: Catalogue, key: string) {
  for (const service of servicesMatching(catalogue, '*')) {
    const found = findConditionKey(service, key)

    if (found) {
      return found
    }
  }
  return undefined
}
