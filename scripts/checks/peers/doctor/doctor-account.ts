import assert from 'node:assert/strict'
import { actor, connection, jwtSpec, launch, sigv4Spec } from '@/e2e/integration/support'
import { writeClients } from '@/lib/aws/clients'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { testConnection } from '@/lib/mcp/tester/test-connection'
import { getRuntime, listRuntimes } from '@/lib/runtimes/queries'

/** Two runtimes, one of each kind of sign-in, and some log lines of the first. */
export async function launchBoth(): Promise<void> {
  const tokens: DeploymentSpec = { ...jwtSpec, name: 'tokens', executionRole: { ...role(), name: 'slipway-tokens' } }

  for (const spec of [sigv4Spec, tokens]) {
    const { last } = await launch(spec)
    assert.equal(last.state, 'done', JSON.stringify(last))
  }
  const listed = await listRuntimes(connection)
  const id = listed.ok ? (listed.data.find(({ name }) => name === sigv4Spec.name)?.id ?? '') : ''
  const runtime = await getRuntime(connection, id)
  assert.ok(runtime.ok)
  await testConnection(connection, runtime.data, { type: 'sigv4' })
}

/** A runtime that was made without the update that AWS asks for since MMDSv2. */
export async function makeUnprepared(): Promise<void> {
  const { agentcoreControl, iam } = writeClients(actor, connection)
  const { Role } = await iam.getRole({ RoleName: 'slipway-tokens' })
  await agentcoreControl.createAgentRuntime({
    agentRuntimeName: 'unprepared',
    agentRuntimeArtifact: { containerConfiguration: { containerUri: sigv4Spec.server.image } },
    roleArn: Role?.Arn,
    networkConfiguration: { networkMode: 'PUBLIC' },
    protocolConfiguration: { serverProtocol: 'MCP' },
  })
}

function role() {
  assert.equal(jwtSpec.executionRole.mode, 'create')
  return jwtSpec.executionRole as Extract<DeploymentSpec['executionRole'], { mode: 'create' }>
}
