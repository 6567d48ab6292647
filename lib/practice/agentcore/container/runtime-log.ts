import { type Actor, performAs } from '@/lib/practice/agentcore/container/in-process'
import type { MicroVm } from '@/lib/practice/agentcore/data/microvm'
import { ServiceError } from '@/lib/practice/wire/service-error'

/**
 * Writes a container's output to the runtime's log group, as the execution role: the group comes with the first invocation,
 * and a role that may not write leaves no log at all, as on AWS.
 */
export async function writeLog(vm: MicroVm, actor: Actor, lines: string[]): Promise<void> {
  const timestamp = actor.call.now()
  const logGroupName = logGroupOf(vm)
  const logStreamName = vm.log.stream
  const logEvents = lines.map((message) => ({ timestamp, message: message === '' ? ' ' : message }))

  try {
    if (!vm.log.isOpen) {
      await openStream(vm, actor)
    }
    await performAs(actor, 'logs', 'PutLogEvents', { logGroupName, logStreamName, logEvents }, vm.region)
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error
    }
    // The group may have been deleted, or the policy changed: the next lines try again from the start.
    vm.log.isOpen = false
  }
}

function logGroupOf({ runtimeId, endpointName }: Pick<MicroVm, 'runtimeId' | 'endpointName'>): string {
  return `/aws/bedrock-agentcore/runtimes/${runtimeId}-${endpointName}`
}

async function openStream(vm: MicroVm, actor: Actor): Promise<void> {
  const logGroupName = logGroupOf(vm)
  await createUnlessThere(() => performAs(actor, 'logs', 'CreateLogGroup', { logGroupName }, vm.region))
  const stream = { logGroupName, logStreamName: vm.log.stream }
  await createUnlessThere(() => performAs(actor, 'logs', 'CreateLogStream', stream, vm.region))
  vm.log.isOpen = true
}

async function createUnlessThere(create: () => Promise<unknown>): Promise<void> {
  try {
    await create()
  } catch (error) {
    if (!(error instanceof ServiceError && error.code === 'ResourceAlreadyExistsException')) {
      throw error
    }
  }
}
