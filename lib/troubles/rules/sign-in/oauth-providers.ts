import { rulesOf } from '@/lib/troubles/model'
import { SIGN_IN_SOURCES } from '@/lib/troubles/sources-sign-in'

/** What one provider says in its own words, and what stops a sign-in before or behind the provider. */
export const OAUTH_PROVIDER_RULES = [
  ...rulesOf('oauth', [
    {
      id: 'google-blocked',
      over: ['oauth-consent', 'http-403', 'http-400'],
      hints: ['google verification process', 'org_internal', 'users within its organization', 'disallowed_useragent'],
      pattern:
        /has not completed the Google verification process|\borg_internal\b|restricted to users within its organization|\bdisallowed_useragent\b/i,
      sources: [SIGN_IN_SOURCES.google],
      explain: ({ input }) => {
        const isInternal = /org_internal|within its organization/i.test(input)
        return {
          title: 'Google does not let this account sign in to the app.',
          cause: isInternal
            ? 'The consent screen of the app is internal: only accounts of its organization may sign in.'
            : 'The app is in testing, where only its test users may sign in, or the sign-in ran in a window inside a program.',
          remedy: [
            isInternal
              ? 'Sign in with an account of that organization, or set the audience of the consent screen to external.'
              : 'Add the account as a test user in the Google Cloud console (Google Auth Platform, Audience), or publish the app.',
            'Sign in through the browser of the computer. The runtime and its roles have no part in this.',
          ],
        }
      },
    },
    {
      id: 'entra-scope-missing',
      over: ['oauth-request', 'oauth-scope'],
      hints: ['aadsts900144', 'aadsts90014'],
      pattern: /AADSTS90014(?:4)?\b.{0,120}'(\w{2,30})'/i,
      sources: [SIGN_IN_SOURCES.entra],
      explain: ([, name = 'scope']) => ({
        title: `Entra wants the parameter ${name}, and the client sent none.`,
        cause:
          name === 'scope'
            ? 'Entra refuses requests without a scope; this client takes none from the metadata of the runtime.'
            : `The request to Entra lacks ${name}.`,
        remedy: [
          name === 'scope'
            ? 'Set the scope in the entry of the client, in full: api://APP-ID/SCOPE (and offline_access to stay signed in).'
            : `Set ${name} in the entry of the client, and send the request as application/x-www-form-urlencoded.`,
          'If the client has no setting for it, use mcp-remote or a bearer token in a header.',
        ],
      }),
    },
    {
      id: 'pkce-metadata',
      over: ['oauth-pkce'],
      hints: ['code challenge method', 'code_challenge_methods_supported'],
      pattern:
        /does not support code challenge method|(?:missing|lacks?|without|does not (?:include|contain|advertise|list)) .{0,40}code_challenge_methods_supported|code_challenge_methods_supported.{0,40}(?:missing|absent|required)/i,
      sources: [SIGN_IN_SOURCES.pkce],
      certainty: 'likely',
      explain: {
        title: 'The metadata of the identity provider does not name S256, which the client insists on.',
        cause:
          'code_challenge_methods_supported is missing from the metadata, as with some pools and tenants, or lists other methods; the provider itself mostly takes PKCE with S256.',
        remedy: [
          'Update the client: newer ones go on when the list is missing.',
          'If it keeps happening, put a proxy in front that adds S256 to the metadata, or give the client a bearer token in a header.',
        ],
      },
    },
    {
      id: 'callback-port-taken',
      where: ['paste'],
      hints: ['eaddrinuse', 'is already in use'],
      pattern:
        /listen EADDRINUSE\b(?:.{0,80}?:(\d{2,5})\b)?|(?:callback|oauth).{0,80}port (\d{2,5}) is already in use/i,
      sources: [SIGN_IN_SOURCES.authorize],
      certainty: 'likely',
      explain: ([, listened, called, port = listened ?? called ?? 'PORT']) => ({
        title: `Another program already uses port ${port} of this computer.`,
        cause: 'Mostly an earlier start of the same client or server still runs, and waits for its sign-in there.',
        remedy: [
          'Close every other window of the client, end the program that holds the port, and start again.',
          'Or take another port, and allow the new redirect URI in the app client when it is the port of a sign-in.',
        ],
        command: `lsof -i :${port}`,
      }),
    },
  ]),
  ...rulesOf('oauth', [
    {
      id: 'entra-default-scope',
      over: ['oauth-scope', 'oauth-request'],
      hints: ['aadsts1002012'],
      pattern: /AADSTS1002012\b/i,
      sources: [SIGN_IN_SOURCES.entra],
      explain: {
        title: 'For machines Entra takes the scope /.default only.',
        cause: 'With client_credentials there is no person to consent to single scopes.',
        remedy: [
          'Ask for api://APP-ID/.default; give the app a role (App roles) and let an administrator grant it.',
          'Such tokens carry roles, not scp: check roles as a custom claim on the runtime instead of allowedScopes.',
        ],
      },
    },
    {
      id: 'entra-self',
      over: ['oauth-scope', 'oauth-request', 'entra-resource'],
      hints: ['aadsts90009'],
      pattern: /AADSTS90009\b/i,
      sources: [SIGN_IN_SOURCES.entra],
      explain: {
        title: 'Client and API are the same app of Entra, and its name is not taken for that.',
        cause: 'An app that asks for a token for itself has to name itself by its client ID, not by api://….',
        remedy: [
          'Ask for the scope by client ID: CLIENT_ID/.default or CLIENT_ID/SCOPE in place of api://….',
          'Better: register the API as an app of its own, expose the scope there, and let the client ask for that.',
        ],
      },
    },
    {
      id: 'entra-platform',
      over: ['redirect-mismatch', 'oauth-client'],
      hints: ['aadsts9002326', 'aadsts9002327'],
      pattern: /AADSTS900232([67])\b/i,
      sources: [SIGN_IN_SOURCES.entra],
      explain: ([, digit]) => ({
        title: 'The redirect URI is registered for another kind of app than this client is.',
        cause:
          digit === '7'
            ? 'It stands under "Single-page application", and this client redeems the code outside of a browser.'
            : 'This client redeems the code in a browser page, which Entra allows for "Single-page application" only.',
        remedy: [
          digit === '7'
            ? 'In the app registration, under Authentication, remove the redirect URI there and add it under "Mobile and desktop applications".'
            : 'In the app registration, under Authentication, add the redirect URI under "Single-page application"; or let the client sign in through its proxy.',
        ],
      }),
    },
    {
      id: 'user-blocked',
      over: ['oauth-consent'],
      hints: [
        'user is blocked',
        'user+is+blocked',
        'user%20is%20blocked',
        'user is not assigned',
        'user+is+not+assigned',
        'user%20is%20not%20assigned',
      ],
      pattern:
        /error_description"?(?:=| ?: ?")(?:user(?: |\+|%20)is(?: |\+|%20)blocked|user(?: |\+|%20)is(?: |\+|%20)not(?: |\+|%20)assigned)/i,
      sources: [SIGN_IN_SOURCES.oauth],
      explain: ({ input }) => ({
        title: 'The identity provider does not let this user use the app.',
        cause: /blocked/i.test(input) ? 'The user is blocked there.' : 'The user is not assigned to the app.',
        remedy: [
          'An administrator of the provider assigns the user, or a group of the user, to the app (Okta: Assignments), or unblocks the user (Auth0: User management).',
          'Then sign in again.',
        ],
      }),
    },
    {
      id: 'keycloak-https',
      over: ['oauth-request'],
      hints: ['https required'],
      pattern: /"HTTPS required"|^HTTPS required$/i,
      sources: [SIGN_IN_SOURCES.oauth],
      explain: {
        title: 'The identity provider wants HTTPS.',
        cause: 'Keycloak refuses plain HTTP from other computers (Require SSL of the realm).',
        remedy: [
          'Call Keycloak by https, or tell it that a proxy ends TLS (proxy-headers=xforwarded). AgentCore needs a public https discovery URL anyway.',
        ],
      },
    },
    {
      id: 'keycloak-client',
      hints: ['client not found'],
      pattern: /^\W{0,4}Client not found\.?\W{0,4}(?:$|We are sorry)|We are sorry\W{1,6}Client not found/i,
      sources: [SIGN_IN_SOURCES.oauth],
      explain: {
        title: 'The identity provider does not know this client ID.',
        cause: 'Keycloak shows this when client_id of the sign-in address is no client of the realm.',
        remedy: ['Compare the client ID of the entry with the clients of the realm, and the realm in the address.'],
      },
    },
  ]),
  ...rulesOf('token', [
    {
      id: 'scope-insufficient',
      over: ['http-403', 'oauth-request', 'token-expired'],
      hints: ['insufficient_scope', 'insufficient scope', 'does not contain openid scope'],
      pattern:
        /(?!.{0,600}Policy ')\berror"?(?:=| ?: ?) ?"?insufficient_scope\b|Bearer .{0,80}insufficient scope|does not contain openid scope/i,
      sources: [SIGN_IN_SOURCES.bearer],
      explain: {
        title: 'The token lacks a scope that is asked for.',
        cause:
          'Token and issuer are right, but the scope claim does not hold what the authorizer (allowedScopes) or the server wants.',
        remedy: [
          'Let the client ask for the scope when it signs in, and allow it in the app client; www-authenticate names it when the server says which.',
          'Sign in again: a refreshed token keeps the scopes of the first sign-in.',
        ],
        actions: [{ type: 'refresh-token' }],
      },
    },
  ]),
]
