/** SDK shapes that domains map from. Types only: nothing here reaches a bundle. */
export type {
  AgentRuntime,
  AgentRuntimeEndpoint,
  AuthorizerConfiguration,
  GetAgentRuntimeResponse,
} from '@aws-sdk/client-bedrock-agentcore-control'
