import 'server-only'
import {
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
  processAuthorizationCodeResponse,
  type TokenEndpointResponse,
  validateAuthResponse,
} from 'oauth4webapi'
import { AppError } from '@/lib/result'
import { type CallbackPlace, callbackServer } from '@/lib/sign-ins/flows/callback-server'
import type { ClientAt } from '@/lib/sign-ins/issuer'
import { asked } from '@/lib/sign-ins/oauth-errors'

/** What is asked for; the scope of a person holds openid. `extra` are parameters that only this issuer wants. */
export type Wish = {
  scope: string
  audience?: string | undefined
  resource?: string | undefined
  extra?: Record<string, string> | undefined
}

type Way = Pick<CallbackPlace, 'host' | 'port' | 'timeoutMs' | 'signal'> & {
  /** Shows the person the address to open, and the one that the issuer has to know. */
  show: (address: string, redirectUri: string) => void
}

/** Signs a person in by their browser: authorization code with PKCE, state, nonce and the issuer's name (RFC 9207). Throws an AppError. */
export async function signInByBrowser(
  at: ClientAt,
  wish: Wish,
  { show, ...place }: Way,
): Promise<TokenEndpointResponse> {
  const { issuer, client, auth, options } = at
  const verifier = generateRandomCodeVerifier()
  const [state, nonce] = [generateRandomState(), generateRandomNonce()]
  const server = await callbackServer({ ...place, state })
  const { redirectUri } = server

  try {
    const challenge = await calculatePKCECodeChallenge(verifier)
    show(addressOf(at, wish, { state, nonce, challenge, redirectUri }), redirectUri)
    const answer = await server.answer
    return await asked(async () => {
      const checked = validateAuthResponse(issuer, client, answer, state)
      const response = await authorizationCodeGrantRequest(issuer, client, auth, checked, redirectUri, verifier, {
        ...options,
        additionalParameters: wish.resource === undefined ? {} : { resource: wish.resource },
      })
      return processAuthorizationCodeResponse(issuer, client, response, { expectedNonce: nonce })
    })
  } finally {
    server.close()
  }
}

type Proofs = { state: string; nonce: string; challenge: string; redirectUri: string }

function addressOf({ issuer, client }: ClientAt, wish: Wish, { state, nonce, challenge, redirectUri }: Proofs): string {
  if (issuer.authorization_endpoint === undefined) {
    throw new AppError({
      code: 'conflict',
      message: 'The issuer has no page to sign in on.',
      remedy: 'Sign in with --device or --machine, where it offers that. For a user pool, give --user NAME.',
    })
  }
  const url = new URL(issuer.authorization_endpoint)
  const { scope, audience, resource, extra } = wish
  const parameters = {
    client_id: client.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    ...{ scope, state, nonce, audience, resource },
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...extra,
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) {
      url.searchParams.set(name, value)
    }
  }
  return url.href
}
