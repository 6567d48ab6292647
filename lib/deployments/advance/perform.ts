import 'server-only'
import { randomUUID } from 'node:crypto'
import { singleShotWriteClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import type { AwsClients } from '@/lib/aws/read-clients'
import type { CreateAgentRuntimeCommandInput, UpdateAgentRuntimeCommandInput } from '@/lib/aws/types'
import type { OneTimeSecret } from '@/lib/deployments/model'
import type { AwsCall, CallInputs, OperationName } from '@/lib/deployments/plan/calls'
import { generatePassword } from '@/lib/tokens/user-pool/password'
import type { Writer } from '@/lib/writer'

export type Performed = { durationMs: number; requestId: string | undefined; secret: OneTimeSecret | undefined }

/** Sends one write, once, and throws what AWS throws. The caller looks at AWS again before anything is repeated. */
export async function perform(writer: Writer, connection: Connection, call: AwsCall): Promise<Performed> {
  const started = performance.now()
  const secret =
    call.operation === 'cognito-idp:AdminSetUserPassword'
      ? { userName: call.input.Username, password: generatePassword() }
      : undefined
  const extras = { clientToken: randomUUID(), password: secret?.password ?? '' }
  const { $metadata } = await send(singleShotWriteClients(writer, connection), call, extras)
  const durationMs = Math.round(performance.now() - started)
  const { requestId } = $metadata

  return { durationMs, requestId, secret }
}

function send<O extends OperationName>(clients: AwsClients, { operation, input }: AwsCall<O>, extras: Extras): Answer {
  return CALLS[operation](clients, input, extras)
}

/** A fresh token for each attempt: AWS refuses a used one after it has rejected its request. */
type Extras = { clientToken: string; password: string }

type Answer = Promise<{ $metadata: { requestId?: string | undefined } }>

/** How each write of a plan is sent: an operation that is missing here doesn't compile. */
const CALLS: { [O in OperationName]: (clients: AwsClients, input: CallInputs[O], extras: Extras) => Answer } = {
  'iam:CreateRole': ({ iam }, input) => iam.createRole(input),
  'iam:UpdateAssumeRolePolicy': ({ iam }, input) => iam.updateAssumeRolePolicy(input),
  'iam:TagRole': ({ iam }, input) => iam.tagRole(input),
  'iam:PutRolePolicy': ({ iam }, input) => iam.putRolePolicy(input),
  'iam:DeleteRolePolicy': ({ iam }, input) => iam.deleteRolePolicy(input),
  'iam:AttachRolePolicy': ({ iam }, input) => iam.attachRolePolicy(input),
  'iam:DetachRolePolicy': ({ iam }, input) => iam.detachRolePolicy(input),
  'iam:DeleteRole': ({ iam }, input) => iam.deleteRole(input),
  'iam:CreatePolicy': ({ iam }, input) => iam.createPolicy(input),
  'iam:DeletePolicy': ({ iam }, input) => iam.deletePolicy(input),
  'cognito-idp:CreateUserPool': ({ cognito }, input) => cognito.createUserPool(input),
  'cognito-idp:CreateUserPoolClient': ({ cognito }, input) => cognito.createUserPoolClient(input),
  'cognito-idp:UpdateUserPoolClient': ({ cognito }, input) => cognito.updateUserPoolClient(input),
  'cognito-idp:AdminCreateUser': ({ cognito }, input) => cognito.adminCreateUser(input),
  'cognito-idp:AdminSetUserPassword': ({ cognito }, input, { password }) =>
    cognito.adminSetUserPassword({ ...input, Password: password, Permanent: true }),
  'cognito-idp:DeleteUserPool': ({ cognito }, input) => cognito.deleteUserPool(input),
  'bedrock-agentcore:CreateAgentRuntime': ({ agentcoreControl }, input, { clientToken }) =>
    agentcoreControl.createAgentRuntime({ ...(input as object as CreateAgentRuntimeCommandInput), clientToken }),
  'bedrock-agentcore:UpdateAgentRuntime': ({ agentcoreControl }, input, { clientToken }) =>
    agentcoreControl.updateAgentRuntime({ ...(input as object as UpdateAgentRuntimeCommandInput), clientToken }),
  'bedrock-agentcore:DeleteAgentRuntime': ({ agentcoreControl }, input, { clientToken }) =>
    agentcoreControl.deleteAgentRuntime({ ...input, clientToken }),
  'bedrock-agentcore:DeleteAgentRuntimeEndpoint': ({ agentcoreControl }, input, { clientToken }) =>
    agentcoreControl.deleteAgentRuntimeEndpoint({ ...input, clientToken }),
  'bedrock-agentcore:TagResource': ({ agentcoreControl }, input) => agentcoreControl.tagResource(input),
  'bedrock-agentcore:UntagResource': ({ agentcoreControl }, input) => agentcoreControl.untagResource(input),
  'logs:CreateLogGroup': ({ logs }, input) => logs.createLogGroup(input),
  'logs:PutRetentionPolicy': ({ logs }, input) => logs.putRetentionPolicy(input),
  'logs:DeleteRetentionPolicy': ({ logs }, input) => logs.deleteRetentionPolicy(input),
  'logs:TagResource': ({ logs }, input) => logs.tagResource(input),
  'logs:DeleteLogGroup': ({ logs }, input) => logs.deleteLogGroup(input),
}
