import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'
import { SIGN_IN_SOURCES } from '@/lib/troubles/sources-sign-in'

/** What a client and an identity provider have to find out about each other before anybody signs in. */
export const OAUTH_RULES = rulesOf('oauth', [
  {
    id: 'no-registration',
    over: [
      'oauth-scope',
      'redirect-mismatch',
      'oauth-client',
      'oauth-request',
      'oauth-consent',
      'oauth-metadata',
      'http-403',
      'http-404',
      'http-405',
    ],
    hints: [
      'registration',
      'client id',
      'invalidclientmetadata',
      'invalid_client_metadata',
      'register client',
      'register with',
      '/register',
    ],
    pattern:
      /dynamic (?:client )?registration.{0,60}(?:rejected|failed|(?:is )?not (?:supported|permitted|allowed|enabled)|unsupported|unavailable|disabled|not available)|dynamic client registration:.{0,40}\b40[0345]\b|registration endpoint returned [45]\d\d|(?:not|n't) (?:implement|support|allow|offer) (?:automatic |dynamic )?(?:client )?registration|\bRegistrationRejectedError\b|\bOAuthRegistrationError\b|\bInvalidClientMetadata(?:Error)?\b|\binvalid_client_metadata\b|registration failed: ?(?:HTTP )?(?:[45]\d\d|dynamic)|Registration to \S{1,300} failed|(?:failed|unable|couldn.t|could not|cannot) (?:to )?(?:dynamically )?register (?:the |a |this |OAuth )*(?:client|with\b)|no (?:OAuth )?client[ _]?id (?:provided|configured|available|was given)|client registration (?:endpoint )?(?:is )?(?:failed|not (?:found|supported|available))|no registration[_ ]endpoint|(?:registration_endpoint|\/register).{0,40}(?:missing|\b40[0345]\b|not found)|client-registration service/i,
    sources: [SOURCES.registration],
    explain: {
      title: 'The client wants to register itself, and the identity provider does not allow that.',
      cause:
        'Without a client ID of its own a client asks for one (dynamic client registration); Cognito and Entra have no such thing, and others limit it.',
      remedy: [
        'Register an app client once, and give its client ID to the client: --client-id and --callback-port for claude mcp add, --static-oauth-client-info for mcp-remote, auth.CLIENT_ID in Cursor, oauth.clientId in Kiro, Gemini and opencode; VS Code asks for it.',
        "Allow that client's redirect URI in the app client, exactly as the client sends it.",
        'Or do without OAuth: give the client a bearer token in a header (--header "Authorization: Bearer …").',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'redirect-mismatch',
    over: ['oauth-request', 'oauth-consent', 'http-400'],
    hints: [
      'redirect',
      'callback url',
      'aadsts50011',
      'aadsts900971',
      'aadsts500113',
      'aadsts9002326',
      'aadsts9002327',
    ],
    pattern:
      /redirect[_ ]?(?:uri_)?mismatch|redirect_uri MUST match|AADSTS(?:50011|900971|500113|9002326|9002327)\b|invalid[_ ]redirect[_ ]ur[il]|callback URL mismatch|redirect[_ ]?ur[il]'?s? .{0,80}(?:does not match|do not match|not match|must be a Login redirect|not (?:registered|allowed|whitelisted|valid)|is invalid|mismatch|no longer supported)|invalid parameter: redirect_uri|(?:invalid|unregistered|unknown|illegal) redirect[_ ]?ur[il]|mismatching redirect|redirect_uri.{0,200}(?:not in the list|not registered|not associated|didn't match)/i,
    about: ([words]) => (/50011/.test(words) ? 'entra' : ''),
    sources: [SIGN_IN_SOURCES.authorize],
    explain: {
      title: 'The redirect URI of this client is not allowed in the app client.',
      cause:
        'The identity provider only sends codes to callback URLs that it knows, character by character: scheme, host, port, path and a slash at the end count.',
      remedy: [
        'Add the redirect_uri that stands in the address of the sign-in page to the allowed callback URLs of the app client, exactly.',
        'Claude Code: http://localhost:PORT/callback with a fixed --callback-port; VS Code: http://127.0.0.1:33418 and https://vscode.dev/redirect; Cursor: http://localhost:8787/callback and cursor://anysphere.cursor-mcp/oauth/callback; Gemini: http://localhost:7777/oauth/callback; mcp-remote: http://localhost:PORT/oauth/callback with PORT as its second argument; claude.ai: https://claude.ai/api/mcp/auth_callback.',
        'In Entra add it under Authentication as "Mobile and desktop applications"; Cognito allows http:// for localhost only.',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'resource-mismatch',
    over: ['arn-not-encoded', 'arn-encoded-twice'],
    hints: ['does not match', 'resourcemismatch'],
    pattern:
      /Protected resource \S{1,400} does not match expected|Protected Resource Metadata resource .{1,400}does not match|\bResourceMismatchError\b|resource server .{0,300}does not match/i,
    sources: [SIGN_IN_SOURCES.metadata],
    explain: {
      title: 'The address in the client is not the one that the runtime gives as its own.',
      cause:
        'The client compares its URL with "resource" in the metadata of the runtime; another spelling of the ARN, another qualifier or a slash at the end counts.',
      remedy: [
        'Copy the URL from the client configuration here, with the ARN percent-encoded and ?qualifier=DEFAULT, and sign in again.',
        'A proxy in front of the runtime has to answer /.well-known/oauth-protected-resource itself, with its own URL as resource.',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'issuer-mismatch',
    over: ['oauth-metadata', 'discovery-url'],
    hints: ['issuer', '"iss', "'iss", 'unexpected iss', 'wrong iss', 'invalid iss'],
    pattern:
      /\bIssuerMismatchError\b|\bAuthorizationServerMismatchError\b|issuer .{0,300}(?:does not match|did not match|mismatch)|(?:unexpected|wrong|invalid) "?'?iss(?:uer)?\b|JWTClaimValidationFailed.{0,60}"iss"|Invalid issuer\b|(?:jwt|token) issuer (?:is )?invalid/i,
    sources: [SIGN_IN_SOURCES.metadata],
    explain: {
      title: 'The issuer is another one than the metadata or the token says.',
      cause:
        'Issuers are compared character by character: tenant, version (Entra v1 and v2), user pool and a slash at the end count.',
      remedy: [
        'Take the value of "issuer" in the discovery document (…/.well-known/openid-configuration), and set the discovery URL of the authorizer to that issuer plus /.well-known/openid-configuration.',
        'Entra: set requestedAccessTokenVersion to 2 in the manifest of the API for https://login.microsoftonline.com/TENANT/v2.0; Auth0: its issuer ends with a slash.',
      ],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'oauth-metadata',
    isFallback: true,
    over: ['http-400', 'http-401', 'http-403', 'http-404'],
    certainty: 'likely',
    hints: [
      'well-known',
      'protected resource metadata',
      'oauth metadata',
      'authorization support',
      'server metadata',
      'oauth configuration',
      'discovery document',
    ],
    pattern:
      /HTTP \d{3} trying to load (?:well-known|.{0,20}) ?(?:OAuth|OpenID)|does not implement OAuth 2\.0 Protected Resource Metadata|no authorization support detected|(?:failed|error|unable|could not|cannot|couldn't) (?:to )?(?:fetch|load|discover|retrieve|get|read)(?:ing)? .{0,80}(?:OAuth .{0,30}metadata|OAuth configuration|authorization server metadata|discovery document|well-known)|\.well-known\/(?:oauth|openid)[\w/-]{1,300}.{0,120}(?:\b40[0134]\b|not found|failed)|\b404\b.{0,120}\.well-known\/(?:oauth|openid)/i,
    sources: [SIGN_IN_SOURCES.metadata],
    explain: {
      title: "The client does not find the sign-in's metadata.",
      cause:
        'A runtime that takes AWS signatures has none, and Cognito only has …/.well-known/openid-configuration, not the oauth-authorization-server address that some clients insist on.',
      remedy: [
        'If the runtime takes AWS signatures, use the configuration with mcp-proxy-for-aws; OAuth needs a token authorizer on the runtime.',
        'Check the discovery URL of the authorizer: it has to end in /.well-known/openid-configuration and open in a browser.',
        'A client that reads oauth-authorization-server only needs a bearer token in a header instead.',
      ],
      apart:
        'Without a token, a runtime with a token authorizer answers 401 and resource_metadata; one that takes AWS signatures answers 403.',
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'oauth-not-json',
    over: ['http-400', 'http-403', 'http-404', 'http-405'],
    certainty: 'likely',
    hints: ['invalid oauth error response'],
    pattern: /Invalid OAuth error response/i,
    sources: [SOURCES.registration],
    explain: {
      title: 'The sign-in address answers with a page, not with OAuth.',
      cause:
        'The client found no metadata of the identity provider, guessed an address such as /register or /token, and nothing of the kind is there.',
      remedy: [
        'Give the client the ID of a registered app client (--client-id, --static-oauth-client-info, oauth.clientId), so that it need not register itself.',
        'Check that the discovery URL of the authorizer opens in a browser; or give the client a bearer token in a header instead.',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'oauth-state',
    hints: [
      'state mismatch',
      'state parameter',
      'state does not match',
      'state did not match',
      'state is invalid',
      'oauth state',
      'invalid_state',
      'csrf',
    ],
    pattern:
      /(?:OAuth )?state (?:parameter )?(?:mismatch|does not match|did not match|is invalid)|(?:invalid|mismatched|missing|unknown) (?:OAuth state|state parameter)\b|\binvalid_state\b|possible CSRF|state.{0,20}not equal.{0,20}CSRF/i,
    sources: [SIGN_IN_SOURCES.oauth],
    explain: {
      title: 'The browser came back with the answer to another sign-in.',
      cause:
        'The state that the client remembers is not the one in the answer: an old tab, two sign-ins at once, or a restart between them.',
      remedy: ['Close the old sign-in tabs, restart the server entry, and sign in once, in one window.'],
    },
  },
  {
    id: 'oauth-pkce',
    over: ['oauth-request', 'oauth-grant'],
    hints: [
      'pkce',
      'code_challenge',
      'code challenge',
      'code_verifier',
      'code verifier',
      'aadsts501481',
      'aadsts9002325',
      'proof key',
    ],
    pattern:
      /(?:missing|invalid|required?|mismatch|fail\w*|wrong|not match|does not support|must).{0,60}(?:PKCE|code[_ ]challenge|code[_ ]verifier)|(?:PKCE|code[_ ]challenge(?:_method)?|code[_ ]verifier|Proof Key for Code Exchange).{0,60}(?:missing|invalid|required|mismatch|failed|wrong|not match|must)|AADSTS(?:501481|9002325)\b/i,
    sources: [SIGN_IN_SOURCES.pkce],
    explain: {
      title: 'Client and identity provider disagree about PKCE.',
      cause: 'The code was asked for with another code_verifier, or one side does not use PKCE with S256.',
      remedy: [
        'Restart the server entry and sign in again in one go: a code only fits the client that asked for it.',
        'If it keeps happening, update the client; it has to send code_challenge with code_challenge_method=S256, and the app client has to be a public one with the authorization code grant.',
      ],
    },
  },
  {
    id: 'auth0-audience',
    over: ['oauth-consent', 'arn-not-encoded'],
    hints: ['service not found', 'client is not authorized to access', 'no audience parameter'],
    pattern:
      /Service not found: ?\S{0,300}|Client is not authorized to access (?:"|resource)|No audience parameter was provided/i,
    sources: [SIGN_IN_SOURCES.oauth],
    explain: {
      title: 'Auth0 knows no API of this audience.',
      cause:
        'The audience or resource of the request must be the identifier of an API in the tenant, and the client must be allowed to use it.',
      remedy: [
        'Create an API in Auth0 whose identifier is that very value, and authorize the application for it.',
        'Name the same identifier as allowed audience on the runtime.',
      ],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'oauth-device',
    severity: 'warning',
    hints: [
      'authorization_pending',
      'slow_down',
      'expired_token',
      'device code',
      'device_code',
      'aadsts70016',
      'aadsts70018',
      'aadsts70019',
      'aadsts70020',
    ],
    pattern:
      /\b(?:authorization_pending|slow_down)\b|"error" ?: ?"expired_token"|(?:expired|invalid|unknown|bad) device[_ ]?code|device[_ ]?code (?:has |is )?(?:expired|invalid)|AADSTS700(?:16|18|19|20)\b/i,
    sources: [SIGN_IN_SOURCES.device],
    explain: {
      title: 'The sign-in on another device is not finished, or its code has expired.',
      cause: 'In the device flow the client waits until somebody types its code in a browser, for a few minutes only.',
      remedy: ['Open the address that was shown and type the code; if it has expired, start the sign-in again.'],
    },
  },
])
