import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'
import { SIGN_IN_SOURCES } from '@/lib/troubles/sources-sign-in'

/** Of sessions, versions of the protocol, and what clients say about a connection. */
export const INBOUND_SESSION_RULES = rulesOf('inbound', [
  {
    id: 'session-lost',
    severity: 'warning',
    over: ['http-404', 'http-400', 'rpc-request', 'task-group'],
    hints: [
      'session not',
      'session terminated',
      'has ended',
      'was not found',
      'valid session id',
      'missing session id',
      'session id is required',
      'was terminated',
      'session was',
      'sessionid was',
      'session id not',
      'session expired',
      'session has',
      'invalid session id',
      'unknown session',
      'invalid or expired session',
      '-30001',
      'session with id',
      'mcp-session-id header',
      'server not initialized',
      'before initialization was',
      'mcp session',
    ],
    pattern:
      /(?<!SSO |Your |login |sign-in |AWS |INVALID_SESSION_ID: )\bSession ?(?:ID )?(?:[\w-]{8,128} )?(?:was |has )?(?:not found|terminated|ended|expired(?!.{0,80}(?:\baws\b|sso|log ?in|reauth|sign in))|been terminated)(?! by (?:the )?(?:user|admin|client|peer)|.{0,60}\b(?:redis|database|cookie)\b)|SessionId was not found|No valid session ID provided|Missing session ID|Session ID is required|Session not initialized|(?:Invalid|Unknown)(?: or expired)? (?:MCP session|session ID)\b|Mcp-Session-Id header is required|Bad Request: Server not initialized|Error: Server not initialized|Received request before initialization was complete|error:? -30001\b|"code" ?: ?-30001\b|Session with ID \S{1,128} (?:not found|does not exist)/i,
    sources: [SOURCES.session],
    explain: {
      title: 'The session that the client holds on to is gone.',
      cause:
        'It ended after 15 minutes without a call or 8 hours in all, the runtime was updated, or the server keeps sessions of its own and does not know the one of AgentCore.',
      remedy: [
        'Restart the server entry in the client: that opens a new session.',
        'If it happens at the second call already, keep AWS_API_MCP_STATELESS_HTTP at true.',
        'If it happens in pauses, set a longer idle time-out on the runtime.',
      ],
      actions: [{ type: 'fix-env', variable: 'AWS_API_MCP_STATELESS_HTTP', value: 'true' }],
    },
  },
  {
    id: 'session-retry',
    severity: 'warning',
    over: ['session-busy'],
    hints: ['session operation in progress', 'retryableconflict'],
    pattern: /Session operation in progress|RetryableConflict/i,
    sources: [SOURCES.contract],
    explain: {
      title: 'The session is busy.',
      cause: 'Another call on the same session is in progress, or the session is just starting.',
      remedy: ['Wait a few seconds and try again; clients do not retry by themselves.'],
    },
  },
  {
    id: 'protocol-version',
    over: ['http-400', 'rpc-request', 'rpc-method', 'bad-parameters'],
    hints: [
      'protocol version',
      'protocolversion',
      'mcp-protocol-version',
      '-32022',
      'version negotiation',
      'server/discover',
    ],
    pattern:
      /Unsupported (?:MCP[- ])?protocol ?version|protocol version .{0,60}(?:is )?(?:not supported|unsupported|mismatch|invalid)|(?:invalid|unknown|missing|incompatible|mismatched) (?:MCP[- ])?protocol[- ]version|MCP-Protocol-Version.{0,80}(?:not supported|unsupported|invalid|missing|mismatch)|UnsupportedProtocolVersion|-32022\b|Version negotiation (?:probe )?(?:failed|timed out)(?!.{0,80}HTTP [45]\d\d)|server\/discover.{0,60}(?:not found|unknown|unsupported)|Method not found.{0,20}server\/discover/i,
    sources: [SIGN_IN_SOURCES.lifecycle],
    explain: ([words]) => {
      const isServer = /from the server|server's protocol/i.test(words)
      return {
        title: 'Client and server speak different versions of MCP.',
        cause: isServer
          ? 'The server answered with a version that this client does not know.'
          : 'One side asked for a version that the other does not know; 2026-07-28 has no sessions and no initialize, and older servers refuse it.',
        remedy: [
          'Change the side that is behind. The text names the versions: the one asked for, and those supported.',
          'If the client asks for 2026-07-28 and the server stops at 2025-11-25: let the client use the older protocol, or pin the client (mcp<2, a fixed version of mcp-remote or mcp-proxy-for-aws, never @latest).',
          'If the server offers only 2024 or early 2025 versions: launch a current image of the server; or if the client is old, update it.',
        ],
        apart: 'The version in "supported versions" belongs to who wrote the text; the other one is the other side\'s.',
        actions: [{ type: 'connect-client' }],
      }
    },
  },
  {
    id: 'task-group',
    isFallback: true,
    hints: ['taskgroup'],
    pattern: /unhandled errors in a TaskGroup/i,
    sources: [SOURCES.taskGroup],
    certainty: 'likely',
    explain: {
      title: 'The client hides the real error; most often the token expired.',
      cause: 'A 401 inside the client surfaces as an unhandled error in a TaskGroup.',
      remedy: [
        'Look below it for the sub-exception: its last line names the status or the cause.',
        'Get a fresh token, then test the connection: it names the layer that refuses.',
      ],
      actions: [{ type: 'refresh-token' }],
    },
  },
  {
    id: 'sse-transport',
    over: ['http-405', 'http-404', 'http-400', 'http-403'],
    hints: ['sse error', 'sse stream', 'invalid content type', 'text/event-stream', 'unexpected content type'],
    pattern:
      /SSE error:|Failed to open SSE stream|Invalid content type, expected "text\/event-stream"|Expected response header Content-Type to contain 'text\/event-stream'|(?:unexpected|invalid) content[- ]type:? .{0,80}/i,
    where: ['paste', 'call'],
    sources: [SIGN_IN_SOURCES.transports],
    explain: {
      title: 'The client uses the old SSE transport, or got no MCP answer.',
      cause: 'AgentCore speaks streamable HTTP only: a POST to …/invocations; a GET for a stream is refused.',
      remedy: [
        'Set the transport of the entry to streamable HTTP: "type": "http" in Claude Code, VS Code and Cursor, httpUrl in Gemini, --transport http-only for mcp-remote.',
        'If it is set already, the answer was an error page: test the connection here, which shows the status.',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'tool-arguments',
    over: ['bad-parameters', 'proxy-no-credentials'],
    hints: ['invalid arguments for tool', 'input validation error', 'validation error for', 'validation errors for'],
    pattern:
      /Invalid arguments for tool ['"]?([\w.-]{1,80})|\bInput validation error: |\bvalidation errors? for (?:\w{1,40}_\w{1,40}Arguments\b|call\[\w{1,60}\])/i,
    about: ([, tool = '']) => tool,
    sources: [SOURCES.badParameters],
    explain: ([, tool]) => ({
      title: `The tool${tool ? ` ${tool}` : ''} was called with wrong arguments.`,
      cause: 'An argument is missing, misspelled or of another type; credentials have no part in it.',
      remedy: [
        'Compare the arguments with the inputSchema that tools/list gives for the tool; the words behind the message name the field.',
        'If a model made the call: restart the server entry, so that it gets the present list of tools, and ask again.',
      ],
    }),
  },
  {
    id: 'bad-parameters',
    severity: 'warning',
    certainty: 'likely',
    hints: ['-32602', 'invalid request parameters'],
    pattern: /-32602\b|Invalid request parameters/i,
    sources: [SOURCES.badParameters],
    explain: {
      title: 'The server refused the parameters of a request.',
      cause:
        'Through mcp-proxy-for-aws up to 1.6.4 this often hides missing or old AWS credentials, or a missing region; else the session was not initialized, or a tool got wrong arguments.',
      remedy: [
        'Sign in to AWS again (aws sso login --profile NAME), set AWS_REGION and AWS_PROFILE in the env of the entry, and restart the client.',
        'Then test the connection; a newer version of the proxy names the real error.',
      ],
      actions: [{ type: 'test-connection' }],
    },
  },
])
