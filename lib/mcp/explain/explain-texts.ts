import type { Explanation, Trouble } from '@/lib/mcp/model'

type TextRule = { pattern: RegExp; explanation: (match: RegExpExecArray, trouble: Trouble) => Explanation }

/** The explanation of a message that AWS, AgentCore or the server is known to send; undefined for any other. */
export function explanationOfText(text: string, trouble: Trouble): Explanation | undefined {
  // What a server refuses by itself repeats the command's words, and those are no sign of a refused token or signature.
  const rules = trouble.command?.isUnsent ? SERVER_RULES : [...RULES, ...SERVER_RULES]

  for (const { pattern, explanation } of rules) {
    const match = pattern.exec(text)

    if (match) {
      return explanation(match, trouble)
    }
  }
  return undefined
}

const LOOK_AT_LOGS = "Read the runtime's logs: the last lines before the failure say why."

const RULES: TextRule[] = [
  {
    pattern: /Authorization method mismatch/i,
    explanation: (_, { auth }) => ({
      what: 'The runtime expects the other way of signing in.',
      why:
        auth === 'sigv4'
          ? 'The call was signed with AWS credentials, but this version of the runtime accepts tokens only. A runtime accepts one or the other, never both.'
          : 'The call carried a token, but this version of the runtime accepts AWS signatures only. A runtime accepts one or the other, never both.',
      remedy: 'Reload the page to see how the runtime authenticates now, or change it under Settings.',
    }),
  },
  {
    pattern: /Claim '([\w:-]+)'.{0,200}mismatch/i,
    explanation: ([, claim = '']) => ({
      what: `The token's claim "${claim}" is not what the runtime's authorizer allows.`,
      why: CLAIM_REASONS[claim] ?? 'The authorizer checks this claim, and the token holds another value.',
      remedy:
        claim === 'aud'
          ? 'Allow the app client instead of the audience on the runtime, and use the access token.'
          : 'Get an access token from the app client that the runtime allows.',
    }),
  },
  {
    pattern: /not MMDSv2-enabled/i,
    explanation: () => ({
      what: 'AWS refuses calls to this runtime until it requires metadata version 2.',
      why: 'Since 30 June 2026 a runtime without the setting requireMMDSV2 stays READY but cannot be called.',
      remedy: 'Open Settings, Edit and launch: Slipway switches the setting on and keeps everything else.',
    }),
  },
  {
    pattern: /initialization time exceeded/i,
    explanation: () => ({
      what: 'The container did not come up in time.',
      why: 'It starts too slowly or crashes at start, often because an environment variable is missing.',
      remedy: LOOK_AT_LOGS,
    }),
  },
  {
    pattern: /health check failed/i,
    explanation: () => ({
      what: 'AgentCore found no healthy MCP server in the container.',
      why: 'It must listen with protocol MCP on 0.0.0.0:8000 at /mcp, or where the runtime’s settings say. A crash at start or a VPC without a way out looks the same.',
      remedy: `Check AWS_API_MCP_HOST, AWS_API_MCP_PORT and the protocol under Overview. ${LOOK_AT_LOGS}`,
    }),
  },
  {
    pattern: /Failed to mount overlay/i,
    explanation: () => ({
      what: 'AgentCore could not mount the image.',
      why: 'Images with more than 53 layers and a USER that is not a number fail this way.',
      remedy: 'Rebuild the image with fewer layers or a numeric USER, then launch again.',
    }),
  },
  {
    pattern: /Received error \((\d+)\) from runtime/i,
    explanation: ([, status]) => ({
      what: `The container answered with HTTP ${status}.`,
      why: 'The server inside is up but fails, or the runtime has the wrong protocol: without protocol MCP every call ends so.',
      remedy: `Check that the protocol under Overview is MCP. ${LOOK_AT_LOGS}`,
    }),
  },
  {
    pattern: /maxVms limit exceeded/i,
    explanation: () => ({
      what: 'Too many sessions of this account are still alive.',
      why: 'Each session keeps a small machine until its idle time-out passes, 15 minutes by default.',
      remedy: 'Wait for idle sessions to end, close clients that are not needed, or set a shorter idle time-out.',
    }),
  },
  {
    pattern: /Missing Authentication Token/i,
    explanation: (_, { http }) =>
      http?.status === 403
        ? {
            what: 'AWS does not know this address.',
            why: 'The path is wrong: it must end in /invocations, with the ARN encoded once.',
            remedy: 'Copy the endpoint URL from Overview.',
          }
        : {
            what: 'No token reached the runtime.',
            why: 'The call carried no Authorization header with a bearer token.',
            remedy: 'Get a token, and run the test again with it.',
          },
  },
  {
    pattern: /token (has |is )?expired|expired token|security token included in the request is expired|ExpiredToken/i,
    explanation: (_, { auth }) => ({
      what: auth === 'jwt' ? 'The token has expired.' : 'The AWS credentials have expired.',
      why: 'They are valid for a limited time, and it has passed.',
      remedy:
        auth === 'jwt' ? 'Refresh the token and test again.' : 'Sign in to AWS again in a terminal and test again.',
    }),
  },
  {
    pattern: /failed to parse token|invalid (\w+ )?token|token .{0,200}(invalid|malformed)|invalid bearer/i,
    explanation: () => ({
      what: 'The runtime cannot use this token.',
      why: 'It is not a complete JWT, was signed by another issuer, or is about to expire: less than 60 seconds of life are not accepted.',
      remedy: 'Get a fresh access token from the user pool of this runtime.',
    }),
  },
  {
    pattern:
      /signature (we calculated|does not match|not match)|SignatureDoesNotMatch|InvalidSignature|UnrecognizedClient|InvalidClientTokenId/i,
    explanation: () => ({
      what: 'AWS does not accept the signature.',
      why: 'The credentials are wrong, or the computer’s clock is off by more than five minutes.',
      remedy: 'Check the connection under Settings and the clock.',
    }),
  },
  {
    pattern: /not authorized to perform:? (?<action>[\w-]+:\w+)(?: on resource:? (?<resource>\S+))?/i,
    explanation: ({ groups = {} }, { command, tool }) =>
      command || tool
        ? {
            what: `The execution role may not call ${groups.action}.`,
            why: 'Commands run with the permissions of the execution role, and no policy of it allows this.',
            remedy: `Allow ${groups.action}${groups.resource ? ` on ${groups.resource}` : ''} under Permissions, if the server should be able to do that.`,
          }
        : {
            what: `Your AWS credentials may not call ${groups.action}.`,
            why: 'The identity of this connection has no policy that allows it, or one that denies it.',
            remedy: 'Ask an administrator to allow it; Settings has a policy to hand over.',
          },
  },
  {
    pattern: /invalid host|(host|origin) header validation failed/i,
    explanation: () => ({
      what: 'The server refuses the host or origin that AgentCore sends.',
      why: 'AWS_API_MCP_ALLOWED_HOSTS or AWS_API_MCP_ALLOWED_ORIGINS is not *, or the image is one of 1.4.0 to 1.5.1, which have a known bug here.',
      remedy: 'Set both variables to * under Settings, Edit; if they are, take another image version.',
    }),
  },
]

