import 'server-only'
import { randomUUID } from 'node:crypto'
import { singleShotClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import type { CreateAgentRuntimeCommandInput, UpdateAgentRuntimeCommandInput } from '@/lib/aws/types'
import type { OneTimeSecret } from '@/lib/deployments/model'
import type { AwsCall } from '@/lib/deployments/plan/calls'
import { generatePassword } from '@/lib/tokens/user-pool/password'

export type Performed = { durationMs: number; requestId?: string; secret?: OneTimeSecret }

/** Sends one write, once, and throws what AWS throws. The caller looks at AWS again before anything is repeated. */
export async function perform(connection: Connection, call: AwsCall): Promise<Performed> {
  const started = performance.now()
  const secret =
    call.operation === 'cognito-idp:AdminSetUserPassword'
      ? { userName: call.input.Username, password: generatePassword() }
      : undefined
  const { $metadata } = await send(connection, call, secret?.password ?? '')
  const durationMs = Math.round(performance.now() - started)
  const { requestId } = $metadata

  return { durationMs, ...(requestId === undefined ? {} : { requestId }), ...(secret ? { secret } : {}) }
}

type Answer = Promise<{ $metadata: { requestId?: string | undefined } }>

function send(connection: Connection, call: AwsCall, password: string): Answer {
  return sendIam(connection, call) ?? sendRuntime(connection, call) ?? sendOther(connection, call, password)
}

function sendIam(connection: Connection, { operation, input }: AwsCall): Answer | undefined {
  const { iam } = singleShotClients(connection)

  switch (operation) {
    case 'iam:CreateRole':
      return iam.createRole(input)
    case 'iam:UpdateAssumeRolePolicy':
      return iam.updateAssumeRolePolicy(input)
    case 'iam:TagRole':
      return iam.tagRole(input)
    case 'iam:PutRolePolicy':
      return iam.putRolePolicy(input)
    case 'iam:DeleteRolePolicy':
      return iam.deleteRolePolicy(input)
    case 'iam:AttachRolePolicy':
      return iam.attachRolePolicy(input)
    case 'iam:DetachRolePolicy':
      return iam.detachRolePolicy(input)
    case 'iam:DeleteRole':
      return iam.deleteRole(input)
    default:
      return undefined
  }
}

/** A fresh token for each attempt: AWS refuses a used one after it has rejected its request. */
function sendRuntime(connection: Connection, { operation, input }: AwsCall): Answer | undefined {
  const { agentcoreControl } = singleShotClients(connection)
  const clientToken = randomUUID()

  switch (operation) {
    case 'bedrock-agentcore:CreateAgentRuntime':
      return agentcoreControl.createAgentRuntime({
        ...(input as object as CreateAgentRuntimeCommandInput),
        clientToken,
      })
    case 'bedrock-agentcore:UpdateAgentRuntime':
      return agentcoreControl.updateAgentRuntime({
        ...(input as object as UpdateAgentRuntimeCommandInput),
        clientToken,
      })
    case 'bedrock-agentcore:DeleteAgentRuntime':
      return agentcoreControl.deleteAgentRuntime({ ...input, clientToken })
    case 'bedrock-agentcore:DeleteAgentRuntimeEndpoint':
      return agentcoreControl.deleteAgentRuntimeEndpoint({ ...input, clientToken })
    case 'bedrock-agentcore:TagResource':
      return agentcoreControl.tagResource(input)
    default:
      return undefined
  }
}

function sendOther(connection: Connection, { operation, input }: AwsCall, password: string): Answer {
  const { cognito, logs } = singleShotClients(connection)

  switch (operation) {
    case 'cognito-idp:CreateUserPool':
      return cognito.createUserPool(input)
    case 'cognito-idp:CreateUserPoolClient':
      return cognito.createUserPoolClient(input)
    case 'cognito-idp:UpdateUserPoolClient':
      return cognito.updateUserPoolClient(input)
    case 'cognito-idp:AdminCreateUser':
      return cognito.adminCreateUser(input)
    case 'cognito-idp:AdminSetUserPassword':
      return cognito.adminSetUserPassword({ ...input, Password: password, Permanent: true })
    case 'cognito-idp:DeleteUserPool':
      return cognito.deleteUserPool(input)
    case 'logs:CreateLogGroup':
      return logs.createLogGroup(input)
    case 'logs:PutRetentionPolicy':
      return logs.putRetentionPolicy(input)
    case 'logs:DeleteRetentionPolicy':
      return logs.deleteRetentionPolicy(input)
    case 'logs:TagResource':
      return logs.tagResource(input)
    case 'logs:DeleteLogGroup':
      return logs.deleteLogGroup(input)
    default:
      throw new Error(`${operation} is not a call that a plan makes.`)
  }
}
