import { Sha256 } from '@aws-crypto/sha256-js'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { HttpRequest } from '@smithy/core/protocols'
import { SignatureV4 } from '@smithy/signature-v4'

type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }

/** For tests: a fetch that signs every request as AgentCore wants it. */
export function signingFetch(credentials: Keys, region = 'us-east-1') {
  const signer = new SignatureV4({ service: 'bedrock-agentcore', region, credentials, sha256: Sha256 })

  return async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input)
    const body = init.body === undefined || init.body === null ? undefined : String(init.body)
    const signed = await signer.sign(
      new HttpRequest({
        method: init.method ?? 'GET',
        hostname: url.hostname,
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: { ...Object.fromEntries(new Headers(init.headers)), host: url.host },
        body,
      }),
    )
    const { host: _, ...headers } = signed.headers
    return fetch(url, { ...init, headers })
  }
}

/** For tests: the reference client, connected. */
export async function connect(url: string, options: { fetch?: typeof fetch; token?: string }): Promise<Client> {
  const client = new Client({ name: 'practice-test', version: '1.0.0' })
  const headers = options.token === undefined ? undefined : { authorization: `Bearer ${options.token}` }
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    ...(options.fetch ? { fetch: options.fetch } : {}),
    ...(headers ? { requestInit: { headers } } : {}),
  })
  await client.connect(transport)
  return client
}

export const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'practice-test', version: '1.0.0' } },
}

/** One JSON-RPC message, as any HTTP client would post it. */
export function postMessage(fetcher: typeof fetch, url: string, message: object, headers: Record<string, string> = {}) {
  return fetcher(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify(message),
  })
}
