import 'server-only'
import { lookup } from 'node:dns'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

const MAX_BYTES = 256 * 1024
const TIMEOUT_MS = 8000

/** `origin`: the one address on this computer or network that may be asked, over http too: a practice account, or an emulator. */
export type FetchRules = { origin?: string | undefined }

export type FetchedJson = { ok: true; value: unknown } | { ok: false; problem: string }

/**
 * Reads a small JSON document from an address that somebody else chose. Only https, only public addresses (looked at again when
 * the connection is made, so that a name can't change its mind), no redirects, no credentials, a time and a size limit.
 */
export async function fetchJson(address: string, { origin }: FetchRules): Promise<FetchedJson> {
  const url = URL.canParse(address) ? new URL(address) : undefined

  if (url === undefined || `${url.username}${url.password}` !== '') {
    return { ok: false, problem: 'This is not an address.' }
  }
  const isTrusted = origin !== undefined && url.origin === origin

  if (url.protocol !== 'https:' && !(isTrusted && url.protocol === 'http:')) {
    return { ok: false, problem: 'Only https addresses are asked.' }
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')

  if (!isTrusted && isIP(host) !== 0 && isPrivate(host)) {
    return { ok: false, problem: NOT_PUBLIC }
  }
  try {
    const { status, text } = await get(url, isTrusted ? undefined : publicLookup)
    return status === 200 ? parsed(text) : { ok: false, problem: `It answers with HTTP ${status}.` }
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) }
  }
}

const NOT_PUBLIC = 'It leads into a private network, where AgentCore could not read it either.'

function get(url: URL, lookupFunction: LookupFunction | undefined): Promise<{ status: number; text: string }> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  const options: RequestOptions = {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    agent: false,
    lookup: lookupFunction,
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      readAll(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject)
    })
    sent.on('error', (error) =>
      reject(
        error.name === 'AbortError' || error.name === 'TimeoutError' ? new Error('It does not answer in time.') : error,
      ),
    )
    sent.end()
  })
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0

  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.byteLength

    if (size > MAX_BYTES) {
      response.destroy()
      throw new Error(`It answers with more than ${MAX_BYTES / 1024} KB.`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []

    if (error || !first) {
      callback(error ?? new Error('The name leads nowhere.'), '', 0)
    } else if (addresses.some(({ address }) => isPrivate(address))) {
      callback(new Error(NOT_PUBLIC), '', 0)
    } else if (options.all) {
      callback(null, addresses)
    } else {
      callback(null, first.address, first.family)
    }
  })
}

function parsed(text: string): FetchedJson {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false, problem: 'It does not answer with JSON.' }
  }
}

/** Addresses that no public issuer has: loopback, private, link-local (with the metadata services), shared, reserved. */
export function isPrivate(address: string): boolean {
  return !ipaddr.isValid(address) || ipaddr.process(address).range() !== 'unicast'
}
