/** True for an app client whose tokens a program gets with the client's own secret, and nobody signs in for. */
export function isMachineClient(oauthFlows: readonly string[] | undefined, authFlows: readonly string[] | undefined) {
  const signsIn = authFlows?.some((flow) => /USER_PASSWORD_AUTH$|^ALLOW_USER_AUTH$/.test(flow)) ?? false
  return (oauthFlows?.includes('client_credentials') ?? false) && !signsIn
}

/** The call that gets a token for a machine (Cognito developer guide, "Token endpoint"). The secret is asked for by curl, and in no history. */
export function tokenEndpointCommand(clientId: string, region: string, scopes: readonly string[] = []): string {
  const scope = scopes.length > 0 ? ` --data-urlencode 'scope=${scopes.join(' ')}'` : ''
  return `curl --user ${clientId} --data grant_type=client_credentials${scope} https://YOUR-DOMAIN.auth.${region}.amazoncognito.com/oauth2/token`
}
