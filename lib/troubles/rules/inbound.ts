import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

export const INBOUND_RULES = rulesOf('inbound', [
  {
    id: 'mmds-v2',
    hints: ['mmdsv2'],
    pattern: /not MMDSv2-enabled/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'AWS refuses calls until the runtime requires metadata version 2.',
      cause: 'Since 30 June 2026 a runtime without requireMMDSV2 stays READY but cannot be called.',
      remedy: ['Edit and launch: Slipway switches the setting on and keeps everything else.'],
      actions: [{ type: 'set-mmdsv2' }],
    },
  },
  {
    id: 'too-many-sessions',
    severity: 'warning',
    hints: ['maxvms'],
    pattern: /maxVms limit exceeded/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'Too many sessions of this account are still alive.',
      cause: 'Each session keeps a small machine until its idle time-out passes, 15 minutes by default.',
      remedy: ['Close clients that are not needed, or set a shorter idle time-out.'],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'auth-mismatch',
    over: ['access-denied'],
    hints: ['authorization method mismatch'],
    pattern: /Authorization method mismatch/i,
    sources: [SOURCES.authMismatch],
    explain: {
      title: 'The client signs in the other way than the runtime expects.',
      cause: 'A runtime takes AWS signatures or tokens, never both; an update that left the authorizer out changes it.',
      remedy: ['Take the client configuration that Slipway shows now, or change how callers sign in.'],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'task-group',
    hints: ['taskgroup'],
    pattern: /unhandled errors in a TaskGroup/i,
    sources: [SOURCES.taskGroup],
    explain: {
      title: 'The client hides the real error; most often the token expired.',
      cause: 'A 401 inside the client surfaces as an unhandled error in a TaskGroup.',
      remedy: ['Get a fresh token, then test the connection: it names the layer that refuses.'],
      actions: [{ type: 'refresh-token' }],
    },
  },
  {
    id: 'missing-token',
    hints: ['missing authentication token'],
    pattern: /Missing Authentication Token/i,
    sources: [SOURCES.oauth],
    explain: {
      title: 'The call carried no token, or went to a wrong address.',
      cause: 'No Authorization header reached AgentCore, or the path does not end in /invocations.',
      remedy: ['Take the client configuration again: it has the address and the header.'],
      actions: [{ type: 'connect-client' }],
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
    sources: [SOURCES.session],
    explain: {
      title: 'The session that the client holds on to is gone.',
      cause: 'It was idle too long, or the server keeps sessions of its own and does not know the one of AgentCore.',
      remedy: ['Restart the server entry in the client; keep AWS_API_MCP_STATELESS_HTTP at true.'],
      actions: [{ type: 'fix-env', variable: 'AWS_API_MCP_STATELESS_HTTP', value: 'true' }],
    },
  },
  {
    id: 'not-acceptable',
    hints: ['not acceptable', '-32011'],
    pattern: /Not Acceptable: Client must accept|"code" ?: ?-32011\b|\bMcpRequestUnacceptable\b/i,
    sources: [SOURCES.accept],
    explain: {
      title: 'The client asks for an answer in the wrong form.',
      cause: 'Its Accept header must name application/json and text/event-stream.',
      remedy: ['Use a current MCP client, or look for a proxy that changes headers.'],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'bad-parameters',
    severity: 'warning',
    hints: ['-32602', 'invalid request parameters'],
    pattern: /-32602\b|Invalid request parameters/i,
    sources: [SOURCES.badParameters],
    explain: {
      title: 'The server refused the parameters of a request.',
      cause: 'Through the local proxy this often means old credentials or a session that was not initialized.',
      remedy: ['Sign in to AWS again and restart the client; then test the connection.'],
      actions: [{ type: 'test-connection' }],
    },
  },
])
