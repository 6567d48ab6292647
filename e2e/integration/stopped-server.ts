import { BedrockAgentCore } from '@aws-sdk/client-bedrock-agentcore'
import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { IAM } from '@aws-sdk/client-iam'
import { actor, connection, connectTo, launch, must, sigv4Spec, startTestPractice } from '@/e2e/integration/support'
import { getRuntime, listRuntimes } from '@/lib/runtimes/queries'
import type { StopReport } from '@/lib/stop/model'
import { resumeRuntime, stopRuntime } from '@/lib/stop/stop'

export const REASON = 'it read what it should not'

/** A launched server, to be stopped and resumed, and AWS's own clients to look at it with. */
export async function serverToStop() {
  const practice = await startTestPractice()
  connectTo(practice)
  await launch(sigv4Spec)
  const { url: endpoint, region, accessKeyId, secretAccessKey } = practice
  const config = { endpoint, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 }
  const control = new BedrockAgentCoreControl(config)
  const data = new BedrockAgentCore(config)
  const iam = new IAM(config)
  const listed = must(await listRuntimes(connection))
  let runtime = must(await getRuntime(connection, listed[0]?.id ?? ''))

  /** The runtime as it is now, which all that follows is about then. */
  async function reread() {
    runtime = must(await getRuntime(connection, runtime.id))
    return runtime
  }

  /** Everything that a stop may touch, as AWS has it. */
  async function everything() {
    const [inline, attached, tags, ...policies] = await Promise.all([
      iam.listRolePolicies({ RoleName: runtime.roleName }),
      iam.listAttachedRolePolicies({ RoleName: runtime.roleName }),
      iam.listRoleTags({ RoleName: runtime.roleName }),
      ...[runtime.arn, `${runtime.arn}/runtime-endpoint/DEFAULT`].map((resourceArn) =>
        control.getResourcePolicy({ resourceArn }).then(
          ({ policy }) => policy,
          ({ name }: Error) => name,
        ),
      ),
    ])
    return { inline: inline.PolicyNames, attached: attached.AttachedPolicies, tags: tags.Tags, policies }
  }

  function invoke() {
    return data.invokeAgentRuntime({
      agentRuntimeArn: runtime.arn,
      contentType: 'application/json',
      accept: 'application/json, text/event-stream',
      payload: Buffer.from('{"jsonrpc":"2.0","id":1,"method":"ping"}'),
    })
  }

  /** Begins a session, as a client does. */
  function initialize() {
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'elsewhere', version: '1' } }
    return data.invokeAgentRuntime({
      agentRuntimeArn: runtime.arn,
      contentType: 'application/json',
      accept: 'application/json, text/event-stream',
      payload: Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })),
    })
  }

  const stop = (more: { isRoleShared?: boolean } = {}) =>
    stopRuntime(actor, connection, runtime, { reason: REASON, verifyMs: 3000, ...more })
  const resume = () => resumeRuntime(actor, connection, runtime)
  return { practice, runtime, reread, control, iam, everything, invoke, initialize, stop, resume }
}

export function outcomes({ steps }: StopReport) {
  return steps.map(({ outcome }) => outcome)
}
