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
      hints: ['aadsts900144'],
      pattern: /AADSTS900144\b.{0,120}'(\w{2,30})'/i,
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
          'If it stays, put a proxy in front that adds S256 to the metadata, or give the client a bearer token in a header.',
        ],
      },
    },
    {
      id: 'callback-port-taken',
      where: ['paste'],
      hints: ['eaddrinuse'],
      pattern: /listen EADDRINUSE\b(?:.{0,80}?:(\d{2,5})\b)?/i,
      sources: [SIGN_IN_SOURCES.authorize],
      certainty: 'likely',
      explain: ([, port = 'PORT']) => ({
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
  ...rulesOf('token', [
    {
      id: 'scope-insufficient',
      over: ['http-403', 'oauth-request'],
      hints: ['insufficient_scope', 'insufficient scope'],
      pattern: /(?!.{0,600}Policy ')\berror"?(?:=| ?: ?) ?"?insufficient_scope\b|Bearer .{0,80}insufficient scope/i,
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
