import 'server-only'
import { SignatureV4 } from '@smithy/signature-v4'
import type { Connection } from '@/lib/aws/connection'
import { connectionCredentials } from '@/lib/aws/credentials'
import { NodeSha256 } from '@/lib/aws/signing/node-hash'

export type Unsigned = { method: string; url: URL; headers: Record<string, string>; body?: string | undefined }

/**
 * Signs with the connection's credentials, for AgentCore's data plane where no other service is named, and gives the headers. The path is signed as it stands in the
 * URL, `%3A` and `%2F` included: the signer encodes it once more, as AWS expects.
 */
export function requestSigner(
  connection: Connection,
  service = 'bedrock-agentcore',
): (request: Unsigned) => Promise<Record<string, string>> {
  const signer = new SignatureV4({
    credentials: connectionCredentials(connection),
    region: connection.region,
    service,
    sha256: NodeSha256,
  })

  return async ({ method, url, headers, body }) => {
    const signed = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port === '' ? {} : { port: Number(url.port) }),
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { ...headers, host: url.host },
      ...(body === undefined ? {} : { body }),
    })
    const { host: _host, ...rest } = signed.headers
    return rest
  }
}
