import 'server-only'
import { readFileSync } from 'node:fs'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { rootCertificates } from 'node:tls'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { getProxyForUrl } from 'proxy-from-env'
import { env } from '@/lib/env'
import { isLoopback } from '@/lib/loopback'
import { AppError } from '@/lib/result'

/** More than the SDK's own: an unused connection of a proxy is dropped soon enough by itself. */
const KEPT = { keepAlive: true, maxSockets: 50 }

const agents = new Map<string, HttpAgent>()

/**
 * The agent that requests to an address go through: by the proxy that HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY name, never for
 * this computer itself; trusting AWS_CA_BUNDLE besides the usual authorities. Kept, so that connections are used again.
 */
export function outgoingAgent(url: URL): HttpAgent {
  const proxy = isLoopback(url.hostname) ? '' : getProxyForUrl(url.href)
  const key = `${url.protocol} ${proxy}`
  const known = agents.get(key) ?? makeAgent(url, proxy)
  agents.set(key, known)
  return known
}

function makeAgent({ protocol }: URL, proxy: string): HttpAgent {
  if (protocol === 'http:') {
    return new HttpAgent(KEPT)
  }
  const options = { ...KEPT, ...authorities() }
  return proxy === '' ? new HttpsAgent(options) : new HttpsProxyAgent(proxy, options)
}

/** The AWS CLI takes the bundle alone; a company's own is often its proxy's only. */
function authorities(): { ca?: string[] } {
  const file = env().AWS_CA_BUNDLE

  if (file === undefined) {
    return {}
  }
  try {
    return { ca: [...rootCertificates, readFileSync(file, 'utf8')] }
  } catch {
    throw new AppError({
      code: 'invalid-input',
      message: `AWS_CA_BUNDLE names ${file}, which can’t be read.`,
      remedy: 'Correct the path, or unset AWS_CA_BUNDLE.',
    })
  }
}
