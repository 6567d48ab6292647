import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepWholeBodies, wholeBody } from '@/lib/aws/whole-bodies'
import { applyAuthorizer, planAuthorizer } from '@/lib/deployments/advance/authorizer-change'
import { advanceRollback } from '@/lib/deployments/advance/rollback'
import { planDeployment } from '@/lib/deployments/plan/queries'
import { specFromRuntime } from '@/lib/deployments/setup/export'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import type { Practice } from '@/lib/practice/server/start'
import { configurationOf } from '@/lib/runtimes/configuration'
import { getRuntime } from '@/lib/runtimes/queries'
import {
  actor,
  connection,
  connectTo,
  jwtSpec,
  launch,
  REGION,
  runToEnd,
  sigv4Spec,
  startTestPractice,
} from './support'

let practice: Practice
let other: BedrockAgentCoreControl

beforeEach(async () => {
  practice = await startTestPractice()
  connectTo(practice)
  const { url: endpoint, ...credentials } = practice
  other = new BedrockAgentCoreControl({ endpoint, region: REGION, credentials })
  keepWholeBodies(other, {
    reads: ['GetAgentRuntime'],
    writes: { UpdateAgentRuntime: { labels: ['agentRuntimeId'] } },
  })
})

afterEach(() => practice.close())

async function bodyOf(agentRuntimeId: string, agentRuntimeVersion?: string) {
  return wholeBody(await other.getAgentRuntime({ agentRuntimeId, agentRuntimeVersion }))
}

const NEWER = {
  allowedPorts: [{ port: 8088 }],
  filesystemConfigurations: [{ s3BucketMount: { bucket: 'b', mountPath: '/mnt/b' } }],
  resourceConfigurations: [{ minimumMemoryInMiB: 2048, futureUnit: 'x' }],
  futureField: { deep: [{ one: 1 }] },
}

const NESTED = {
  protocolConfiguration: { port: 8080, path: '/agent/mcp', futureOne: true },
  lifecycleConfiguration: { futureTwo: 2 },
  networkConfiguration: { futureThree: { x: [] } },
  agentRuntimeArtifact: { containerConfiguration: { futureFour: 4 } },
}

type Members = Record<string, Record<string, Record<string, unknown>>>

/** Launches, and then somebody else sets what neither the SDK nor Slipway knows. Gives the runtime's id. */
async function launched(spec: DeploymentSpec): Promise<string> {
  expect((await launch(spec)).last.state).toBe('done')
  const { agentRuntimes } = await other.listAgentRuntimes({})
  const agentRuntimeId = agentRuntimes?.[0]?.agentRuntimeId ?? ''
  await setNewer(agentRuntimeId)
  return agentRuntimeId
}

async function setNewer(agentRuntimeId: string, changes: object = {}): Promise<void> {
  const live = configurationOf(await bodyOf(agentRuntimeId)) as Members
  const { containerConfiguration } = live.agentRuntimeArtifact ?? {}
  const merged = {
    protocolConfiguration: { ...live.protocolConfiguration, ...NESTED.protocolConfiguration },
    lifecycleConfiguration: { ...live.lifecycleConfiguration, ...NESTED.lifecycleConfiguration },
    networkConfiguration: { ...live.networkConfiguration, ...NESTED.networkConfiguration },
    agentRuntimeArtifact: { containerConfiguration: { ...containerConfiguration, futureFour: 4 } },
  }
  await other.updateAgentRuntime({ ...live, ...NEWER, ...merged, ...changes, agentRuntimeId } as never)
}

describe('where an image serves, and its memory', () => {
  const server = { ...sigv4Spec.server, port: 8080, path: '/agent/mcp', minimumMemoryMiB: 1024 }
  const environment = { ...sigv4Spec.environment, AWS_API_MCP_PORT: '8080' }
  const spec: DeploymentSpec = { ...sigv4Spec, server, environment }

  it('are launched and exported as the spec says, and need no change then', async () => {
    expect((await launch(spec)).last.state).toBe('done')
    const id = (await other.listAgentRuntimes({})).agentRuntimes?.[0]?.agentRuntimeId ?? ''
    expect(await bodyOf(id)).toMatchObject({
      protocolConfiguration: { serverProtocol: 'MCP', port: 8080, path: '/agent/mcp' },
      resourceConfigurations: [{ minimumMemoryInMiB: 1024 }],
    })
    expect(await specFromRuntime(connection, id)).toEqual({ ok: true, data: spec })
    for (const same of [spec, { ...sigv4Spec, environment }]) {
      const plan = await planDeployment(connection, same)
      expect(plan.ok && plan.data.changes.every(({ verb }) => verb === 'none')).toBe(true)
    }
  })
})

