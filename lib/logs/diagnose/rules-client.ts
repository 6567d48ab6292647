import type { Rule } from '@/lib/logs/diagnose/model'
import { SOURCES } from '@/lib/logs/diagnose/sources'

/** What clients, proxies and the inbound authorizer say. Most of it is seen in a client, and pasted. */
export const CLIENT_RULES: Rule[] = [
  {
    id: 'auth-mismatch',
    severity: 'error',
    hints: ['authorization method mismatch'],
    pattern: /Authorization method mismatch/i,
    source: SOURCES.authMismatch,
    explain: {
      title: 'The client signs in the other way than the runtime expects.',
      cause: 'A runtime takes AWS signatures or tokens, never both; an update that left the authorizer out changes it.',
      remedy: 'Take the client configuration that Slipway shows now, or change how callers sign in.',
      action: { type: 'connect-client' },
    },
  },
  {
    id: 'claim-mismatch',
    severity: 'error',
    hints: ['value mismatch'],
    pattern: /Claim '?([\w:-]+)'? value mismatch/i,
    about: ([, claim = '']) => claim,
    source: SOURCES.claims,
    explain: ([, claim]) => ({
      title: `The token's claim "${claim}" is not what the authorizer allows.`,
      cause:
        claim === 'aud'
          ? "Cognito's access tokens have no audience, so an authorizer with allowedAudience refuses them."
          : claim === 'client_id'
            ? 'An ID token was sent, or a token of another app client; access tokens carry client_id.'
            : 'The authorizer checks this claim, and the token holds another value.',
      remedy:
        claim === 'aud'
          ? 'Allow the app client instead of the audience.'
          : 'Use an access token of the allowed client.',
      action: claim === 'aud' ? { type: 'edit-runtime' } : { type: 'refresh-token' },
    }),
  },
  {
    id: 'token-expired',
    severity: 'error',
    hints: [
      'expired',
      'invalid bearer',
      'invalid token',
      'invalid access token',
      'failed to parse token',
      'invalid_token',
    ],
    pattern:
      /\b(?:access |bearer |id |jwt )?token (?:has |is |was )?expired|\bexpired (?:access |bearer |jwt )?token\b|Invalid (?:bearer|access|inbound) token|\binvalid_token\b|failed to parse token|ExpiredSignatureError/i,
    source: SOURCES.oauth,
    explain: {
      title: 'The token is expired or not usable.',
      cause: 'Access tokens live an hour; one with less than 60 seconds left is refused as well.',
      remedy: 'Get a fresh access token.',
      action: { type: 'refresh-token' },
    },
  },
  {
    id: 'credentials-expired',
    over: ['token-expired'],
    severity: 'error',
    hints: ['security token included', 'expiredtoken', 'sso session', 'sso token', 'token for', 'requestexpired'],
    pattern:
      /security token included in the request is (expired|invalid)|ExpiredToken(Exception)?\b|\bRequestExpired\b|Token for .{0,60} does not exist|SSO (session|token).{0,60}(expired|invalid)/i,
    source: SOURCES.badParameters,
    explain: {
      title: 'AWS credentials have expired.',
      cause: 'Temporary credentials of the caller, or of a shell that the local proxy was started in, are over.',
      remedy: 'Sign in to AWS again in a terminal, then restart the client.',
      action: { type: 'open-settings' },
    },
  },
  {
    id: 'task-group',
    severity: 'error',
    hints: ['taskgroup'],
    pattern: /unhandled errors in a TaskGroup/i,
    source: SOURCES.taskGroup,
    explain: {
      title: 'The client hides the real error; most often the token expired.',
      cause: 'A 401 inside the client surfaces as an unhandled error in a TaskGroup.',
      remedy: 'Get a fresh token, then test the connection: it names the layer that refuses.',
      action: { type: 'refresh-token' },
    },
  },
  {
    id: 'missing-token',
    severity: 'error',
    hints: ['missing authentication token'],
    pattern: /Missing Authentication Token/i,
    source: SOURCES.oauth,
    explain: {
      title: 'The call carried no token, or went to a wrong address.',
      cause: 'No Authorization header reached AgentCore, or the path does not end in /invocations.',
      remedy: 'Take the client configuration again: it has the address and the header.',
      action: { type: 'connect-client' },
    },
  },
  {
    id: 'no-registration',
    severity: 'error',
    hints: ['dynamic client registration'],
    pattern: /does not support dynamic client registration/i,
    source: SOURCES.registration,
    explain: {
      title: 'The client wants to register itself, and Cognito has no such thing.',
      cause: 'OAuth sign-in of generic clients needs dynamic client registration.',
      remedy: 'Give the client a bearer token in a header instead.',
      action: { type: 'connect-client' },
    },
  },
  {
    id: 'session-lost',
    severity: 'warning',
    hints: [
      'session not',
      'session terminated',
      'has ended',
      'was not found',
      'valid session id',
      'missing session id',
      'was terminated',
      'session was',
    ],
    pattern:
      /\bSession (?:[\w-]{8,128} )?(?:was )?(?:not found|terminated|has ended)|No valid session ID provided|Missing session ID|Session not initialized/i,
    source: SOURCES.session,
    explain: {
      title: 'The session that the client holds on to is gone.',
      cause: 'It was idle too long, or the server keeps sessions of its own and does not know the one of AgentCore.',
      remedy: 'Restart the server entry in the client; keep AWS_API_MCP_STATELESS_HTTP at true.',
      action: { type: 'fix-env', variable: 'AWS_API_MCP_STATELESS_HTTP', value: 'true' },
    },
  },
  {
    id: 'not-acceptable',
    severity: 'error',
    hints: ['not acceptable', '-32011'],
    pattern: /Not Acceptable: Client must accept|"code" ?: ?-32011\b|\bMcpRequestUnacceptable\b/i,
    source: SOURCES.accept,
    explain: {
      title: 'The client asks for an answer in the wrong form.',
      cause: 'Its Accept header must name application/json and text/event-stream.',
      remedy: 'Use a current MCP client, or look for a proxy that changes headers.',
      action: { type: 'connect-client' },
    },
  },
  {
    id: 'bad-parameters',
    severity: 'warning',
    hints: ['-32602', 'invalid request parameters'],
    pattern: /-32602\b|Invalid request parameters/i,
    source: SOURCES.badParameters,
    explain: {
      title: 'The server refused the parameters of a request.',
      cause: 'Through the local proxy this often means old credentials or a session that was not initialized.',
      remedy: 'Sign in to AWS again and restart the client; then test the connection.',
      action: { type: 'test-connection' },
    },
  },
  {
    id: 'tool-hidden',
    severity: 'error',
    hints: [
      'unknown tool',
      'tool not found',
      'no such tool',
      'not available',
      'call_aws is',
      "call_aws' ",
      'call_aws" ',
      'call_aws` ',
      'call_aws not',
      'call_aws unknown',
      'call_aws hidden',
    ],
    pattern:
      /(Unknown tool:?|tool not found:?|no such tool:?|is not available:?) ?["'`]?call_aws|call_aws["'`]? (is )?(not (found|available)|unknown|hidden)/i,
    source: SOURCES.readOnlyProxy,
    explain: {
      title: 'The tool call_aws is hidden from the client.',
      cause: 'The local proxy runs with --read-only, which hides every tool that may write.',
      remedy: 'Set READ_OPERATIONS_ONLY to true on the server, or start the proxy without --read-only.',
      action: { type: 'fix-env', variable: 'READ_OPERATIONS_ONLY', value: 'true' },
    },
  },
]
