import { createRemoteJWKSet } from 'jose'

type Keys = ReturnType<typeof createRemoteJWKSet>

/** An issuer that is not one of the account's own pools, as its discovery document has it. */
export type OutsideIssuer = { issuer: string; keys: Keys }

const TIMEOUT_MS = 5000
const KEPT_MS = 5 * 60_000
const MOST = 50
const SUFFIX = '/.well-known/openid-configuration'
const NAMES = ['localhost', '127.0.0.1', '[::1]']

const known = new Map<string, { at: number; found: Promise<OutsideIssuer | undefined> }>()

/** Whether a practice account may ask an address: it calls nobody but programs on this computer, over http. */
export function isOnThisComputer(address: string): boolean {
  const { protocol, hostname } = URL.canParse(address) ? new URL(address) : { protocol: '', hostname: '' }
  return protocol === 'http:' && NAMES.includes(hostname)
}

/** The issuer behind a discovery URL on this computer, read at most every five minutes; undefined for one that can't be used. */
export async function outsideIssuer(discoveryUrl: string): Promise<OutsideIssuer | undefined> {
  const kept = known.get(discoveryUrl)

  if (kept && Date.now() - kept.at < KEPT_MS) {
    return kept.found
  }
  const found = read(discoveryUrl)
  const [oldest] = known.keys()

  if (known.size >= MOST && oldest !== undefined) {
    known.delete(oldest)
  }
  known.set(discoveryUrl, { at: Date.now(), found })
  const issuer = await found

  if (!issuer && known.get(discoveryUrl)?.found === found) {
    // What failed is tried again the next time.
    known.delete(discoveryUrl)
  }
  return issuer
}

async function read(discoveryUrl: string): Promise<OutsideIssuer | undefined> {
  if (!isOnThisComputer(discoveryUrl) || !discoveryUrl.endsWith(SUFFIX)) {
    return undefined
  }
  try {
    const answer = await fetch(discoveryUrl, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
    const document: unknown = answer.ok ? await answer.json() : null
    const { issuer, jwks_uri: keysUrl } = { issuer: '', jwks_uri: '', ...(document as object | null) } as Record<
      string,
      unknown
    >

    if (typeof issuer !== 'string' || issuer === '' || typeof keysUrl !== 'string' || !isOnThisComputer(keysUrl)) {
      return undefined
    }
    const keys = createRemoteJWKSet(new URL(keysUrl), { timeoutDuration: TIMEOUT_MS, cacheMaxAge: KEPT_MS })
    // So that an address without keys is told apart from a token that no key has signed.
    await keys.reload()
    return { issuer, keys }
  } catch {
    return undefined
  }
}
