import { setTimeout as sleep } from 'node:timers/promises'
import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { IAM } from '@aws-sdk/client-iam'

/** More than a page of roles, so that whoever reads the first page only is found out. */
export const ROLES = Array.from({ length: 103 }, (_, index) => `sdks-${String(index).padStart(3, '0')}`)
export const RUNTIME = 'sdks'

const IMAGE = 'public.ecr.aws/awslabs-mcp/awslabs/aws-api-mcp-server:1.5.6'
const PROPAGATION_LIMIT_MS = 60_000

const document = (statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] })
const TRUST = document({ Principal: { Service: 'bedrock-agentcore.amazonaws.com' }, Action: 'sts:AssumeRole' })
const BASE = document({ Action: ['ecr:*', 'ecr-public:*', 'logs:*'], Resource: '*' })

/** What the programs are to find. */
export async function seed(env: Record<string, string>): Promise<void> {
  const { AWS_ENDPOINT_URL: endpoint = '', AWS_REGION: region = '' } = env
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = env
  const options = { endpoint, region, credentials: { accessKeyId, secretAccessKey } }
  const iam = new IAM(options)

  for (const RoleName of ROLES) {
    await iam.createRole({ RoleName, AssumeRolePolicyDocument: TRUST })
  }
  const [RoleName = ''] = ROLES
  await iam.putRolePolicy({ RoleName, PolicyName: 'base', PolicyDocument: BASE })
  const { Role } = await iam.getRole({ RoleName })
  await createRuntime(new BedrockAgentCoreControl(options), Role?.Arn ?? '')
}

/** As on AWS, a role is not at once known everywhere. */
async function createRuntime(control: BedrockAgentCoreControl, roleArn: string): Promise<void> {
  const runtime = {
    agentRuntimeName: RUNTIME,
    roleArn,
    agentRuntimeArtifact: { containerConfiguration: { containerUri: IMAGE } },
    networkConfiguration: { networkMode: 'PUBLIC' as const },
    protocolConfiguration: { serverProtocol: 'MCP' as const },
  }
  for (const began = Date.now(); ; await sleep(1000)) {
    try {
      await control.createAgentRuntime(runtime)
      return
    } catch (error) {
      if (Date.now() - began > PROPAGATION_LIMIT_MS) {
        throw error
      }
    }
  }
}
