import { rulesOf } from '@/lib/troubles/model'
import { INBOUND_SESSION_RULES } from '@/lib/troubles/rules/runtime/inbound-sessions'
import { SOURCES } from '@/lib/troubles/sources'
import { SIGN_IN_SOURCES } from '@/lib/troubles/sources-sign-in'

const BY_WAY = {
  sigv4: 'The call was signed with AWS credentials, but this version of the runtime accepts tokens only.',
  jwt: 'The call carried a token, but this version of the runtime accepts AWS signatures only.',
}

const CALL_RULES = rulesOf('inbound', [
  {
    id: 'mmds-v2',
    hints: ['mmdsv2'],
    pattern: /not MMDSv2-enabled/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'AWS refuses calls until the runtime requires MMDSv2.',
      cause:
        'Since 30 June 2026 a runtime that does not require version 2 of the metadata service (requireMMDSV2) stays READY but cannot be called.',
      remedy: ['Edit and launch: Slipway switches the setting on and keeps everything else.'],
      actions: [{ type: 'set-mmdsv2' }],
    },
  },
  {
    id: 'too-many-sessions',
    severity: 'warning',
    over: ['throttled', 'runtime-throttled', 'http-429', 'quota-used'],
    hints: ['maxvms', 'active session'],
    pattern: /maxVms limit exceeded|(?:maximum|too many|limit).{0,60}active sessions?/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'Too many sessions of this account are still alive.',
      cause: 'Each session keeps a small machine until its idle time-out passes, 15 minutes by default.',
      remedy: [
        'Close clients that are not needed, or set a shorter idle time-out.',
        'Or ask AWS for a higher quota of active sessions.',
      ],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'runtime-throttled',
    severity: 'warning',
    over: ['throttled', 'http-429'],
    hints: ['invokeagentruntime', '-32003'],
    pattern:
      /(?:error|code)"? ?:? ?-32003\b|(?:Throttl\w{0,12}|TooManyRequests\w{0,10}|Rate exceeded).{0,80}InvokeAgentRuntime|InvokeAgentRuntime.{0,80}(?:Throttl|Rate exceeded)/i,
    sources: [SIGN_IN_SOURCES.invoke],
    explain: {
      title: 'AWS asks to slow down: too many calls of the runtime.',
      cause:
        'Calls and new sessions are limited for each account and second; a client that connects again and again uses them up.',
      remedy: [
        'Wait a few seconds, then restart the server entry once; let programs retry with growing pauses (AWS_RETRY_MODE=adaptive for the AWS CLI and SDKs).',
        'If it happens in normal work, ask for a higher InvokeAgentRuntime quota in Service Quotas.',
      ],
    },
  },
  {
    id: 'auth-mismatch',
    over: ['access-denied', 'http-401', 'http-403'],
    hints: ['authorization method mismatch', 'configured for a different authorization method', '(oauth or sigv4)'],
    pattern: /Authorization method mismatch|configured for a different authorization method|\(OAuth or SigV4\)/i,
    sources: [SOURCES.authMismatch],
    explain: (_, { auth }) => ({
      title: 'The client signs in the other way than the runtime expects.',
      cause: `${auth ? `${BY_WAY[auth]} ` : ''}A runtime takes AWS signatures or tokens, never both; an update that left the authorizer out changes it.`,
      remedy: ['Take the client configuration that Slipway shows now, or change how callers sign in.'],
      actions: [{ type: 'connect-client' }],
    }),
  },
  {
    id: 'missing-token',
    over: ['http-401', 'http-403'],
    hints: ['missing authentication token', 'missingauthenticationtoken', 'missing bearer token'],
    pattern: /Missing ?Authentication ?Token|Missing bearer token/i,
    sources: [SOURCES.oauth],
    explain: (_, { status }) =>
      status === 403
        ? {
            title: 'AWS does not know this address.',
            cause: 'The path is wrong: it must end in /invocations, with the ARN encoded once.',
            remedy: ['Copy the endpoint URL from Overview.'],
            actions: [{ type: 'connect-client' }],
          }
        : {
            title: 'The call carried no token, or went to a wrong address.',
            cause: 'There was no Authorization header with a bearer token, or the path does not end in /invocations.',
            remedy: [
              'Take the client configuration again: it has the address and the header; check that the variable with the token is set where the client starts.',
              'If the answer was 403, the address is wrong: the ARN is percent-encoded once.',
            ],
            actions: [{ type: 'connect-client' }],
          },
  },
  {
    id: 'not-acceptable',
    hints: ['not acceptable', '-32011', 'mcprequestunacceptable', 'http 406', 'status 406', 'code 406'],
    pattern:
      /Not Acceptable\b|(?:error|code)"? ?:? ?-32011\b|\bMcpRequestUnacceptable\b|\b(?:HTTP|status|status code) ?:?\(? ?406\b/i,
    sources: [SOURCES.accept],
    explain: {
      title: 'The client asks for an answer in the wrong form.',
      cause: 'Its Accept header must name application/json and text/event-stream.',
      remedy: [
        'With curl add -H "Accept: application/json, text/event-stream".',
        'Else use a current MCP client, or look for a proxy that changes headers.',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'content-type',
    over: ['rpc-request', 'http-400', 'http-415'],
    hints: ['content-type must be', 'invalid content-type'],
    pattern: /Content-Type must be application\/json|Invalid Content-Type header/i,
    where: ['paste', 'call'],
    sources: [SOURCES.accept],
    explain: {
      title: 'The request does not say that it is JSON.',
      cause: 'The header Content-Type is missing, or is not application/json.',
      remedy: ['With curl add -H "Content-Type: application/json"; else use a current MCP client.'],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'arn-not-encoded',
    over: ['http-400', 'http-403', 'http-404', 'http-405', 'missing-token'],
    hints: ['/runtimes/arn:aws'],
    pattern:
      /(?:\b40[0345]\b|not found|forbidden|error|missing).{0,400}\/runtimes\/arn:aws[\w-]{0,10}:|\/runtimes\/arn:aws[\w-]{0,10}:.{0,400}(?:\b40[0345]\b|not found|forbidden)/i,
    where: ['paste', 'call'],
    sources: [SIGN_IN_SOURCES.invoke],
    explain: {
      title: 'The ARN in the address is not percent-encoded.',
      cause:
        'AgentCore takes the ARN as one part of the path, so its colons and slashes have to be encoded: %3A for ":" and %2F for "/".',
      remedy: [
        'Copy the URL from the client configuration here; it looks like …/runtimes/arn%3Aaws%3Abedrock-agentcore%3AREGION%3AACCOUNT%3Aruntime%2FID/invocations?qualifier=DEFAULT.',
        'In Python: urllib.parse.quote(arn, safe=""); in JavaScript: encodeURIComponent(arn).',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'path-unknown',
    over: ['http-403', 'http-404'],
    hints: ['unknownoperationexception'],
    pattern: /<UnknownOperationException\/?>|\b404\b.{0,400}UnknownOperationException/i,
    where: ['paste', 'call'],
    sources: [SIGN_IN_SOURCES.invoke],
    certainty: 'likely',
    explain: {
      title: 'AWS has nothing at the path of this URL.',
      cause:
        'The ARN in it is not percent-encoded, so its slash splits the path, or the path does not end in /invocations; sessions and rights have no part in this.',
      remedy: [
        'Copy the URL from the client configuration here; it looks like …/runtimes/arn%3Aaws%3Abedrock-agentcore%3AREGION%3AACCOUNT%3Aruntime%2FID/invocations?qualifier=DEFAULT.',
        'Clients that discover sign-in ask for other paths first (/.well-known/…, /register): if only those fail, this answer means nothing.',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'arn-encoded-twice',
    over: ['http-400', 'http-403', 'http-404'],
    hints: ['arn%253a'],
    pattern: /arn%253Aaws/i,
    sources: [SIGN_IN_SOURCES.invoke],
    explain: {
      title: 'The ARN in the address is percent-encoded twice.',
      cause: 'The percent signs themselves were encoded again (%253A), so AgentCore reads another ARN.',
      remedy: ['Encode it once: %3A for ":" and %2F for "/"; give programs that encode by themselves the plain ARN.'],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'wrong-endpoint',
    over: ['http-404', 'access-denied'],
    hints: ['no endpoint or agent found', 'qualifier', 'runtime endpoint'],
    pattern:
      /No endpoint or agent found|(?:qualifier|runtime endpoint) ?['"]?[\w-]{0,60}['"]? .{0,60}(?:not found|does not exist|invalid)|(?:unknown|invalid) qualifier/i,
    sources: [SIGN_IN_SOURCES.invoke],
    explain: {
      title: 'The runtime has no endpoint of this name.',
      cause:
        'The qualifier in the URL names an endpoint that does not exist, or the runtime is in another region or account.',
      remedy: [
        'Use qualifier=DEFAULT, or a name that stands under Endpoints of the runtime; check region and runtime ID too.',
      ],
      command: 'aws bedrock-agentcore-control list-agent-runtime-endpoints --agent-runtime-id ID',
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'runtime-internal',
    certainty: 'likely',
    hints: ['internalserverexception'],
    pattern: /InternalServerException.{0,60}InvokeAgentRuntime/,
    sources: [SIGN_IN_SOURCES.invoke],
    explain: {
      title: 'AgentCore had an internal error.',
      cause: 'It does not say more; most of these pass.',
      remedy: [
        "Test again in a minute; if it keeps happening, read the runtime's logs, and the AWS Health Dashboard of the region.",
      ],
      actions: [{ type: 'open-logs' }],
    },
  },
  {
    id: 'cannot-assume-role',
    over: ['not-mcp-answer', 'role-refused'],
    hints: ['unable to as'],
    pattern: /Unable to assume (?:the )?execution role|'message': 'Unable to as(?:sume)?\b.{0,80}|Unable to as\.\.\./i,
    sources: [SOURCES.permissions],
    explain: {
      title: 'AgentCore cannot assume the execution role of the runtime.',
      cause:
        'The role was deleted, or its trust policy does not name bedrock-agentcore.amazonaws.com for this account and region; the answer is an error of AgentCore, not of MCP.',
      remedy: [
        'Look at the execution role: it must exist, and its trust policy must allow sts:AssumeRole to bedrock-agentcore.amazonaws.com with fitting aws:SourceAccount and aws:SourceArn.',
        'A role that was made again under the same name needs a launch of the runtime.',
      ],
      actions: [{ type: 'edit-role' }],
    },
  },
  {
    id: 'not-mcp-answer',
    isFallback: true,
    over: ['task-group'],
    certainty: 'likely',
    hints: ['jsonrpcmessage', 'jsonrpcrequest', 'parsing json response', 'parse json response', 'zoderror'],
    pattern:
      /validation errors? for (?:JSONRPCMessage|union\[JSONRPC)|Error parsing JSON response|ZodError: .{0,300}jsonrpc/i,
    sources: [SIGN_IN_SOURCES.invoke],
    explain: {
      title: 'The answer is an error of AgentCore, not an MCP message.',
      cause: 'The MCP client cannot read an answer such as {"message": …} and hides its words in input_value.',
      remedy: [
        'Read input_value: its message is the real error; explain that one.',
        'Test the connection here: the test shows the whole answer. Frequent ones: the execution role cannot be assumed, calls are throttled, the runtime is gone.',
      ],
      actions: [{ type: 'test-connection' }],
    },
  },
])

export const INBOUND_RULES = [...CALL_RULES, ...INBOUND_SESSION_RULES]
