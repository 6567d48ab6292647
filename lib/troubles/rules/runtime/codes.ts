import { RPC, SIGNATURE_REFUSED, STATUS, TOKEN_REFUSED } from '@/lib/troubles/codes'
import { type Explained, type Rule, rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'
import { SIGN_IN_SOURCES } from '@/lib/troubles/sources-sign-in'

/** Ids that say more than the number; the others are `http-STATUS`. */
const IDS: Record<number, string> = { 402: 'quota-used', 409: 'session-busy', 413: 'payload-too-large' }

const PHRASES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  413: '(?:Request Entity|Payload|Content) Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable (?:Entity|Content)',
  424: 'Failed Dependency',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service (?:Temporarily )?Unavailable',
  504: 'Gateway Time-?out',
}

/** JSON-RPC codes of AgentCore that mean the status and nothing else; -32001 and -32002 have other meanings as well. */
const CODES: Record<number, number[]> = {
  400: [-32006],
  403: [-32002],
  404: [-32004],
  409: [-32005],
  424: [-32010],
  429: [-32003],
}

const LOGS = ["Read the runtime's logs: the last lines before the failure say why."]

/** What a pasted text needs in other words than a test of Slipway's. */
const PASTED: Record<number, Partial<Explained>> = {
  401: {
    ...TOKEN_REFUSED,
    remedy: [
      'Get a fresh access token, and put it into the Authorization header of the server entry ("Bearer " and the token, once); then restart the entry.',
      'If a fresh one is refused too, compare its iss, client_id, aud and scope with the authorizer of the runtime.',
    ],
    apart: 'A runtime that takes AWS signatures answers 403, never 401.',
    actions: [{ type: 'refresh-token' }, { type: 'test-connection' }],
  },
  403: {
    title: 'The runtime refuses this caller.',
    cause:
      'With AWS signatures, the credentials may not call bedrock-agentcore:InvokeAgentRuntime, are expired, or the call was not signed; with tokens, the token is unreadable; or it is the wrong one of the two ways.',
    remedy: [
      'See under Overview how the runtime authenticates: AWS signatures need mcp-proxy-for-aws in the client, tokens need the header "Authorization: Bearer …".',
      'AWS signatures: sign in to AWS again, and let an administrator allow bedrock-agentcore:InvokeAgentRuntime on the runtime and its endpoints to the caller; the execution role needs nothing.',
      'Tokens: get a fresh access token and copy it whole.',
    ],
    apart:
      'The body of the answer tells: "not authorized to perform" is IAM, "OAuth authorization failed" the token, "Authorization method mismatch" the wrong way.',
    actions: [{ type: 'test-connection' }, { type: 'connect-client' }],
  },
  404: {
    remedy: [
      'Restart the server entry, which opens a new session.',
      'If it keeps happening, compare region, runtime ID and qualifier of the URL with Overview: the ARN is percent-encoded once, and the path ends in /invocations.',
    ],
    apart: 'After some minutes of work it is the session; at the first call it is the URL.',
    actions: [{ type: 'connect-client' }, { type: 'test-connection' }],
  },
  400: {
    cause: 'The runtime does not require MMDSv2, or client and server speak different versions of MCP.',
    remedy: [
      'Check MMDSv2 on its overview; editing and launching again switches it on.',
      'Update the client, or take a current image; the body of the answer says which it is.',
    ],
    actions: [{ type: 'test-connection' }],
  },
  424: { remedy: LOGS, actions: [{ type: 'open-logs' }] },
  500: { actions: [{ type: 'open-logs' }] },
  502: { actions: [{ type: 'open-logs' }] },
  504: {
    cause:
      'The server starts slowly or hangs, the image is not for arm64, or it does not listen on the port that AgentCore calls: 8000, unless the runtime has another.',
    actions: [{ type: 'open-logs' }],
  },
}

/** A text about an address that is not AgentCore's is about something else, and AWS's errors have names. */
const ELSEWHERE =
  '^(?!.{0,8000}?(?:An error occurred \\(|\\(Service: |ProxyError|Tunnel connection|\\bgoogleapi\\b|\\bgcloud\\b|AuthorizationFailed|Resource Group|\\bnginx\\b|\\bIIS\\b|Error 401\\.\\d|\\bdocker\\b|\\bdaemon\\b|\\bnpm\\b|\\bpypi\\b|\\bregistry\\b|\\bgh: |\\bgh auth\\b|\\bgithub\\b|\\bkubectl\\b|\\bopenai\\.|organization org-|\\banthropic\\.|\\bAPI Error: \\d|\\bapi_error\\b|rate_limit_error|exceeded retry limit, last status|\\bupstream (?:returned|status)|\\bistio|\\benvoy\\b|<center>nginx|server: (?:cloudflare|nginx)))(?!(?!.{0,8000}?bedrock-agentcore).{0,8000}?<(?:!DOCTYPE )?html)(?!.{0,8000}?https?:\\/\\/(?!(?:[\\w.-]{1,120}\\.)?bedrock-agentcore|127\\.|localhost|vpce-|developer\\.mozilla|errors\\.pydantic|aws-mcp\\.|[\\w.-]{1,80}\\.example(?![\\w.-])))'

