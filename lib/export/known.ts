/** What a format has words for, in the API's names; true: all below it. */
export type Known = true | { [member: string]: Known }

const names = (text: string): { [member: string]: Known } =>
  Object.fromEntries(text.split(/\s+/).map((name) => [name, true]))

/** What AWS::BedrockAgentCore::Runtime takes (schema of 2026-10-20). */
export const CLOUDFORMATION_RUNTIME: Known = {
  ...names('agentRuntimeName roleArn description platformVersion environmentVariables tags agentRuntimeArtifact'),
  networkConfiguration: { networkMode: true, networkModeConfig: names('subnets securityGroups') },
  protocolConfiguration: { serverProtocol: true },
  lifecycleConfiguration: names('idleRuntimeSessionTimeout maxLifetime'),
  requestHeaderConfiguration: { requestHeaderAllowlist: true },
  capacityProviderConfiguration: { capacityProviderArn: true },
  filesystemConfigurations: names('sessionStorage efsAccessPoint s3FilesAccessPoint capacityProviderVolume'),
  authorizerConfiguration: {
    customJWTAuthorizer: names(
      `discoveryUrl allowedAudience allowedClients allowedScopes customClaims allowedWorkloadConfiguration privateEndpoint
      privateEndpointOverrides`,
    ),
  },
}

/** What AWS::Cognito::UserPool (and the API) takes, beside name and tags. */
export const POOL_MEMBERS: Known = names(
  `AccountRecoverySetting AdminCreateUserConfig AliasAttributes AutoVerifiedAttributes DeletionProtection
  DeviceConfiguration EmailConfiguration EmailVerificationMessage EmailVerificationSubject IssuerConfiguration
  KeyConfiguration LambdaConfig MfaConfiguration Policies Schema SmsAuthenticationMessage SmsConfiguration
  SmsVerificationMessage UserAttributeUpdateSettings UserPoolAddOns UserPoolTier UsernameAttributes
  UsernameConfiguration VerificationMessageTemplate`,
)

/** What AWS::Cognito::UserPoolClient takes, beside name, pool and secret. */
export const CLIENT_MEMBERS: Known = names(
  `AccessTokenValidity AllowedOAuthFlows AllowedOAuthFlowsUserPoolClient AllowedOAuthScopes AnalyticsConfiguration
  AuthSessionValidity CallbackURLs DefaultRedirectURI EnablePropagateAdditionalUserContextData EnableTokenRevocation
  ExplicitAuthFlows IdTokenValidity LogoutURLs PreventUserExistenceErrors ReadAttributes RefreshTokenRotation
  RefreshTokenValidity SupportedIdentityProviders TokenValidityUnits WriteAttributes`,
)

/** What aws_bedrockagentcore_agent_runtime takes (hashicorp/aws 6, autumn 2026). */
export const TERRAFORM_RUNTIME: Known = {
  ...names('agentRuntimeName roleArn description environmentVariables tags agentRuntimeArtifact'),
  networkConfiguration: { networkMode: true, networkModeConfig: names('subnets securityGroups') },
  protocolConfiguration: { serverProtocol: true },
  lifecycleConfiguration: names('idleRuntimeSessionTimeout maxLifetime'),
  requestHeaderConfiguration: { requestHeaderAllowlist: true },
  filesystemConfigurations: names('sessionStorage efsAccessPoint s3FilesAccessPoint'),
  authorizerConfiguration: {
    customJWTAuthorizer: names(
      `discoveryUrl allowedAudience allowedClients allowedScopes customClaims allowedWorkloadConfiguration privateEndpoint
      privateEndpointOverrides`,
    ),
  },
}

/** What aws_cognito_user_pool takes, in the API's names. */
export const TERRAFORM_POOL: Known = {
  ...(POOL_MEMBERS as { [member: string]: Known }),
  ...{ IssuerConfiguration: {}, KeyConfiguration: {} },
  SmsConfiguration: names('ExternalId SnsCallerArn SnsRegion'),
}
