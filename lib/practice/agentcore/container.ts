import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from '@/lib/practice/agentcore/answer'
import { runtimeArn } from '@/lib/practice/agentcore/arns'
import { isTrue, loguru, requestLine } from '@/lib/practice/agentcore/container-log'
import { trustSource } from '@/lib/practice/agentcore/execution-role'
import { extraLines } from '@/lib/practice/agentcore/extra-lines'
import type { Actor, Services } from '@/lib/practice/agentcore/in-process'
import type { MicroVm } from '@/lib/practice/agentcore/microvm'
import { type JsonRpc, refuse } from '@/lib/practice/agentcore/platform-errors'
import { writeLog } from '@/lib/practice/agentcore/runtime-log'
import { hostRefusal, isApiServer, startUp } from '@/lib/practice/agentcore/start-up'
import { assumeExecutionRole } from '@/lib/practice/assume'
import { serveMcp } from '@/lib/practice/mcp/serve'
import type { Call, RawRequest } from '@/lib/practice/service'

const HEALTH_CHECK_FAILED =
  'Runtime health check failed or timed out. Please make sure that health check is implemented according to the requirements.'

const RENEW_BEFORE_MS = 600_000

/** Forwards a request to the container of a session, starting it first when it is new. */
export async function forward(
  vm: MicroVm,
  request: RawRequest,
  rpc: JsonRpc,
  context: { call: Call; services: Services },
): Promise<Answer> {
  const { call } = context
  const actor = actAsRole(vm, call, context.services, rpc)
  const { config } = vm.version
  vm.lastUsedAt = call.now()

  if (!vm.hasStarted) {
    await start(vm, actor, rpc)
  }
  const refusal = hostRefusal(config)

  if (refusal !== undefined) {
    const now = call.now()
    await writeLog(vm, actor, [
      loguru(now, 'ERROR', 'middleware.http_header_validation_middleware:on_request:61', refusal),
      requestLine(now, 403),
    ])
    throw refuse('runtime-client', received(403), rpc.id)
  }
  if (isStateful(vm) && request.headers['mcp-session-id'] === undefined && rpc.method !== 'initialize') {
    throw refuse('runtime-client', received(400), rpc.id)
  }
  const answer = await serveMcp(request, { actor, config, log: (lines) => writeLog(vm, actor, lines) })
  vm.lastUsedAt = call.now()
  await writeLog(vm, actor, [requestLine(call.now(), answer.status), ...extraLines(call.switches, call.now())])

  if (answer.status >= 400) {
    throw refuse('runtime-client', received(answer.status), rpc.id)
  }
  return answer
}

async function start(vm: MicroVm, actor: Actor, { id }: JsonRpc): Promise<void> {
  const { coldStartMs, coldStartFails } = actor.call.switches
  const { isHealthy, lines } = startUp(vm.version.config, actor.call.now())
  await sleep(coldStartMs)
  await writeLog(vm, actor, lines)

  if (!isHealthy) {
    throw refuse('runtime-client', HEALTH_CHECK_FAILED, id)
  }
  vm.hasStarted = true

  if (coldStartFails) {
    throw refuse('runtime-client', received(502), id)
  }
}

/** The container's credentials are the execution role's, renewed before they expire. */
function actAsRole(vm: MicroVm, call: Call, services: Services, { id }: JsonRpc): Actor {
  const regional = { ...call, region: vm.region }
  const known = vm.credentials

  if (known && known.expiresAt > call.now() + RENEW_BEFORE_MS) {
    return { call: regional, identity: known.identity, services }
  }
  const arn = runtimeArn({ id: vm.runtimeId, region: vm.region })
  const assumed = assumeExecutionRole(regional, vm.version.config.roleArn ?? '', {
    ...trustSource(vm.region, arn),
    sessionName: `BedrockAgentCore-${vm.sessionId}`.slice(0, 64),
  })

  if (!assumed.ok) {
    throw refuse(
      'runtime-client',
      'Failed to assume the execution role of the agent. Please verify that it exists and trusts this service.',
      id,
    )
  }
  vm.credentials = { identity: assumed.identity, expiresAt: assumed.credentials.expiration.getTime() }
  return { call: regional, identity: assumed.identity, services }
}

function isStateful({ version }: MicroVm): boolean {
  return isApiServer(version.config) && !isTrue(version.config.environmentVariables?.AWS_API_MCP_STATELESS_HTTP)
}

function received(status: number): string {
  return `Received error (${status}) from runtime. Please check your CloudWatch logs for more information.`
}
