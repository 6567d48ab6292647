import type { FailedCall } from '@/lib/mcp/model'
import type { Explained } from '@/lib/troubles/model'

/** The explanation by code alone, innermost layer first. Never empty-handed. */
export function explanationOfCode(call: FailedCall): Explained {
  const { command, tool, rpc, http, transport, auth } = call

  if (command?.isUnsent) {
    return COMMAND_REFUSED
  }
  if (command) {
    return DENIED.test(command.code ?? codeIn(command.message)) ? COMMAND_DENIED : COMMAND_FAILED
  }
  if (tool !== undefined) {
    return TOOL_FAILED
  }
  if (rpc) {
    return byRpcCode(rpc.code, auth)
  }
  if (http) {
    return byStatus(http.status, auth)
  }
  return transport?.kind === 'timeout' ? TIMED_OUT : UNREACHABLE
}

function byRpcCode(code: number, auth: 'sigv4' | 'jwt'): Explained {
  const status = RPC_TO_STATUS[code]
  return status === undefined ? (RPC[code] ?? unknown(`JSON-RPC error ${code}`)) : byStatus(status, auth)
}

function byStatus(status: number, auth: 'sigv4' | 'jwt'): Explained {
  if (status === 401 || status === 403) {
    return auth === 'jwt' ? TOKEN_REFUSED : SIGNATURE_REFUSED
  }
  return STATUS[status] ?? (status >= 500 ? AWS_FAILED : unknown(`HTTP ${status}`))
}

function unknown(code: string): Explained {
  return {
    title: `The runtime answered with ${code}.`,
    cause: 'This code is not one that AgentCore documents.',
    remedy: ["Read the other side's words below, and the runtime's logs."],
  }
}

/** AgentCore sends these as JSON-RPC errors, mostly inside HTTP 200 (agentcore facts, section 2.4). */
const RPC_TO_STATUS: Record<number, number> = {
  [-32001]: 401,
  [-32002]: 403,
  [-32003]: 429,
  [-32004]: 404,
  [-32005]: 409,
  [-32006]: 400,
  [-32010]: 424,
  [-32011]: 406,
}

const RPC: Record<number, Explained> = {
  [-32600]: {
    title: 'The server does not take the request for a valid one.',
    cause: 'Client and server speak different versions of the protocol.',
    remedy: ['Take a current image of the server, and test again.'],
  },
  [-32601]: {
    title: 'The server does not know this method.',
    cause: 'It speaks another version of the protocol, or it is not an MCP server.',
    remedy: ['Check the image under Overview.'],
  },
  [-32602]: {
    title: 'The server refuses the parameters.',
    cause:
      'Its tool takes other arguments than this test sends; through the local proxy it often means missing credentials or region.',
    remedy: ['Check the image under Overview; in a client, check that region and credentials are set.'],
  },
  [-32603]: {
    title: 'AgentCore or the server had an internal error.',
    cause: 'It does not say more.',
    remedy: ["Test again; if it stays, read the runtime's logs."],
  },
}

const STATUS: Record<number, Explained> = {
  400: {
    title: 'AgentCore does not accept the request.',
    cause: 'The runtime cannot be called as it is set up, most often because metadata version 2 is not required on it.',
    remedy: ['Check metadata version 2 under Overview; editing and launching again switches it on.'],
  },
  402: {
    title: 'A quota of the account is used up.',
    cause: 'There are too many sessions or runtimes.',
    remedy: ['Wait for idle sessions to end, or ask AWS for a higher quota.'],
  },
  404: {
    title: 'AgentCore does not find the runtime, the endpoint or the session.',
    cause: 'It was deleted, or the session ended: after 15 minutes without a call, or 8 hours in all.',
    remedy: ['Reload the page. In a client, restart the server entry, which opens a new session.'],
  },
  406: {
    title: 'The Accept header is not what AgentCore wants.',
    cause: 'It must name application/json and text/event-stream.',
    remedy: ['Something between Slipway and AWS changes headers; check proxies.'],
  },
  409: {
    title: 'The session is busy, or being changed.',
    cause: 'Another call on the same session is in progress, or the runtime is being updated.',
    remedy: ['Wait a few seconds and test again.'],
  },
  421: {
    title: 'The server refuses the host name that AgentCore sends.',
    cause: 'Images 1.4.0 to 1.5.1 have a known bug here, even with all hosts allowed.',
    remedy: ['Take another image version, and launch again.'],
  },
  424: {
    title: 'The container failed.',
    cause: 'The server inside crashed, did not start, or was still starting.',
    remedy: ["Read the runtime's logs: the last lines before the failure say why."],
  },
  429: {
    title: 'AWS asks to slow down.',
    cause: 'Too many calls or new sessions in a short time.',
    remedy: ['Wait a few seconds and test again.'],
  },
  504: {
    title: 'AgentCore waited for the container in vain.',
    cause:
      'The image is not for arm64, or the server does not listen on the port that AgentCore calls: 8000, unless the runtime has another.',
    remedy: ["Check the image under Overview, and the runtime's logs."],
  },
}

const TOKEN_REFUSED: Explained = {
  title: 'The runtime does not accept the token.',
  cause: 'It is missing, expired, from another issuer, or not an access token of the allowed app client.',
  remedy: ['Get a fresh access token; its claims are checked against the authorizer there.'],
}

const SIGNATURE_REFUSED: Explained = {
  title: 'The runtime does not accept the AWS signature.',
  cause: 'The credentials of this connection are wrong, or may not call bedrock-agentcore:InvokeAgentRuntime.',
  remedy: ['Choose another connection, or ask an administrator to allow the call.'],
}

const DENIED = /AccessDenied|Unauthorized|Forbidden/i

const COMMAND_DENIED: Explained = {
  title: 'AWS denied the command to the execution role.',
  cause: 'No policy of the role allows it, or one denies it.',
  remedy: ['Look at the policies under Permissions.'],
}

/** The CLI's own commands, such as `aws s3 ls`, give AWS's code in their text only. */
function codeIn(message: string): string {
  return /An error occurred \((\w+)\)/.exec(message)?.[1] ?? ''
}

const COMMAND_REFUSED: Explained = {
  title: 'The server did not run this command.',
  cause: 'It could not make an AWS request of it, so AWS was not asked, and no permission is missing.',
  remedy: [
    'Give one AWS CLI command without pipes or other shell syntax, with --query in place of jq or grep, and check the spelling of service, operation and options.',
  ],
}

const COMMAND_FAILED: Explained = {
  title: 'The server works, but the AWS command failed.',
  cause: 'AWS or the AWS CLI inside the server refused it.',
  remedy: ['Read its words below: they say what is wrong.'],
}

const TOOL_FAILED: Explained = {
  title: 'The tool call_aws reported an error.',
  cause: 'The server received the call and could not carry it out.',
  remedy: ["Read its words below, and the runtime's logs."],
}

const TIMED_OUT: Explained = {
  title: 'No answer in time.',
  cause: 'A cold start can take two minutes with a large image; a container that hangs never answers.',
  remedy: ["Test again; if it stays, read the runtime's logs."],
}

const UNREACHABLE: Explained = {
  title: 'The endpoint could not be reached.',
  cause: 'The network, a proxy or a firewall is in the way, or the region has no such endpoint.',
  remedy: ['Check the network and the region of the connection.'],
}

const AWS_FAILED: Explained = {
  title: 'AWS had an error of its own.',
  cause: 'It does not say more.',
  remedy: ['Wait a few seconds and test again.'],
}
