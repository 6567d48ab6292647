import { randomUUID } from 'node:crypto'
import type { ServerProcess } from '@/lib/practice/agentcore/container/server-process'
import { lifecycleOf } from '@/lib/practice/agentcore/control/check-config'
import type { InvocationTarget } from '@/lib/practice/agentcore/data/invocation-target'
import type { StoredVersion } from '@/lib/practice/agentcore/store'
import type { Credentials } from '@/lib/practice/iam/access/identity'
import type { ClientInfo } from '@/lib/practice/mcp/user-agent'
import type { Identity } from '@/lib/practice/wire/service'
import type { StateStore } from '@/lib/practice/wire/state'

/** One session: a microVM of its own, which keeps the version it was started with until it ends. */
export type MicroVm = {
  sessionId: string
  runtimeId: string
  region: string
  endpointName: string
  version: StoredVersion
  startedAt: number
  lastUsedAt: number
  /** When it was stopped, or was found to be past its time. */
  endedAt?: number
  hasStarted: boolean
  log: { stream: string; isOpen: boolean }
  /** Who asked for it, as said in `initialize`. */
  client?: ClientInfo | undefined
  credentials?: { identity: Identity; keys: Credentials; expiresAt: number }
  /** Only with a real server behind the account (real-container.ts). */
  process?: ServerProcess
  starting?: Promise<ServerProcess | null>
  upstreamSession?: string | undefined
}

/** They live as long as the process: nothing of a microVM survives on AWS either. */
const fleets = new WeakMap<StateStore, Map<string, MicroVm>>()
const FLEET_LIMIT = 2000

/** The microVM of a session; one that has ended is answered with its `endedAt`. */
export function findMicroVm(state: StateStore, now: number, runtimeId: string, sessionId: string): MicroVm | undefined {
  const vm = fleetOf(state).get(`${runtimeId}/${sessionId}`)

  if (vm && isOver(vm, now)) {
    endMicroVm(vm, now)
  }
  return vm
}

export function endMicroVm(vm: MicroVm, now: number): void {
  vm.endedAt ??= now
  vm.process?.stop()
  delete vm.process
}

/** Ends all that there are. */
export function endMicroVms(state: StateStore, now: number): void {
  for (const vm of fleetOf(state).values()) {
    endMicroVm(vm, now)
  }
}

export function startMicroVm(
  state: StateStore,
  now: number,
  target: InvocationTarget & { live: StoredVersion },
  sessionId: string = randomUUID(),
): MicroVm {
  const { runtime, endpointName, live } = target
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/')
  const vm: MicroVm = {
    sessionId,
    runtimeId: runtime.id,
    region: runtime.region,
    endpointName,
    version: live,
    startedAt: now,
    lastUsedAt: now,
    hasStarted: false,
    log: { stream: `${day}/[runtime-logs]${randomUUID()}`, isOpen: false },
  }
  const fleet = fleetOf(state)
  fleet.set(`${runtime.id}/${sessionId}`, vm)

  for (const [key, one] of fleet) {
    if (isOver(one, now)) {
      endMicroVm(one, now)
    }
    if (fleet.size > FLEET_LIMIT) {
      endMicroVm(one, now)
      fleet.delete(key)
    }
  }
  return vm
}

function isOver({ version, startedAt, lastUsedAt }: MicroVm, now: number): boolean {
  const { idleRuntimeSessionTimeout, maxLifetime } = lifecycleOf(version.config.lifecycleConfiguration)
  return now >= lastUsedAt + idleRuntimeSessionTimeout * 1000 || now >= startedAt + maxLifetime * 1000
}

function fleetOf(state: StateStore): Map<string, MicroVm> {
  const known = fleets.get(state) ?? new Map<string, MicroVm>()
  fleets.set(state, known)
  return known
}
