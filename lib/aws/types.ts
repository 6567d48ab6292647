/** SDK shapes that domains map from. Types only: nothing here reaches a bundle. */
export type { ValidatePolicyFinding as AnalyzerFinding } from '@aws-sdk/client-accessanalyzer'
export type {
  AgentRuntime,
  AgentRuntimeEndpoint,
  AuthorizerConfiguration,
  CreateAgentRuntimeCommandInput,
  CustomClaimValidationType as CustomClaimRule,
  GetAgentRuntimeEndpointResponse,
  GetAgentRuntimeResponse,
  UpdateAgentRuntimeCommandInput,
} from '@aws-sdk/client-bedrock-agentcore-control'
export type { FilteredLogEvent, LogGroup } from '@aws-sdk/client-cloudwatch-logs'
export type {
  CreateUserPoolClientCommandInput,
  CreateUserPoolCommandInput,
  UpdateUserPoolClientCommandInput,
  UpdateUserPoolCommandInput,
  UserPoolClientType,
  UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider'
export type { CreateRoleCommandInput, Role, Tag as IamTag } from '@aws-sdk/client-iam'