/** Whether another server than AgentCore says in its header or page that it answered. */
export function isForeignAnswer(text: string): boolean {
  return (
    /^(?:[<*] ?)?server: ?(?:istio|envoy|nginx|cloudflare)|<center>nginx|<(?:!doctype )?html/im.test(text) &&
    !/bedrock-agentcore/i.test(text)
  )
}

function statusRule(status: number): Parameters<typeof rulesOf>[1][number] {
  const phrase = PHRASES[status] ?? ''
  const rpc = CODES[status] ?? []
  const forms = [
    `\\bHTTP(?:\\/[\\d.]{1,3})?(?: ?status| error)?(?: code)?[ :=(]{1,2}${status}\\b`,
    `\\bstatus(?: code)?[ :=(]{1,3}${status}\\b`,
    `\\b(?:error|code)[ :=(]{1,3}${status}\\b`,
    `\\b${status} status\\b`,
    `(?<!" )\\b${status}:? (?:Client Error: |Server Error: )?${phrase}`,
    ...rpc.map((code) => `\\b(?:error|code)"? ?:? ?${code}\\b`),
  ]
  return {
    id: IDS[status] ?? `http-${status}`,
    certainty: 'possible',
    isFallback: true,
    over: ['task-group', 'client-not-connected'],
    where: ['paste'],
    hints: hintsOf(status, rpc),
    pattern: new RegExp(`${ELSEWHERE}.{0,8000}?(?:${forms.join('|')})`, 'i'),
    sources: [SOURCES.contract, SIGN_IN_SOURCES.invoke],
    explain: { ...(STATUS[status] ?? SIGNATURE_REFUSED), ...PASTED[status] },
  }
}

/** The pieces that the forms end or begin with: a number alone is in too many lines. */
function hintsOf(status: number, rpc: number[]): string[] {
  const before = [
    'http ',
    'http: ',
    'http/1.1 ',
    'http/2 ',
    'status ',
    'status: ',
    'status=',
    'status (',
    'code ',
    'code: ',
    'code=',
    'code (',
    'error ',
    'error: ',
    'error (',
    'error=',
    'code:',
    'status:',
    'error:',
    'http:',
  ]
  const after = [' status', ': ', ' client error', ' server error']
  const phrase = (PHRASES[status] ?? '')
    .toLowerCase()
    .split(/[^a-z ]/)[0]
    ?.trim()
  return [
    ...before.map((piece) => `${piece}${status}`),
    ...after.map((piece) => `${status}${piece}`.trim()),
    ...(phrase ? [`${status} ${phrase}`] : (PHRASE_HINTS[status] ?? [])),
    ...rpc.map(String),
  ].filter((hint) => hint.length >= 4)
}

const PHRASE_HINTS: Record<number, string[]> = { 413: ['413 request', '413 payload', '413 content'] }

export const STATUS_IDS: ReadonlySet<string> = new Set(
  Object.keys(PHRASES).map((status) => IDS[Number(status)] ?? `http-${status}`),
)

/** [id, code, the code's words] */
const RPC_IDS: [string, number, string][] = [
  ['rpc-parse', -32700, 'Parse error'],
  ['rpc-request', -32600, 'Invalid Request\\b'],
  ['rpc-method', -32601, 'Method not found'],
  ['rpc-internal', -32603, 'An internal error'],
]

function rpcRule([id, code, words]: (typeof RPC_IDS)[number]): Parameters<typeof rulesOf>[1][number] {
  return {
    id,
    certainty: 'possible',
    isFallback: true,
    where: ['paste'],
    hints: [String(code)],
    pattern: new RegExp(`(?:error|code)"? ?:? ?${code}\\b|${code}.{0,20}${words}`, 'i'),
    sources: [SOURCES.contract],
    explain: { ...(RPC[code] ?? SIGNATURE_REFUSED), actions: [{ type: 'test-connection' }] },
  }
}

/** What a number alone says, of a text in which nothing else is known. */
export const CODE_RULES: Rule[] = rulesOf('inbound', [
  ...Object.keys(PHRASES).map((status) => statusRule(Number(status))),
  ...RPC_IDS.map(rpcRule),
])
