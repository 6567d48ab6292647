import type { Explained } from '@/lib/troubles/model'

/** AgentCore sends these as JSON-RPC errors, mostly inside HTTP 200; each means the same as the status. */
export const RPC_TO_STATUS: Record<number, number> = {
  [-32001]: 401,
  [-32002]: 403,
  [-32003]: 429,
  [-32004]: 404,
  [-32005]: 409,
  [-32006]: 400,
  [-32010]: 424,
  [-32011]: 406,
}

/** What a JSON-RPC code says by itself. */
export const RPC: Record<number, Explained> = {
  [-32700]: {
    title: 'The server could not read the request as JSON.',
    cause: 'The body was cut, empty, or is no JSON: shells change quotes, and proxies change bodies.',
    remedy: ['Send one JSON-RPC object with Content-Type application/json; with curl put the body into single quotes.'],
  },
  [-32600]: {
    title: 'The server does not take the request for a valid one.',
    cause: 'Client and server speak different versions of the protocol.',
    remedy: ['Take a current image of the server and a current client, and test again.'],
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
    remedy: ["Test again; if it keeps happening, read the runtime's logs."],
  },
}

/** What the status of AgentCore's answer says by itself. Of 401 and 403 see TOKEN_REFUSED and SIGNATURE_REFUSED. */
export const STATUS: Record<number, Explained> = {
  400: {
    title: 'AgentCore does not accept the request.',
    cause: 'The runtime cannot be called as it is set up, most often because MMDSv2 is not required on it.',
    remedy: ['Check MMDSv2 on its overview; editing and launching again switches it on.'],
  },
  402: {
    title: 'A quota of the account is used up.',
    cause: 'There are too many sessions or runtimes.',
    remedy: ['Wait for idle sessions to end, or ask AWS for a higher quota.'],
  },
  404: {
    title: 'AgentCore does not find the runtime, the endpoint or the session.',
    cause: 'It was deleted, or the session ended: after 15 minutes without a call, or 8 hours in all.',
    remedy: ['Test again, which opens a new session; in a client, restart the server entry.'],
  },
  405: {
    title: 'This address does not take this kind of request.',
    cause: 'Calls are POST requests to the address that ends in /invocations; a GET for a stream may be refused.',
    remedy: ['Copy the URL from the client configuration; let the client use streamable HTTP, not SSE.'],
  },
  406: {
    title: 'The Accept header is not what AgentCore wants.',
    cause: 'It must name application/json and text/event-stream.',
    remedy: ['Something between Slipway and AWS changes headers; check proxies.'],
  },
  408: {
    title: 'The request took too long to arrive.',
    cause: 'The network or a proxy is slow, or the client stopped sending.',
    remedy: ['Test again; if it keeps happening, try without proxy or VPN.'],
  },
  409: {
    title: 'The session is busy, or being changed.',
    cause: 'Another call on the same session is in progress, or the runtime is being updated.',
    remedy: ['Wait a few seconds and test again.'],
  },
  413: {
    title: 'The request is too large.',
    cause: 'AgentCore takes up to 100 MB for a call, and proxies often less.',
    remedy: ['Send a smaller request: put large data into S3, and give its address.'],
  },
  415: {
    title: 'The request does not say that it is JSON.',
    cause: 'Content-Type must be application/json.',
    remedy: ['Set the header Content-Type: application/json, or use a current MCP client.'],
  },
  421: {
    title: 'The server refuses the host name that AgentCore sends.',
    cause: 'Images 1.4.0 to 1.5.1 have a known bug here, even with all hosts allowed.',
    remedy: ['Take another image version, and launch again.'],
  },
  422: {
    title: 'The server does not accept the fields of the request.',
    cause:
      'The server in the container wants another body: it is not an MCP server, or the runtime has another protocol.',
    remedy: ['Check under Overview that the protocol is MCP and the image is an MCP server.'],
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
  500: {
    title: 'AgentCore or the server had an internal error.',
    cause: 'It does not say more.',
    remedy: ["Test again; if it keeps happening, read the runtime's logs."],
  },
  502: {
    title: 'The container gave no proper answer.',
    cause: 'The server inside crashed, listens elsewhere, or the runtime has another protocol than MCP.',
    remedy: ["Read the runtime's logs, and check that the protocol under Overview is MCP."],
  },
  503: {
    title: 'The service is not available for the moment.',
    cause: 'AWS has no room for a new session just now, or the container was still starting.',
    remedy: [
      'Wait some seconds and test again; if it keeps happening, look at the AWS Health Dashboard of the region.',
    ],
  },
  504: {
    title: 'AgentCore waited for the container in vain.',
    cause:
      'The image is not for arm64, or the server does not listen on the port that AgentCore calls: 8000, unless the runtime has another.',
    remedy: ["Check the image under Overview, and the runtime's logs."],
  },
}

export const TOKEN_REFUSED: Explained = {
  title: 'The runtime does not accept the token.',
  cause: 'It is missing, expired, from another issuer, or not an access token of the allowed app client.',
  remedy: ['Get a fresh access token; its claims are checked against the authorizer there.'],
}

export const SIGNATURE_REFUSED: Explained = {
  title: 'The runtime does not accept the AWS signature.',
  cause: 'The credentials of this connection are wrong, or may not call bedrock-agentcore:InvokeAgentRuntime.',
  remedy: ['Choose another connection, or ask an administrator to allow the call.'],
}
