import { randomBytes } from 'node:crypto'
import type { CreateAgentRuntimeRequest, CreateAgentRuntimeResponse } from '@aws-sdk/client-bedrock-agentcore-control'
import { ACCOUNT_ID, PARTITION } from '@/lib/practice/account'
import { identityDirectoryArn, runtimeArn, workloadIdentityArn } from '@/lib/practice/agentcore/arns'
import { checkConfig, refuseServiceS3Endpoint } from '@/lib/practice/agentcore/control/check-config'
import { checkRole } from '@/lib/practice/agentcore/control/execution-role'
import { onceForToken } from '@/lib/practice/agentcore/control/idempotency'
import { runtimeOf, tagContext } from '@/lib/practice/agentcore/control/lookup'
import { latestVersion, versionStatus } from '@/lib/practice/agentcore/control/status'
import { addVersion, configOf } from '@/lib/practice/agentcore/control/versions'
import { checkIssuer } from '@/lib/practice/agentcore/data/issuer'
import { conflict, quotaExceeded } from '@/lib/practice/agentcore/errors'
import { agentCoreStore, type StoredRuntime } from '@/lib/practice/agentcore/store'
import { type AuthorizationRequest, type Call, operation } from '@/lib/practice/wire/service'

type Input = CreateAgentRuntimeRequest & { agentRuntimeName: string }

const RUNTIME_QUOTA = 1000

export const createAgentRuntime = operation<Input, CreateAgentRuntimeResponse>({
  authorization: needed,
  run: async (input, call) => {
    await checkIssuer(call, input)
    const id = onceForToken(call, input, () => create(input, call))
    const runtime = runtimeOf(call, { agentRuntimeId: id })
    const [first = latestVersion(runtime)] = runtime.versions

    return {
      agentRuntimeArn: runtimeArn(runtime),
      agentRuntimeId: id,
      agentRuntimeVersion: '1',
      createdAt: new Date(runtime.createdAt),
      status: versionStatus(first, call.now()),
      workloadIdentityDetails: { workloadIdentityArn: workloadIdentityArn(runtime) },
    }
  },
})

/** With a runtime come its workload identity and, for the account's first one, a service-linked role. */
function needed({ agentRuntimeName, tags, authorizerConfiguration }: Input, call: Call): AuthorizationRequest[] {
  const authorizer = authorizerConfiguration ? 'CUSTOM_JWT' : 'AWS_IAM'
  const context = { ...tagContext(tags), 'bedrock-agentcore:RuntimeAuthorizerType': authorizer }
  const requests: AuthorizationRequest[] = [
    { action: 'bedrock-agentcore:CreateAgentRuntime', resource: '*', context },
    {
      action: 'bedrock-agentcore:CreateWorkloadIdentity',
      resource: `${identityDirectoryArn(call.region)}/workload-identity/${agentRuntimeName}-*`,
    },
  ]

  if (agentCoreStore(call.state, call.now()).hasServiceLinkedRole) {
    return requests
  }
  const service = 'runtime-identity.bedrock-agentcore.amazonaws.com'
  const role = `role/aws-service-role/${service}/AWSServiceRoleForBedrockAgentCoreRuntimeIdentity`
  return [
    ...requests,
    {
      action: 'iam:CreateServiceLinkedRole',
      resource: `arn:${PARTITION}:iam::${ACCOUNT_ID}:${role}`,
      context: { 'iam:AWSServiceName': service },
    },
  ]
}

function create(input: Input, call: Call): string {
  const now = call.now()
  const store = agentCoreStore(call.state, now)
  const config = configOf(input)
  refuseServiceS3Endpoint(input)
  checkConfig(config)
  checkRole(call, config)
  refuseTakenName(input.agentRuntimeName, call)

  if (Object.keys(store.runtimes).length >= RUNTIME_QUOTA) {
    throw quotaExceeded(`The limit of ${RUNTIME_QUOTA} agent runtimes for this account is reached.`)
  }
  const runtime: StoredRuntime = {
    id: `${input.agentRuntimeName}-${randomSuffix()}`,
    name: input.agentRuntimeName,
    region: call.region,
    createdAt: now,
    updatedAt: now,
    tags: { ...input.tags },
    versions: [],
    nextVersion: 1,
    endpoints: [],
  }
  addVersion(runtime, call.switches.mmdsV2ByDefault ? withMmdsV2(config) : config, call)
  store.runtimes[runtime.id] = runtime
  store.hasServiceLinkedRole = true
  return runtime.id
}

function refuseTakenName(name: string, call: Call): void {
  const now = call.now()
  const { runtimes, reservedNames } = agentCoreStore(call.state, now)
  const isTaken = Object.values(runtimes).some((one) => one.name === name && one.region === call.region)
  const reservedUntil = reservedNames[`${call.region}/${name}`] ?? 0

  if (isTaken || reservedUntil > now) {
    throw conflict('An agent with the specified name already exists')
  }
}

function withMmdsV2(config: ReturnType<typeof configOf>) {
  return { ...config, metadataConfiguration: { requireMMDSV2: true } }
}

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function randomSuffix(): string {
  return [...randomBytes(10)].map((byte) => ALPHANUMERIC[byte % ALPHANUMERIC.length]).join('')
}
