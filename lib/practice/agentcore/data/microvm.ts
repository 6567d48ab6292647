import { randomUUID } from 'node:crypto'
import type { ServerProcess } from '@/lib/practice/agentcore/container/server-process'
import { lifecycleOf } from '@/lib/practice/agentcore/control/check-config'
import type { InvocationTarget } from '@/lib/practice/agentcore/data/invocation-target'
import type { StoredVersion } from '@/lib/practice/agentcore/store'
import { noteBoot, noteEnd } from '@/lib/practice/agentcore/usage/ledger'
import type { Session } from '@/lib/practice/agentcore/usage/session'
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
    endMicroVm(state, vm, now)
  }
  return vm
}

type WhyEnded = NonNullable<Session['ended']>['why']

/** Without a reason: past its time, which its lifecycle tells. */
export function endMicroVm(state: StateStore, vm: MicroVm, now: number, why?: WhyEnded): void {
  if (vm.endedAt === undefined && why !== undefined && !isOver(vm, now)) {
    noteEnd(state, vm, { at: now, why })
  }
  vm.endedAt ??= now
  vm.process?.stop()
  delete vm.process
}

/** Ends those of a runtime, or all that there are. */
export function endMicroVms(state: StateStore, now: number, why: WhyEnded, runtimeId?: string): void {
  for (const vm of fleetOf(state).values()) {
    if (runtimeId === undefined || vm.runtimeId === runtimeId) {
      endMicroVm(state, vm, now, why)
    }
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
  noteBoot(state, bootOf(vm, runtime.name))

  for (const [key, one] of fleet) {
    if (isOver(one, now)) {
      endMicroVm(state, one, now)
    }
    if (fleet.size > FLEET_LIMIT) {
      endMicroVm(state, one, now, 'stopped')
      fleet.delete(key)
    }
  }
  return vm
}

function bootOf(vm: MicroVm, runtimeName: string): Omit<Session, 'invocations'> {
  const { runtimeId, region, endpointName, sessionId, startedAt, version } = vm
  const { idleRuntimeSessionTimeout, maxLifetime } = lifecycleOf(version.config.lifecycleConfiguration)
  return {
    ...{ region, runtimeId, runtimeName, endpointName, sessionId, startedAt },
    platform: 'platformVersion' in version.config && version.config.platformVersion === 'V2' ? 'V2' : 'V1',
    idleMs: idleRuntimeSessionTimeout * 1000,
    lifetimeMs: maxLifetime * 1000,
  }
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
