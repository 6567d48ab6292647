import { type Explained, rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'
import { SIGN_IN_SOURCES } from '@/lib/troubles/sources-sign-in'

type Claim = Pick<Explained, 'cause' | 'remedy'> & { isRuntime?: boolean }

const AUDIENCE: Claim = {
  cause:
    "Cognito's access tokens have no audience, so an authorizer with allowedAudience refuses them; other providers put the identifier of an API there.",
  remedy: [
    'Cognito: allow the app client (allowedClients) on the runtime instead of the audience, and send the access token.',
    'Other providers: decode the token, and make its aud and the allowed audience the same: in Entra the application (client) ID for v2 tokens and api://… for v1, in Auth0 and Okta the identifier of the API, in Keycloak through an audience mapper.',
  ],
  isRuntime: true,
}

const CLAIMS: Record<string, Claim> = {
  aud: AUDIENCE,
  audience: AUDIENCE,
  client_id: {
    cause: 'An ID token was sent, or a token of another app client; only access tokens of Cognito carry client_id.',
    remedy: [
      'Send the access token of the app client that the runtime allows, not the ID token.',
      'Entra, Okta, Auth0 and Keycloak have no client_id: check azp, appid or cid as a custom claim, or the audience, instead of allowedClients.',
    ],
  },
  iss: {
    cause:
      'The token comes from another issuer than the discovery URL names: another user pool, region or tenant, or another version of Entra (v1 tokens come from sts.windows.net).',
    remedy: [
      "Decode the token and compare its iss with issuer in the authorizer's discovery document, character by character.",
      'Entra: set requestedAccessTokenVersion to 2 in the manifest of the API for a v2.0 discovery URL, or take the discovery URL without /v2.0.',
      'Otherwise get the token from the pool or tenant of the authorizer, or correct the discovery URL of the runtime.',
    ],
    isRuntime: true,
  },
  scope: {
    cause: 'None of the allowed scopes of the authorizer is in the token.',
    remedy: [
      'Ask for one of the allowed scopes at sign-in, and allow it in the app client; InitiateAuth of Cognito only gives aws.cognito.signin.user.admin.',
      'Entra writes scopes as scp without api://…, and apps get roles instead: then allow what the token has, or leave allowedScopes out.',
    ],
    isRuntime: true,
  },
  azp: {
    cause: 'The token was made for another application than the one in the custom claim check of the authorizer.',
    remedy: [
      'Decode the token and compare azp with the value that the authorizer expects; get the token from that client, or correct the value.',
    ],
    isRuntime: true,
  },
  token_use: {
    cause: 'An ID token was sent where an access token belongs, or the other way round.',
    remedy: ['Send the access token.'],
  },
  nbf: {
    cause: 'The token is valid only from a later time: a clock is wrong.',
    remedy: ['Set the clock of the computer that issues the token, and get a fresh one.'],
  },
  exp: {
    cause: 'The token has expired.',
    remedy: ['Get a fresh access token.'],
  },
}

const OTHER: Claim = {
  cause: 'The authorizer checks this claim, and the token does not hold the expected value.',
  remedy: [
    'Decode the token and compare the claim with the custom claims of the authorizer: STRING is compared as a whole, STRING_ARRAY needs a list in the token.',
    'Let the provider put the claim into access tokens (in Cognito through a pre token generation trigger, version 2), or correct the authorizer.',
  ],
  isRuntime: true,
}

/** Words for a claim that is missing or different. */
function claimTrouble(claim: string, title: string): Explained {
  const { isRuntime = false, ...words } = CLAIMS[claim.toLowerCase()] ?? OTHER
  return { title, ...words, actions: [{ type: isRuntime ? 'edit-runtime' : 'refresh-token' }] }
}

const ALSO_CODES = ['http-401', 'http-403', 'token-expired', 'access-denied', 'issuer-mismatch']

export const TOKEN_RULES = rulesOf('token', [
  {
    id: 'claim-mismatch',
    over: [...ALSO_CODES, 'issuer-mismatch'],
    hints: ['mismatch', 'jwtclaimvalidationfailed', 'audience', 'invalid claim'],
    pattern:
      /Claim ['"]?([\w:.-]{1,60})['"]? (?:value )?(?:mismatch|does not match)|unexpected "(\w{1,40})" claim value|(?:jwt |token )?(audience) (?:invalid|doesn't match|mismatch|is not allowed)|InvalidAudienceError|Invalid audience\b|Audience validation failed/i,
    about: ([, claim, other, aud]) => claim ?? other ?? aud ?? 'aud',
    sources: [SOURCES.claims, SOURCES.oauth],
    explain: ([, claim, other, aud]) => {
      const name = claim ?? other ?? (aud ? 'aud' : 'aud')
      return claimTrouble(name, `The token's claim "${name}" is not what the authorizer allows.`)
    },
  },
  {
    id: 'audience-missing',
    over: [...ALSO_CODES, 'claim-missing'],
    hints: ['audience', 'aud" claim', "aud' claim", 'aud claim'],
    pattern:
      /(?:missing|lacks|without|no) (?:the )?(?:required )?(?:audience|'?"?aud'?"?) claim|Token (?:contains|has) no audience/i,
    sources: [SOURCES.claims, SOURCES.oauth],
    explain: {
      title: 'The token has no audience, and the authorizer wants one.',
      cause:
        "Cognito's access tokens carry client_id and no aud, so an authorizer with allowedAudience refuses each of them.",
      remedy: [
        'Set the app client ID under allowed clients (allowedClients) on the runtime, and leave allowedAudience empty.',
        'With Auth0 ask for an audience at sign-in; with Keycloak add an audience mapper: then the token has one.',
      ],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'claim-missing',
    over: ALSO_CODES,
    hints: ['claim', 'required scope'],
    pattern:
      /Token (?:is missing|lacks|has no|does not (?:have|contain)) (?:the )?(?:required )?(?:claim ['"]?([\w:.-]{1,60})['"]?|['"]?([\w:.-]{1,60})['"]? claim|required (scope)\b)|MissingRequiredClaimError: Token is missing the "(\w{1,40})" claim|Claim ['"]?([\w:.-]{1,60})['"]? (?:is |was )?(?:missing|not found|required)/i,
    about: ([, one, two, scope, three, four]) => one ?? two ?? scope ?? three ?? four ?? '',
    sources: [SOURCES.claims, SOURCES.oauth],
    explain: ([, one, two, scope, three, four]) => {
      const name = one ?? two ?? scope ?? three ?? four ?? ''
      return claimTrouble(name, `The token has no claim "${name}", and the authorizer checks it.`)
    },
  },
  {
    id: 'bearer-twice',
    over: ALSO_CODES,
    hints: ['bearer bearer', 'bearer%20bearer'],
    pattern: /Bearer(?: |%20)Bearer\b/i,
    sources: [SIGN_IN_SOURCES.bearer],
    explain: {
      title: 'The header says "Bearer" twice.',
      cause: 'The word stands in the header of the server entry and in the value of the variable.',
      remedy: ['Keep it once: "Authorization: Bearer " in the entry, and the token alone in the variable.'],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'bearer-unset',
    over: ALSO_CODES,
    hints: ['bearer $', 'bearer {', 'bearer undefined', 'bearer null', 'bearer <', 'bearer your', 'bearer %'],
    pattern:
      /Bearer (?:\$\{[\w:]{1,80}\}|\$[A-Z_]{2,60}\b|\{env:\w{1,60}\}|undefined\b|null\b|<[\w -]{1,40}>|YOUR_\w{1,40}|%\w{1,40}%)/,
    sources: [SIGN_IN_SOURCES.bearer],
    certainty: 'likely',
    explain: {
      title: 'The client sends the name of a variable instead of a token.',
      cause: 'The variable is not set where the client starts, or this client writes variables in another way.',
      remedy: [
        'Set the variable where the client starts, and restart it; desktop programs do not read the profile of the shell.',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is shown as clients write it
        'Each client has its own way to write it: ${VAR} in Claude Code and Kiro (which asks to approve it), ${env:VAR} in Cursor, {env:VAR} in opencode.',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'token-early',
    over: ALSO_CODES,
    hints: [
      'not yet valid',
      'immaturesignature',
      'nbf claim',
      '"nbf"',
      'used before',
      'jwt not active',
      'issued in the future',
    ],
    pattern:
      /\bImmatureSignatureError\b|token is not yet valid|jwt not active|"nbf" claim timestamp check failed|token used before (?:issued|valid)|issued in the future/i,
    sources: [SIGN_IN_SOURCES.jwt],
    explain: {
      title: 'The token is not valid yet.',
      cause: 'Its nbf or iat is in the future: the clock of one of the computers is wrong.',
      remedy: ['Set the clock of this computer by the network, then get a fresh token.'],
      actions: [{ type: 'refresh-token' }],
    },
  },
  {
    id: 'token-signature',
    over: ALSO_CODES,
    hints: [
      'signature verification',
      'signing key',
      'jwks',
      'invalid signature',
      'signatureverification',
      'matching key',
      'unknown kid',
      'invalidsignatureerror: ',
      'signature is invalid',
      'token signature',
    ],
    pattern:
      /JWSSignatureVerificationFailed|(?:jwt|token)(?:'s)? (?:signature|.{0,20}signature verification) .{0,20}(?:fail|invalid)|\binvalid (?:token )?signature\b(?!.{0,60}AWS)|Signature verification failed|\bJWKSNoMatchingKey\b|Unable to find a signing key|(?:no|find) (?:a )?matching (?:signing )?key|(?:failed|unable|could not|cannot) (?:to )?(?:fetch|load|retrieve|get) .{0,30}(?:JWKS|signing keys?)|unknown kid\b|token signature .{0,30}(?:invalid|not valid|failed)/i,
    sources: [SIGN_IN_SOURCES.jwt, SOURCES.oauth],
    explain: {
      title: 'The signature of the token does not belong to the issuer that the authorizer knows.',
      cause:
        "No key in the issuer's key set (jwks_uri) fits the token: another pool or tenant signed it, it was cut or changed, or the keys cannot be read.",
      remedy: [
        'Compare iss of the token with the discovery URL of the authorizer; both must be of the same pool or tenant, and jwks_uri must be open to the public.',
        'Get a fresh access token and copy it whole. Tokens for Microsoft Graph can be checked by Graph only: ask for a scope of your own API.',
      ],
      actions: [{ type: 'refresh-token' }, { type: 'edit-runtime' }],
    },
  },
  {
    id: 'token-unreadable',
    over: ALSO_CODES,
    hints: [
      'parse token',
      'jwt malformed',
      'not enough segments',
      'malformed',
      'compact jws',
      'invalid jwt',
      'decode token',
      'token contains an invalid',
      'opaque token',
      'invalid compact',
      'not a jwt',
      'decode header',
      'invalid token specified',
      'in header content',
      'header value',
    ],
    pattern:
      /(?:failed|unable|cannot|could not) (?:to )?(?:parse|decode) (?:the )?(?:token|jwt|bearer)|jwt malformed|Not enough segments|Invalid Compact JWS|malformed (?:token|jwt|bearer)|(?:token|jwt) (?:is )?malformed|token contains an invalid number of segments|\bInvalid JWT\b|opaque token|not a (?:valid )?JWT|could not decode header|Invalid token specified|Invalid character in header content \["?authorization|(?:illegal|invalid) header value.{0,20}Bearer/i,
    sources: [SIGN_IN_SOURCES.jwt, SOURCES.oauth],
    explain: {
      title: 'What was sent is no readable token.',
      cause:
        'It is not a complete JWT: cut when it was copied, a variable that was not filled in, "Bearer" twice, or a token of another form (opaque).',
      remedy: [
        'Get a fresh access token and copy it whole: three parts with two dots, "Authorization: Bearer " before it, once, and no quotes.',
        "Auth0 gives opaque tokens without an audience, and Google's and Okta's org access tokens are opaque: ask for an audience, or use a custom authorization server.",
      ],
      actions: [{ type: 'refresh-token' }],
    },
  },
  {
    id: 'token-expired',
    over: ['http-401', 'http-403', 'access-denied'],
    hints: [
      'expired',
      'invalid bearer',
      'invalid token',
      'invalid access token',
      'invalid inbound token',
      'invalid_token',
      'timestamp check failed',
      'token is invalid',
      'token invalid',
    ],
    pattern:
      /^(?!.{0,4000}(?:authorization token has expired|retrieving token from sso|SSO (?:token|session)|Expired(?:Token|TokenException)\b|security token))(?:.{0,4000}?)(?:(\b(?:access |bearer |id |jwt |auth )?token (?:has |is |was )?expired|\bexpired (?:access |bearer |jwt )?token\b|\bExpiredSignatureError\b|\bJWTExpired\b|\bTokenExpiredError\b|jwt expired|"exp" claim timestamp check failed)|Invalid (?:bearer|access|inbound|jwt) token|\binvalid_token\b|\b(?:bearer|access) token (?:is )?invalid|error: Invalid token(?=$|[.,"'}])|"message" ?: ?"Invalid token)/i,
    sources: [SOURCES.oauth],
    explain: ([, expired]) =>
      expired
        ? {
            title: 'The access token has expired.',
            cause: 'Access tokens live an hour by default; one with less than 60 seconds left is refused as well.',
            remedy: ['Get a fresh access token, and put it where the client reads it; then restart the server entry.'],
            actions: [{ type: 'refresh-token' }],
          }
        : {
            title: 'The runtime does not accept this bearer token.',
            cause:
              'It is expired or about to (less than 60 seconds), cut when it was copied, an ID token, or from another user pool or app client.',
            remedy: [
              'Get a fresh access token of the app client that the runtime allows, and copy it whole.',
              'If a fresh one is refused too, compare its iss, client_id and aud with the authorizer of the runtime.',
            ],
            actions: [{ type: 'refresh-token' }],
          },
  },
])
