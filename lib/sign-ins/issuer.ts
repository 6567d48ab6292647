import 'server-only'
import {
  type AuthorizationServer,
  allowInsecureRequests,
  type Client,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  None,
} from 'oauth4webapi'
import { z } from 'zod'
import { AppError } from '@/lib/result'
import { isLoopback } from '@/lib/sign-ins/loopback-address'

const TIMEOUT_MS = 15_000
const SUFFIX = '/.well-known/openid-configuration'

const text = z.string()
const texts = z.array(text).optional()
const address = z.url().optional()

/** What is used of a discovery document (OpenID Connect Discovery 1.0, section 3; RFC 8414; RFC 8628; RFC 9207). */
const discovery = z.object({
  issuer: z.url(),
  jwks_uri: z.url(),
  token_endpoint: z.url(),
  authorization_endpoint: address,
  device_authorization_endpoint: address,
  revocation_endpoint: address,
  scopes_supported: texts,
  token_endpoint_auth_methods_supported: texts,
  id_token_signing_alg_values_supported: texts,
  authorization_response_iss_parameter_supported: z.boolean().optional(),
})

export type Issuer = AuthorizationServer & Pick<z.infer<typeof discovery>, 'issuer' | 'jwks_uri' | 'token_endpoint'>

/** One client at one issuer. */
export type ClientAt = { issuer: Issuer; client: Client; auth: ClientAuth; options: RequestOptions }

type RequestOptions = { signal: (url: string) => AbortSignal; [allowInsecureRequests]: boolean }

/**
 * The issuer behind a runtime's discovery URL. Entra ID's address for version 1 names an issuer elsewhere, so the document's own
 * word counts, as it does for AgentCore. Throws an AppError.
 */
export async function discover(discoveryUrl: string): Promise<Issuer> {
  const url = URL.canParse(discoveryUrl) ? new URL(discoveryUrl) : undefined

  if (!url || !discoveryUrl.endsWith(SUFFIX) || !(url.protocol === 'https:' || isLoopback(url))) {
    throw trouble(discoveryUrl, 'It is not an https address of a discovery document.')
  }
  const parsed = discovery.safeParse(await read(discoveryUrl))

  if (!parsed.success) {
    throw trouble(
      discoveryUrl,
      `Its document lacks ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}.`,
    )
  }
  return parsed.data as Issuer
}

/** How a client proves itself: by its secret where it has one, in the way that the issuer takes. */
export function clientAt(issuer: Issuer, clientId: string, secret: string | undefined): ClientAt {
  const ways = issuer.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  const bySecret = (value: string) =>
    ways.includes('client_secret_post') && !ways.includes('client_secret_basic')
      ? ClientSecretPost(value)
      : ClientSecretBasic(value)
  return {
    issuer,
    client: { client_id: clientId },
    auth: secret === undefined ? None() : bySecret(secret),
    options: {
      signal: () => AbortSignal.timeout(TIMEOUT_MS),
      // Only for an issuer on this computer: its requests leave it as little as its tokens do.
      [allowInsecureRequests]: isLoopback(new URL(issuer.token_endpoint)),
    },
  }
}

async function read(url: string): Promise<unknown> {
  try {
    const answer = await fetch(url, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const body: unknown = answer.ok ? await answer.json() : undefined

    if (body === undefined) {
      throw trouble(url, `It answers with HTTP ${answer.status}.`)
    }
    return body
  } catch (error) {
    throw error instanceof AppError ? error : trouble(url, 'It does not answer with JSON, or not at all.')
  }
}

function trouble(url: string, why: string): AppError {
  return new AppError({
    code: 'unavailable',
    message: `The issuer that the runtime trusts can’t be read. ${why}`,
    remedy: `Open ${url} on this computer, and look at the runtime's inbound auth.`,
  })
}
