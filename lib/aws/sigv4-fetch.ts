import 'server-only'
import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { boundedFetch, type FetchLike } from '@/lib/aws/bounded-fetch'
import type { Connection } from '@/lib/aws/connection'
import { connectionCredentials } from '@/lib/aws/credentials'

/**
 * A fetch that signs for AgentCore's data plane with the connection's credentials. The path is signed as it stands
 * in the URL, `%3A` and `%2F` included: the signer encodes it once more, as AWS expects. Bodies must be strings.
 */
export function sigv4Fetch(connection: Connection): FetchLike {
  const signer = new SignatureV4({
    credentials: connectionCredentials(connection),
    region: connection.region,
    service: 'bedrock-agentcore',
    sha256: Sha256,
  })

  const send = boundedFetch()

  return async (input, init = {}) => {
    const url = new URL(input)
    const signed = await signer.sign({
      method: init.method ?? 'GET',
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port === '' ? {} : { port: Number(url.port) }),
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { ...Object.fromEntries(new Headers(init.headers)), host: url.host },
      ...(typeof init.body === 'string' ? { body: init.body } : {}),
    })
    const { host: _host, ...headers } = signed.headers
    return send(url, { ...init, headers })
  }
}
