import type { FailedCall } from '@/lib/mcp/model'
import { RPC, RPC_TO_STATUS, SIGNATURE_REFUSED, STATUS, TOKEN_REFUSED } from '@/lib/troubles/codes'
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
  remedy: ["Test again; if it keeps happening, read the runtime's logs."],
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
