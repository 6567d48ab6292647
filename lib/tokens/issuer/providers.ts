/** Where an identity provider puts what AgentCore calls the client, and what its access tokens have as audience. */
export type Provider = {
  name: 'Microsoft Entra ID' | 'Okta' | 'Auth0' | 'Keycloak' | 'Google'
  /** Of the discovery URL. */
  pattern: RegExp
  /** Claim that holds the client id in access tokens; AgentCore's list of clients looks at `client_id` only. */
  clientClaim: 'azp' | 'cid'
  /** What the audience of its access tokens is, as the end of a sentence. */
  audience: string
}

/** Source: the providers' documentation of access tokens. Those of Cognito have `client_id` and no `aud`. */
const PROVIDERS: Provider[] = [
  {
    name: 'Microsoft Entra ID',
    pattern: /^https:\/\/(login\.microsoftonline\.(com|us)|login\.partner\.microsoftonline\.cn|sts\.windows\.net)\//,
    clientClaim: 'azp',
    audience: 'the application (client) ID of the API, with accessTokenAcceptedVersion 2 in its manifest',
  },
  {
    name: 'Okta',
    pattern: /^https:\/\/[\w.-]+\.(okta|oktapreview|okta-emea|okta-gov)\.com\//,
    clientClaim: 'cid',
    audience: 'the audience of the custom authorization server',
  },
  {
    name: 'Auth0',
    pattern: /^https:\/\/[\w.-]+\.auth0\.com\//,
    clientClaim: 'azp',
    audience: 'the identifier of the API, which the client has to ask for',
  },
  {
    name: 'Keycloak',
    pattern: /^https?:\/\/[^/]+\/(?:[\w-]+\/)?realms\/[^/]+\/\.well-known\//,
    clientClaim: 'azp',
    audience: 'what an audience mapper of the client puts there; account without one',
  },
  {
    name: 'Google',
    pattern: /^https:\/\/accounts\.google\.com\//,
    clientClaim: 'azp',
    audience: 'the client ID, in ID tokens only: nobody else can read the access tokens',
  },
]

/** The provider behind a discovery URL; undefined for Cognito and any other. */
export function providerOf(discoveryUrl: string): Provider | undefined {
  return PROVIDERS.find(({ pattern }) => pattern.test(discoveryUrl))
}
