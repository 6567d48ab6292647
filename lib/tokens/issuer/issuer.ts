import 'server-only'
import { z } from 'zod'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { discoveryUrl } from '@/lib/aws/endpoints'
import type { Result } from '@/lib/result'
import { AppError } from '@/lib/result'
import { getRuntime } from '@/lib/runtimes/queries'
import { fetchJson } from '@/lib/tokens/issuer/fetch-json'
import type { IssuerReport } from '@/lib/tokens/issuer/issuer-model'

const discovery = z.object({ issuer: z.string(), jwks_uri: z.string(), authorization_endpoint: z.string().optional() })
const keySet = z.object({ keys: z.array(z.object({ kty: z.string(), alg: z.string().optional() })).max(1000) })

const SUFFIX = '/.well-known/openid-configuration'

/** Reads a runtime's issuer as AgentCore does: the discovery document, then its keys. */
export function checkIssuer(connection: Connection, runtimeId: string): Promise<Result<IssuerReport>> {
  return attempt(async () => {
    const runtime = await getRuntime(connection, runtimeId)

    if (!runtime.ok) {
      throw new AppError(runtime.error)
    }
    const { inboundAuth } = runtime.data

    if (inboundAuth.type !== 'jwt') {
      throw new AppError({ code: 'conflict', message: 'This runtime accepts AWS signatures, not tokens.' })
    }
    return readIssuer(connection, inboundAuth.discoveryUrl)
  })
}

/** The same for an address that somebody typed. */
export function readIssuer(connection: Connection, url: string): Promise<IssuerReport> {
  return report(url, trustedOrigin(connection))
}

/** `origin` as in `fetchJson`. */
export async function report(url: string, origin: string | undefined): Promise<IssuerReport> {
  const base: IssuerReport = {
    url,
    problems: url.endsWith(SUFFIX) ? [] : [`The address has to end in ${SUFFIX}.`],
    keys: [],
  }
  const document = await fetchJson(url, { origin })

  if (!document.ok) {
    return { ...base, problems: [...base.problems, `The discovery document cannot be read. ${document.problem}`] }
  }
  const parsed = discovery.safeParse(document.value)

  if (!parsed.success) {
    return { ...base, problems: [...base.problems, 'The discovery document lacks issuer or jwks_uri.'] }
  }
  const { issuer, jwks_uri: keysUrl, authorization_endpoint: authorization } = parsed.data
  const isSame = issuer === url.slice(0, -SUFFIX.length)
  const keys = await readKeys(keysUrl, origin)
  return {
    ...base,
    issuer,
    keys: keys.found,
    authorization,
    problems: [
      ...base.problems,
      ...(isSame ? [] : [`It names ${issuer} as its issuer, which is not where it was found.`]),
      ...keys.problems,
    ],
  }
}

async function readKeys(url: string, origin: string | undefined): Promise<{ found: string[]; problems: string[] }> {
  const document = await fetchJson(url, { origin })

  if (!document.ok) {
    return { found: [], problems: [`The keys cannot be read. ${document.problem}`] }
  }
  const parsed = keySet.safeParse(document.value)
  const found = parsed.success ? parsed.data.keys.map(({ kty, alg }) => alg ?? kty) : []
  return { found, problems: found.length === 0 ? ['It offers no keys, so no token of it can be verified.'] : [] }
}

/** Where this connection's own Cognito stands, when that is not AWS. */
function trustedOrigin(connection: Connection): string | undefined {
  const { origin, protocol, hostname } = new URL(discoveryUrl(connection, `${connection.region}_x`))
  return protocol === 'http:' || /^(localhost|127\.|\[)/.test(hostname) ? origin : undefined
}
