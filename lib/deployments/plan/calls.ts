import type {
  CreateRoleCommandInput,
  CreateUserPoolClientCommandInput,
  CreateUserPoolCommandInput,
  UpdateUserPoolClientCommandInput,
} from '@/lib/aws/types'
import type { RuntimeConfig } from '@/lib/deployments/observe/observed'
import type { Tags } from '@/lib/deployments/spec/names'

type Call<Operation extends string, Input> = { operation: Operation; input: Input }

/** Every write that a plan can ask for, as plain data, named as IAM names the action. Tokens and passwords are added when it is performed. */
export type AwsCall =
  | Call<'iam:CreateRole', CreateRoleCommandInput>
  | Call<'iam:UpdateAssumeRolePolicy', { RoleName: string; PolicyDocument: string }>
  | Call<'iam:TagRole', { RoleName: string; Tags: { Key: string; Value: string }[] }>
  | Call<'iam:PutRolePolicy', { RoleName: string; PolicyName: string; PolicyDocument: string }>
  | Call<'iam:DeleteRolePolicy', { RoleName: string; PolicyName: string }>
  | Call<'iam:AttachRolePolicy', { RoleName: string; PolicyArn: string }>
  | Call<'iam:DetachRolePolicy', { RoleName: string; PolicyArn: string }>
  | Call<'iam:DeleteRole', { RoleName: string }>
  | Call<'cognito-idp:CreateUserPool', CreateUserPoolCommandInput>
  | Call<'cognito-idp:CreateUserPoolClient', CreateUserPoolClientCommandInput>
  | Call<'cognito-idp:UpdateUserPoolClient', UpdateUserPoolClientCommandInput>
  | Call<'cognito-idp:AdminCreateUser', { UserPoolId: string; Username: string; MessageAction: 'SUPPRESS' }>
  | Call<'cognito-idp:AdminSetUserPassword', { UserPoolId: string; Username: string }>
  | Call<'cognito-idp:DeleteUserPool', { UserPoolId: string }>
  | Call<'bedrock-agentcore:CreateAgentRuntime', RuntimeConfig & { agentRuntimeName: string; tags: Tags }>
  | Call<'bedrock-agentcore:UpdateAgentRuntime', RuntimeConfig & { agentRuntimeId: string }>
  | Call<'bedrock-agentcore:DeleteAgentRuntime', { agentRuntimeId: string }>
  | Call<'bedrock-agentcore:DeleteAgentRuntimeEndpoint', { agentRuntimeId: string; endpointName: string }>
  | Call<'bedrock-agentcore:TagResource', { resourceArn: string; tags: Tags }>
  | Call<'logs:CreateLogGroup', { logGroupName: string; tags: Tags }>
  | Call<'logs:PutRetentionPolicy', { logGroupName: string; retentionInDays: number }>
  | Call<'logs:DeleteRetentionPolicy', { logGroupName: string }>
  | Call<'logs:TagResource', { resourceArn: string; tags: Tags }>
  | Call<'logs:DeleteLogGroup', { logGroupName: string }>

export type OperationName = AwsCall['operation']
