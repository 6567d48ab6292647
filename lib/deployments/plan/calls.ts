import type {
  CreateRoleCommandInput,
  CreateUserPoolClientCommandInput,
  CreateUserPoolCommandInput,
  UpdateUserPoolClientCommandInput,
} from '@/lib/aws/types'
import type { RuntimeConfig } from '@/lib/deployments/observe/observed'
import type { Tags } from '@/lib/deployments/spec/names'

/** What each write that a plan can ask for is sent, named as IAM names the action. Tokens and passwords are added when it is performed. */
export type CallInputs = {
  'iam:CreateRole': CreateRoleCommandInput
  'iam:UpdateAssumeRolePolicy': { RoleName: string; PolicyDocument: string }
  'iam:TagRole': { RoleName: string; Tags: { Key: string; Value: string }[] }
  'iam:PutRolePolicy': { RoleName: string; PolicyName: string; PolicyDocument: string }
  'iam:DeleteRolePolicy': { RoleName: string; PolicyName: string }
  'iam:AttachRolePolicy': { RoleName: string; PolicyArn: string }
  'iam:DetachRolePolicy': { RoleName: string; PolicyArn: string }
  'iam:DeleteRole': { RoleName: string }
  'iam:CreatePolicy': {
    PolicyName: string
    PolicyDocument: string
    Description: string
    Tags: { Key: string; Value: string }[]
  }
  'iam:DeletePolicy': { PolicyArn: string }
  'cognito-idp:CreateUserPool': CreateUserPoolCommandInput
  'cognito-idp:CreateUserPoolClient': CreateUserPoolClientCommandInput
  'cognito-idp:UpdateUserPoolClient': UpdateUserPoolClientCommandInput
  'cognito-idp:AdminCreateUser': { UserPoolId: string; Username: string; MessageAction: 'SUPPRESS' }
  'cognito-idp:AdminSetUserPassword': { UserPoolId: string; Username: string }
  'cognito-idp:DeleteUserPool': { UserPoolId: string }
  'bedrock-agentcore:CreateAgentRuntime': RuntimeConfig & { agentRuntimeName: string; tags: Tags }
  'bedrock-agentcore:UpdateAgentRuntime': RuntimeConfig & { agentRuntimeId: string }
  'bedrock-agentcore:DeleteAgentRuntime': { agentRuntimeId: string }
  'bedrock-agentcore:DeleteAgentRuntimeEndpoint': { agentRuntimeId: string; endpointName: string }
  'bedrock-agentcore:TagResource': { resourceArn: string; tags: Tags }
  'bedrock-agentcore:UntagResource': { resourceArn: string; tagKeys: string[] }
  'logs:CreateLogGroup': { logGroupName: string; tags: Tags }
  'logs:PutRetentionPolicy': { logGroupName: string; retentionInDays: number }
  'logs:DeleteRetentionPolicy': { logGroupName: string }
  'logs:TagResource': { resourceArn: string; tags: Tags }
  'logs:DeleteLogGroup': { logGroupName: string }
}

export type OperationName = keyof CallInputs

/** One write, as plain data. */
export type AwsCall<O extends OperationName = OperationName> = {
  [Operation in O]: { operation: Operation; input: CallInputs[Operation] }
}[O]
