import { rulesOf } from '@/lib/troubles/model'
import { SIGN_IN_SOURCES } from '@/lib/troubles/sources-sign-in'

/** What identity providers answer to a request for a code or a token. */
export const OAUTH_ANSWER_RULES = rulesOf('oauth', [
  {
    id: 'oauth-scope',
    over: ['oauth-request', 'oauth-consent', 'http-400'],
    hints: [
      'invalid_scope',
      'invalid scope',
      'asked for scope',
      'not configured',
      'not allowed',
      'not valid',
      'not supported',
      'not defined',
      'aadsts70011',
      'aadsts650053',
      'aadsts28002',
      'aadsts28003',
      'aadsts1002012',
      'aadsts70012',
    ],
    pattern:
      /\binvalid_scopes?\b|AADSTS(?:70011|650053|28002|28003|1002012)\b|invalid scopes? (?:requested|provided|in)|scopes? (?:["'\w:/.-]{1,80} )?(?:is|are) not (?:configured|allowed|valid|supported|defined)|asked for scope .{0,80}doesn't exist/i,
    sources: [SIGN_IN_SOURCES.authorize, SIGN_IN_SOURCES.entraScope],
    explain: {
      title: 'The app client does not allow a scope that the client asks for.',
      cause:
        'The client asks for scopes that are not on the list of the app client, or that no resource server of the provider has.',
      remedy: [
        'Cognito: add the scope under "Login pages" of the app client (OpenID scopes such as openid, email, profile; custom ones as RESOURCE-SERVER/SCOPE), or let the client ask for fewer.',
        'Okta: add the scope to the custom authorization server, not to the org. Entra: write it in full, api://APP-ID/SCOPE, and expose it under "Expose an API".',
        'Machine clients (client_credentials) may ask for custom scopes only, never for openid.',
        'The scopes a client asks for: --static-oauth-client-metadata \'{"scope":"openid"}\' for mcp-remote, scopes in the OAuth settings of the entry elsewhere.',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'oauth-client',
    over: ['oauth-flow', 'oauth-request', 'oauth-grant', 'http-401', 'http-400'],
    hints: [
      'invalid_client',
      'invalidclienterror',
      'invalid client_id',
      'client secret',
      'client_secret',
      'client credentials',
      'aadsts7000',
      'client not found',
      'client authentication failed',
      'clientauthentication',
      'was not found',
    ],
    pattern:
      /\binvalid_client(?:_secret|_id)?\b(?!_metadata)|\bInvalidClientError\b|\bInvalid client_id\b|AADSTS70002(?:15|18|22|16|12)\b|AADSTS7000(?:215|218|222|216|112|25)\b|invalid client secret|(?:invalid|wrong) client credentials|client authentication failed|client secret not provided|Client is public so neither|"Client not found|The OAuth client was (?:not found|deleted)|client_secret_basic authentication requires/i,
    sources: [SIGN_IN_SOURCES.token, SIGN_IN_SOURCES.entra],
    explain: ([words]) => ({
      title: 'The identity provider does not know this client ID, or its secret is wrong.',
      cause: /7000218/.test(words)
        ? 'Entra takes the app for a confidential one and wants a secret, which a client on a computer cannot keep.'
        : 'Client ID and client secret go together: one is mistyped, deleted, of another pool or tenant, expired, or sent for an app client that has none.',
      remedy: [
        'Compare the client ID in the entry with the app client; it must be of the same user pool, region or tenant.',
        'If the app client has a secret, give the client its current value (in Entra the value, not the secret ID); if it has none, leave the secret out.',
        'Best for a client on a computer: an app client without a secret (in Entra switch on "Allow public client flows"): a public client with PKCE.',
        'Then remove the stored sign-in of the client and sign in again: rm -rf ~/.mcp-auth for mcp-remote.',
      ],
      actions: [{ type: 'connect-client' }],
    }),
  },
  {
    id: 'oauth-flow',
    over: ['oauth-request', 'http-400'],
    hints: [
      'unauthorized_client',
      'unsupported_grant_type',
      'unsupported_response_type',
      'not enabled for oauth',
      'not+enabled+for+oauth',
      'not%20enabled%20for%20oauth',
      'grant type',
      'response type',
      'aadsts70001',
      'aadsts7000112',
      'aadsts700051',
      'aadsts700054',
      'aadsts70003',
    ],
    pattern:
      /\bunauthorized_client\b|\bunsupported_(?:grant|response)_type\b|grant[ _]type .{0,60}not (?:allowed|supported|enabled)|unsupported grant type|does not support (?:grant|response) type|response_type .{0,60}not (?:enabled|allowed|supported)|Client(?: |\+|%20)is(?: |\+|%20)not(?: |\+|%20)enabled(?: |\+|%20)for(?: |\+|%20)OAuth2|Client is not allowed to initiate browser login|AADSTS(?:700051|700054|70003)\b/i,
    sources: [SIGN_IN_SOURCES.token],
    explain: {
      title: 'The app client does not allow this kind of sign-in.',
      cause:
        'Each app client allows some OAuth grant types only; this one was asked for another. Cognito says the same of a redirect URI that differs at the token endpoint.',
      remedy: [
        'For people: allow the authorization code grant (and refresh tokens) in the app client.',
        'For machines: allow client_credentials, with a client secret and a custom scope of a resource server; Cognito does not allow it together with the code grant.',
        'If the code grant is on: the redirect_uri at the token endpoint must be that of the sign-in page, a slash at the end included.',
        'The password of a user does not go to the token endpoint: Cognito takes it through InitiateAuth.',
      ],
    },
  },
  {
    id: 'oauth-grant',
    over: ['oauth-request', 'http-400', 'token-expired'],
    hints: [
      'invalid_grant',
      'authorization code',
      'refresh token',
      'aadsts70',
      'aadsts50173',
      'aadsts54005',
      'aadsts50132',
      'aadsts50089',
      'session not active',
      'token is not active',
      'session doesn',
      'offline session',
    ],
    pattern:
      /(?<!google\.auth\.exceptions.{0,120})\binvalid_grant\b|AADSTS(?:700082|700084|700081|700003|70008|70043|70000|50173|54005|50132|50089)\b|authorization code .{0,30}(?:expired|invalid|already|redeemed|not valid)|(?:unknown or )?invalid refresh token\b|refresh[_ ]token .{0,30}(?:expired|revoked|invalid|not found|is reused)|"(?:Session not active|Token is not active|Session doesn't have required client|Offline session not active)/i,
    sources: [SIGN_IN_SOURCES.token, SIGN_IN_SOURCES.entra],
    explain: {
      title: 'The code or refresh token is used up, expired or revoked.',
      cause:
        'A code works once and for some minutes, with the redirect URI and client that asked for it; a refresh token ends when it expires, is replaced, or somebody signs out or changes the password.',
      remedy: [
        'Sign in again in the client; for mcp-remote remove the stored sign-in first: rm -rf ~/.mcp-auth.',
        'If a new sign-in fails too: client ID, redirect URI and code_verifier at the token endpoint must be those of the authorize request, and the clock of the computer must be right.',
        'If it happens every few days, lengthen the refresh token of the app client, and check that two programs do not share one rotating refresh token.',
      ],
      actions: [{ type: 'refresh-token' }],
    },
  },
  {
    id: 'oauth-app',
    over: ['oauth-flow', 'oauth-request', 'oauth-client'],
    hints: [
      'aadsts700016',
      'aadsts700011',
      'aadsts90002',
      'aadsts50194',
      'aadsts900023',
      'aadsts50059',
      'aadsts90072',
      'aadsts50020',
      'aadsts700038',
      'aadsts90013',
      'aadsts50128',
      'realm does not exist',
      'aadsts900144',
      'aadsts9002326',
      'aadsts9002327',
    ],
    pattern: /AADSTS(700016|700011|90002|50194|900023|50059|90072|50020|700038|50128)\b|Realm does not exist/i,
    sources: [SIGN_IN_SOURCES.entra],
    explain: ([words]) => ({
      title: /50194/.test(words)
        ? 'The Entra app belongs to one tenant, and the sign-in went to /common.'
        : /90072|50020/.test(words)
          ? 'This account does not belong to the tenant of the app.'
          : 'The identity provider does not find this tenant or app.',
      cause: 'Client ID and tenant (realm) of the sign-in address do not belong together, or one is mistyped.',
      remedy: [
        'Take the directory (tenant) ID and the application (client) ID from the overview of the app registration.',
        'Use the address of the tenant, https://login.microsoftonline.com/TENANT/v2.0, instead of /common or /organizations, in the discovery URL too.',
        'Sign in with an account of that tenant, or let an administrator invite it as a guest.',
      ],
    }),
  },
  {
    id: 'entra-resource',
    over: ['oauth-scope', 'oauth-app', 'oauth-request', 'arn-not-encoded', 'arn-encoded-twice'],
    hints: ['aadsts', 'invalid_target', 'invalid_resource'],
    pattern: /AADSTS(?:500011|9010010|50001|650057|901002|65005)\b|\binvalid_(?:target|resource)\b/i,
    sources: [SIGN_IN_SOURCES.entraResource, SIGN_IN_SOURCES.entra],
    explain: {
      title: 'The identity provider does not know the runtime as a resource.',
      cause:
        'MCP clients send the URL of the runtime as resource; Entra only knows the Application ID URIs of its apps, and that URL cannot be one.',
      remedy: [
        'Let the client leave the resource out: mcp-remote from 0.1.43 has --disable-resource-parameter; ask for the scope in full, api://APP-ID/SCOPE.',
        'If it is an api:// address of your own: compare it with the Application ID URI of the app, and let an administrator of this tenant consent to the app.',
        'Or give the client a bearer token in a header instead of OAuth.',
        'Or put AgentCore Gateway or a proxy in front, under a domain that is an Application ID URI of the app.',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'entra-policy',
    over: ['oauth-grant', 'oauth-consent', 'oauth-client'],
    hints: [
      'aadsts5',
      'aadsts16',
      'interaction_required',
      'login_required',
      'mfa_required',
      'account is not fully set up',
    ],
    pattern:
      /AADSTS(?:53000|53001|53002|53003|53004|53011|50076|50079|50074|50072|50158|50078|500133|530003|530034|50105|50053|50057|50126|50034|50055|50058)\b|\b(?:interaction|login|mfa)_required\b|Account is not fully set up/i,
    sources: [SIGN_IN_SOURCES.entra],
    explain: ([words]) => ({
      title: /50105/.test(words)
        ? 'This user is not assigned to the app.'
        : /50126|50034|50053|50057|50055/.test(words)
          ? 'The identity provider refuses this user: name, password or state of the account.'
          : 'A policy of the identity provider asks for more than this sign-in gave.',
      cause:
        'Conditional Access, multi-factor authentication or the state of the account stops the token; the runtime has no part in it.',
      remedy: [
        ...(/50105/.test(words)
          ? [
              'An administrator assigns the user, or a group, to the app: Enterprise applications, the app, Users and groups.',
            ]
          : []),
        'Sign in again in a browser, and complete what it asks for (second factor, device, new password).',
        'If it still refuses, hand the code and the correlation ID to the administrator of the tenant: the sign-in log names the Conditional Access policy, or the assignment that is missing.',
      ],
    }),
  },
  {
    id: 'oauth-consent',
    certainty: 'likely',
    hints: [
      'access_denied',
      'consent',
      'aadsts65',
      'aadsts9009',
      'aadsts90008',
      'policy evaluation failed',
      'no_matching_policy',
    ],
    pattern:
      /\berror"?(?:=| ?: ?")access_denied\b|AADSTS(?:65001|65004|650056|90094|90008|900941|90093)\b|\bconsent_required\b|Policy evaluation failed for this request|\bno_matching_policy\b|user (?:did not|denied|declined) consent/i,
    sources: [SIGN_IN_SOURCES.oauth, SIGN_IN_SOURCES.entra],
    explain: {
      title: 'The sign-in was refused: consent is missing, or a policy does not allow it.',
      cause:
        'Somebody pressed "Cancel", nobody has agreed to what the app asks for, or an access policy has no rule for this client, user or grant.',
      remedy: [
        'Sign in again and accept what the app asks for.',
        'Entra: an administrator grants consent under API permissions ("Grant admin consent").',
        'Okta: add the client to an access policy of the custom authorization server, with a rule for this grant type and the scopes.',
        'Cognito: a trigger of the pool (pre sign-up, pre authentication) or the identity provider behind it may have refused; error_description says so.',
      ],
      apart: 'error_description tells whether a person, a policy or a trigger refused.',
    },
  },
  {
    id: 'oauth-request',
    certainty: 'possible',
    hints: ['invalid_request', 'aadsts900144', 'aadsts9002313', 'aadsts900561'],
    pattern: /\berror"?(?:=| ?: ?")invalid_request\b|\binvalid_request\b|AADSTS(?:900144|9002313|900561)\b/i,
    sources: [SIGN_IN_SOURCES.authorize],
    explain: {
      title: 'The identity provider does not take the sign-in request for a valid one.',
      cause: 'A parameter is missing, unknown or not allowed for this app client.',
      remedy: [
        'Read error_description in the address: it names the parameter.',
        'Compare response_type=code, client_id, redirect_uri and scope with the app client: the code grant and at least one scope must be switched on.',
        'The token endpoint takes POST with application/x-www-form-urlencoded only.',
      ],
      apart:
        'error_description names the parameter; without one it is most often response_type, scope or redirect_uri.',
    },
  },
])