/** What the server says when it is itself that does not run a command. */
const SERVER_RULES: TextRule[] = [
  {
    pattern: /denied by security policy|read only mode is enabled/i,
    explanation: () => ({
      what: 'The server itself refuses this command.',
      why: 'It runs with READ_OPERATIONS_ONLY, and the command is not a reading one.',
      remedy: 'Set READ_OPERATIONS_ONLY to false under Settings, Edit, if changes should be allowed.',
    }),
  },
  {
    pattern: /security policy enforcement(?: data failed)?|service reference document|read operations index/i,
    explanation: () => ({
      what: 'The server could not load its list of reading operations.',
      why: 'It fetches the list from servicereference.us-east-1.amazonaws.com at start, and the network has no way there.',
      remedy: 'Give the VPC a route to the internet (a NAT gateway), or use the public network.',
    }),
  },
  {
    pattern: /does not support elicitation/i,
    explanation: () => ({
      what: 'The server wanted to ask for consent and could not.',
      why: 'REQUIRE_MUTATION_CONSENT needs a stateful server and a client that can ask.',
      remedy: 'Switch REQUIRE_MUTATION_CONSENT off under Settings, Edit.',
    }),
  },
  {
    pattern: /No AWS credentials found|Unable to locate credentials/i,
    explanation: () => ({
      what: 'The server found no AWS credentials.',
      why: 'It gets them from the execution role through the metadata service, and that gave none.',
      remedy: "Check the role's trust policy under Permissions, and that metadata version 2 is on under Overview.",
    }),
  },
]

const CLAIM_REASONS: Record<string, string> = {
  client_id: 'An ID token was sent where the access token belongs, or the token comes from another app client.',
  aud: 'Access tokens of Cognito have no audience; only ID tokens do.',
  iss: 'The token comes from another user pool or issuer.',
}
