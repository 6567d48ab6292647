const source = (label: string, href: string) => ({ label, href })
const github = (path: string) => source(path.replace(/\/(issues|pull)\//, ' #'), `https://github.com/${path}`)
const cognito = (operation: string) =>
  source(
    `Cognito: ${operation}`,
    `https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_${operation}.html`,
  )

/** Where the causes of refused sign-ins and tokens are known from. */
export const SIGN_IN_SOURCES = {
  oauth: source('OAuth 2.0: error responses', 'https://www.rfc-editor.org/rfc/rfc6749#section-5.2'),
  pkce: source('RFC 7636: PKCE', 'https://www.rfc-editor.org/rfc/rfc7636'),
  metadata: source('RFC 9728: protected resource metadata', 'https://www.rfc-editor.org/rfc/rfc9728'),
  device: source('RFC 8628: device flow', 'https://www.rfc-editor.org/rfc/rfc8628#section-3.5'),
  jwt: source('RFC 7519: JSON web token', 'https://www.rfc-editor.org/rfc/rfc7519'),
  bearer: source('RFC 6750: bearer tokens', 'https://www.rfc-editor.org/rfc/rfc6750'),
  entra: source(
    'Microsoft Entra: error codes',
    'https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes',
  ),
  google: source(
    'Google: OAuth authorization errors',
    'https://developers.google.com/identity/protocols/oauth2/web-server#authorization-errors',
  ),
  entraResource: github('punkpeye/mcp-remote/issues/217'),
  entraScope: github('anthropics/claude-code/issues/73460'),
  authorize: source(
    'Cognito: authorize endpoint',
    'https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html',
  ),
  token: source(
    'Cognito: token endpoint',
    'https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html',
  ),
  initiateAuth: cognito('InitiateAuth'),
  createClient: cognito('CreateUserPoolClient'),
  createDomain: cognito('CreateUserPoolDomain'),
  createUser: cognito('AdminCreateUser'),
  answerChallenge: cognito('RespondToAuthChallenge'),
  getUser: cognito('GetUser'),
  revokeToken: cognito('RevokeToken'),
  transports: source('MCP: transports', 'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports'),
  lifecycle: source(
    'MCP: version negotiation',
    'https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle',
  ),
  invoke: source(
    'AgentCore: InvokeAgentRuntime',
    'https://docs.aws.amazon.com/bedrock-agentcore/latest/APIReference/API_InvokeAgentRuntime.html',
  ),
}
