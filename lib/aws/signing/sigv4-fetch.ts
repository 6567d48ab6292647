import 'server-only'
import { boundedFetch, type FetchLike } from '@/lib/aws/bounded-fetch'
import type { Connection } from '@/lib/aws/connection'
import { requestSigner } from '@/lib/aws/signing/request-signer'

/** A fetch that signs with the connection's credentials, for AgentCore's data plane where no other service is named. Bodies must be strings. */
export function sigv4Fetch(connection: Connection, service?: string): FetchLike {
  const sign = requestSigner(connection, service)
  const send = boundedFetch()

  return async (input, init = {}) => {
    const url = new URL(input)
    const headers = await sign({
      method: init.method ?? 'GET',
      url,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: typeof init.body === 'string' ? init.body : undefined,
    })
    return send(url, { ...init, headers })
  }
}
