import 'server-only'
import { createHash } from 'node:crypto'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { askHistory, readEvent, textAt } from '@/lib/aws/event-history'
import { explainCredentials } from '@/lib/connections/identity'
import { type Live, specOfLive } from '@/lib/deployments/observe/live-spec'
import { observe } from '@/lib/deployments/observe/observe'
import { plan } from '@/lib/deployments/plan/plan'
import type { Planned } from '@/lib/deployments/plan/step'
import { readLive } from '@/lib/deployments/setup/export'
import { runtimesUsingRole, teardownEndpoints } from '@/lib/deployments/teardown/role-users'
import { canonicalJson } from '@/lib/format/diff'
import { toText } from '@/lib/json'
import { fail, type Result } from '@/lib/result'
import { roleNameOf } from '@/lib/roles/model'
import { makerByCall, makerByTags } from '@/lib/take-over/maker'
import type { TakeOver } from '@/lib/take-over/model'
import { partsOf } from '@/lib/take-over/parts'
import { laterOf, releasePlan, stateOf, takeOverPlan } from '@/lib/take-over/plan-take-over'

const WINDOW_MS = 90 * 24 * 3_600_000

/** What taking a runtime over means, or giving back one that was. Reads only. A runtime that no spec can describe is a failure. */
export async function readTakeOver(connection: Connection, runtimeId: string): Promise<Result<TakeOver>> {
  const read = await attempt(() => outlook(connection, runtimeId))
  return read.ok ? read : fail(await explainCredentials(connection, read.error))
}

async function outlook(connection: Connection, runtimeId: string): Promise<TakeOver> {
  const live = await readLive(connection, runtimeId)
  const { runtime } = live
  const state = stateOf(runtime)
  const roleArn = toText(runtime.config.roleArn ?? '')
  const [{ planned, later }, endpoints, sharers, made] = await Promise.all([
    state === 'theirs' ? planOf(connection, live) : { planned: releasePlan(runtime), later: [] },
    teardownEndpoints(connection, runtimeId),
    runtimesUsingRole(connection, roleArn),
    makerOf(connection, live),
  ])
  const others = sharers.filter((name) => name !== runtime.name)
  const parts = partsOf(
    live,
    endpoints.map(({ name }) => name),
    others,
  )
  const seen = seenOf(planned)
  return { id: runtime.id, name: runtime.name, state, ...made, parts, plan: planned.plan, seen, later }
}

/** The tags that are to be set now, with their call, and what its own spec would have changed besides. Throws AWS's errors. */
export async function lookAgain(connection: Connection, runtimeId: string, isRelease: boolean): Promise<Planned> {
  const live = await readLive(connection, runtimeId)
  return isRelease ? releasePlan(live.runtime) : (await planOf(connection, live)).planned
}

async function planOf(connection: Connection, live: Live): Promise<{ planned: Planned; later: string[] }> {
  const spec = specOfLive(live)
  const observed = await observe(connection, spec)
  const full = plan(spec, observed)
  return { planned: takeOverPlan(observed.runtime ?? live.runtime, observed, full), later: laterOf(full) }
}

/** Another one shows any change of what is there, or of what shall be. */
export function seenOf({ plan: { changes } }: Planned): string {
  const told = changes.map(({ id, before, after }) => ({ id, before, after }))
  return createHash('sha256').update(canonicalJson(told)).digest('hex')
}

async function makerOf(connection: Connection, { runtime }: Live): Promise<Pick<TakeOver, 'maker' | 'trail'>> {
  const maker = makerByTags(runtime.tags, roleNameOf(toText(runtime.config.roleArn ?? '')))

  if (maker) {
    return { maker }
  }
  const asked = await askHistory(
    connection,
    [{ key: 'EventName', value: 'CreateAgentRuntime' }],
    new Date(Date.now() - WINDOW_MS),
  )

  if (!asked.ok) {
    const needs = asked.error.code === 'access-denied' ? ' It takes cloudtrail:LookupEvents.' : ''
    return { maker: null, trail: `${asked.error.message}${needs}` }
  }
  const events = asked.data.flatMap(({ texts }) => texts).flatMap((text) => readEvent(text) ?? [])
  // The newest of that name: an older one was of a runtime that is gone.
  const made = events.find(({ parameters }) => textAt(parameters, 'agentRuntimeName') === runtime.name)
  return made
    ? { maker: makerByCall(made) }
    : { maker: null, trail: 'CloudTrail has no such call of the last 90 days.' }
}
