import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from '@/lib/practice/agentcore/answer'
import { runtimeArn } from '@/lib/practice/agentcore/arns'
import { isTrue, loguru, requestLine, uvicorn } from '@/lib/practice/agentcore/container/container-log'
import type { Actor, Services } from '@/lib/practice/agentcore/container/in-process'
import { forwardToProcess, startRealServer } from '@/lib/practice/agentcore/container/real-container'
import { writeLog } from '@/lib/practice/agentcore/container/runtime-log'
import type { RealServer } from '@/lib/practice/agentcore/container/server-process'
import { hostRefusal, isApiServer, startUp } from '@/lib/practice/agentcore/container/start-up'
import { trustSource } from '@/lib/practice/agentcore/control/execution-role'
import type { MicroVm } from '@/lib/practice/agentcore/data/microvm'
import { type JsonRpc, refuse } from '@/lib/practice/agentcore/data/platform-errors'
import { assumeExecutionRole } from '@/lib/practice/iam/access/assume'
import { serveMcp } from '@/lib/practice/mcp/serve'
import { userAgentOf } from '@/lib/practice/mcp/user-agent'
import type { Switches } from '@/lib/practice/wire/faults'
import type { Call, RawRequest } from '@/lib/practice/wire/service'

const HEALTH_CHECK_FAILED =
  'Runtime health check failed or timed out. Please make sure that health check is implemented according to the requirements.'

const SERVICE = 'bedrock-agentcore.amazonaws.com'

const RENEW_BEFORE_MS = 600_000

/** What the data plane works with. Without a real server, the practice account answers as the AWS API MCP Server would. */
export type Backend = { services: Services; realServer?: RealServer | undefined }

/** Forwards a request to the container of a session, starting it first when it is new. */
export async function forward(
  vm: MicroVm,
  request: RawRequest,
  rpc: JsonRpc,
  context: { call: Call; backend: Backend },
): Promise<Answer> {
  const { call, backend } = context
  const actor = actAsRole(vm, call, backend.services, rpc)
  const { config } = vm.version
  vm.lastUsedAt = call.now()
  vm.client = rpc.client ?? vm.client

  if (!vm.hasStarted) {
    await start(vm, actor, rpc, backend)
  }
  if (backend.realServer) {
    return accepted(await forwardToProcess(vm, request), rpc)
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
  const served = { ...actor, origin: { userAgent: userAgentOf(config, vm.client) } }
  const answer = await serveMcp(request, { actor: served, config, log: (lines) => writeLog(vm, actor, lines) })
  vm.lastUsedAt = call.now()
  await writeLog(vm, actor, [requestLine(call.now(), answer.status), ...extraLines(call.switches, call.now())])
  return accepted(answer, rpc)
}

/** AgentCore doesn't pass a container's own failures on. */
function accepted(answer: Answer, { id }: JsonRpc): Answer {
  if (answer.status >= 400) {
    throw refuse('runtime-client', received(answer.status), id)
  }
  return answer
}

async function start(vm: MicroVm, actor: Actor, { id }: JsonRpc, { realServer }: Backend): Promise<void> {
  const { coldStartMs, coldStartFails } = actor.call.switches
  await sleep(coldStartMs)
  const isHealthy = realServer ? await startRealServer(vm, actor, realServer) : await pretendToStart(vm, actor)

  if (!isHealthy) {
    throw refuse('runtime-client', HEALTH_CHECK_FAILED, id)
  }
  vm.hasStarted = true

  if (coldStartFails) {
    throw refuse('runtime-client', received(502), id)
  }
}

async function pretendToStart(vm: MicroVm, actor: Actor): Promise<boolean> {
  const { isHealthy, lines } = startUp(vm.version.config, actor.call.now())
  await writeLog(vm, actor, lines)
  return isHealthy
}

/** The container's credentials are the execution role's, renewed before they expire. */
function actAsRole(vm: MicroVm, call: Call, services: Services, { id }: JsonRpc): Actor {
  const regional = { ...call, region: vm.region }
  const known = vm.credentials
  // What the platform itself does as the role, which is to write the log.
  const origin = { userAgent: SERVICE, invokedBy: SERVICE }

  if (known && known.expiresAt > call.now() + RENEW_BEFORE_MS) {
    return { call: regional, identity: known.identity, services, origin }
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
  vm.credentials = {
    identity: assumed.identity,
    keys: assumed.credentials,
    expiresAt: assumed.credentials.expiration.getTime(),
  }
  return { call: regional, identity: assumed.identity, services, origin }
}

function isStateful({ version }: MicroVm): boolean {
  return isApiServer(version.config) && !isTrue(version.config.environmentVariables?.AWS_API_MCP_STATELESS_HTTP)
}

function received(status: number): string {
  return `Received error (${status}) from runtime. Please check your CloudWatch logs for more information.`
}

const NOISE = 400

/** Output that a log viewer has to survive: a lot of it, or such as tries to be more than text. */
function extraLines({ noisyLogs, hostileLogs }: Pick<Switches, 'noisyLogs' | 'hostileLogs'>, now: number): string[] {
  const noise = Array.from({ length: noisyLogs ? NOISE : 0 }, (_, index) =>
    index % 25 === 24
      ? loguru(now, 'ERROR', 'core.aws.driver:interpret_command:88', `Attempt ${index} failed, retrying`)
      : uvicorn('INFO', `127.0.0.1:${41_000 + index} - "POST /mcp HTTP/1.1" 200 OK`),
  )
  return [...noise, ...(hostileLogs ? HOSTILE : [])]
}

const HOSTILE = [
  '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>',
  '\u001b[31mred\u001b[0m \u001b[1;44mbold on blue\u001b[0m \u001b]8;;https://example.com\u0007link\u001b]8;;\u0007',
  '\u001b[2J\u001b[H\u001b]0;new title\u0007cleared?',
  'right to left: \u202egnp.exe\u202c and zero\u200bwidth',
  'NUL \u0000 BEL \u0007 backspace \b\b\b carriage\rreturn',
  `long ${'x'.repeat(20_000)}`,
  'Traceback (most recent call last):\n  File "server.py", line 268, in call_aws_helper\nValueError: broken',
  '{"level":"error","message":"json \\u003cb\\u003e","nested":{"a":[1,2,3]}}',
  '\ud83d lone surrogate, and e\u0301 combining',
  '%s %d {} `id` $(id) ; <!-- --> &amp; -- =1+1',
]