describe('members that neither the SDK nor Slipway knows', () => {
  it('survive an update, and make no difference of their own', async () => {
    const id = await launched(sigv4Spec)
    const before = await planDeployment(connection, sigv4Spec)
    // Port and memory are others than were noted, and the spec leaves them to AWS: only the note is due.
    const due = before.ok ? before.data.changes.filter(({ verb }) => verb !== 'none').map(({ id: row }) => row) : []
    expect(due).toEqual(['runtime-tags'])
    expect((await launch({ ...sigv4Spec, lifecycle: { idleSeconds: 600, maxSeconds: 3600 } })).last.state).toBe('done')
    expect(await bodyOf(id)).toMatchObject({ ...NEWER, ...NESTED, agentRuntimeVersion: '4' })
    expect(await bodyOf(id)).toMatchObject({ lifecycleConfiguration: { idleRuntimeSessionTimeout: 600 } })
  })

  it('come back with the version that had them', async () => {
    const id = await launched(sigv4Spec)
    const { futureField: _, ...without } = configurationOf(await bodyOf(id))
    await other.updateAgentRuntime({ ...without, protocolConfiguration: undefined, agentRuntimeId: id } as never)
    expect(await bodyOf(id)).not.toHaveProperty('futureField')
    const { last } = await runToEnd((options) => advanceRollback(actor, connection, id, '3', options))
    expect(last.state).toBe('done')
    expect(await bodyOf(id)).toMatchObject({ ...NEWER, ...NESTED, agentRuntimeVersion: '5' })
  })

  it('survive another authorizer, inside of it too', async () => {
    const id = await launched(jwtSpec)
    const live = (await bodyOf(id)) as Members
    const customJWTAuthorizer = { ...live.authorizerConfiguration?.customJWTAuthorizer, futureFive: ['a'] }
    await setNewer(id, { authorizerConfiguration: { customJWTAuthorizer } })
    const { discoveryUrl, allowedClients } = customJWTAuthorizer as unknown as {
      discoveryUrl: string
      allowedClients: string[]
    }
    const lists = { allowedAudience: [], allowedScopes: ['tools'], customClaims: [] }
    const form = { discoveryUrl, allowedClients, ...lists }
    const plan = await planAuthorizer(connection, id, form)
    const fingerprint = plan.ok ? plan.data.fingerprint : ''
    expect(await applyAuthorizer(actor, connection, id, { ...form, fingerprint })).toMatchObject({ ok: true })
    expect(await bodyOf(id)).toMatchObject({
      ...NEWER,
      ...NESTED,
      authorizerConfiguration: { customJWTAuthorizer: { allowedScopes: ['tools'], futureFive: ['a'] } },
    })
  })

  it('survive the step that requires version 2 of the metadata service', async () => {
    const id = await launched(sigv4Spec)
    await setNewer(id, { metadataConfiguration: { requireMMDSV2: false, futureSix: 6 } })
    expect((await launch(sigv4Spec)).last.state).toBe('done')
    expect(await bodyOf(id)).toMatchObject({
      ...NEWER,
      ...NESTED,
      metadataConfiguration: { futureSix: 6, requireMMDSV2: true },
    })
  })

  it('are part of a version’s configuration, and in nobody’s way when the runtime is edited', async () => {
    const id = await launched(sigv4Spec)
    const runtime = await getRuntime(connection, id)
    expect(runtime.ok && runtime.data.configuration).toMatchObject({ ...NEWER, ...NESTED })
    expect((await specFromRuntime(connection, id)).ok).toBe(true)
  })
})
