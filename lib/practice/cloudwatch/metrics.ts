import { runtimeArn } from '@/lib/practice/agentcore/arns'
import { slotsOf, stretchesOf } from '@/lib/practice/agentcore/usage/consumption'
import { type RuntimeUsage, settledUntil, usageOf } from '@/lib/practice/agentcore/usage/ledger'
import { endOf, type Invocation, type Outcome, type Session } from '@/lib/practice/agentcore/usage/session'
import type { Call } from '@/lib/practice/wire/service'

export const NAMESPACE = 'AWS/Bedrock-AgentCore'
const SERVICE = 'AgentCore.Runtime'

const MINUTE_MS = 60_000

/** `unit` is AWS's for counts and times; reports don't say that of the hours. */
type Metric = { unit: 'Count' | 'Milliseconds' | 'None'; samples: (activity: Activity) => Sample[] }
export type Sample = { at: number; value: number }

/** Whatever of an account, a runtime or an endpoint of it one series is about. */
type Activity = { sessions: readonly Session[]; requests: readonly Invocation[]; until: number }

/** What is said of an error counts requests: 0 for each that went well, so that an average is a share. */
const METRICS: Readonly<Record<string, Metric>> = {
  Invocations: { unit: 'Count', samples: ({ requests }) => requests.map(({ endedAt }) => ({ at: endedAt, value: 1 })) },
  Sessions: {
    unit: 'Count',
    samples: ({ sessions }) => sessions.map(({ startedAt }) => ({ at: startedAt, value: 1 })),
  },
  ActiveSessionCount: { unit: 'Count', samples: activeSessions },
  Latency: {
    unit: 'Milliseconds',
    samples: ({ requests }) => requests.map(({ startedAt, endedAt }) => ({ at: endedAt, value: endedAt - startedAt })),
  },
  SystemErrors: { unit: 'Count', samples: countOf('system-error') },
  UserErrors: { unit: 'Count', samples: countOf('user-error') },
  Throttles: { unit: 'Count', samples: countOf('throttled') },
  'CPUUsed-vCPUHours': { unit: 'None', samples: consumed('vcpuHours') },
  'MemoryUsed-GBHours': { unit: 'None', samples: consumed('gbHours') },
}

const METRIC_NAMES = Object.keys(METRICS)

function countOf(outcome: Outcome): Metric['samples'] {
  return ({ requests }) => requests.map((one) => ({ at: one.endedAt, value: one.outcome === outcome ? 1 : 0 }))
}

/** Each minute of each session, when it was; AWS is said to report some of it at the session's end. */
function consumed(what: 'vcpuHours' | 'gbHours'): Metric['samples'] {
  return ({ sessions, until }) =>
    sessions.flatMap((session) =>
      slotsOf(stretchesOf(session, until), MINUTE_MS).map((slot) => ({ at: slot.at, value: slot[what] })),
    )
}

/** How many there are at the beginning of each minute in which there is one. */
function activeSessions({ sessions, until }: Activity): Sample[] {
  const counts = new Map<number, number>()

  for (const session of sessions) {
    const end = Math.min(endOf(session).at, until + 1)

    for (let at = Math.ceil(session.startedAt / MINUTE_MS) * MINUTE_MS; at < end; at += MINUTE_MS) {
      counts.set(at, (counts.get(at) ?? 0) + 1)
    }
  }
  return [...counts].map(([at, value]) => ({ at, value }))
}

export type Dimensions = Readonly<Record<string, string>>

export type Series = { metricName: string; dimensions: Dimensions; unit: Metric['unit']; samples: Sample[] }

/** The account's metrics as they are known at the time of the call. */
export class Metrics {
  readonly #usage: RuntimeUsage[]
  readonly #until: number
  readonly #known = new Map<string, Series>()

  constructor({ state, region, now, switches }: Call) {
    this.#usage = usageOf(state, region)
    this.#until = Math.min(now() - switches.metricLagMs, settledUntil(state, now()))
  }

  /** All that have a sample; the levels hold the same values, and are never to be added up. */
  *all(): Generator<Series> {
    for (const metricName of METRIC_NAMES) {
      for (const dimensions of this.#dimensionSets()) {
        const series = this.find(metricName, dimensions)

        if (series && series.samples.length > 0) {
          yield series
        }
      }
    }
  }

  /** Exactly these dimensions, as AWS has it; undefined when no metric has them. */
  find(metricName: string, dimensions: Dimensions): Series | undefined {
    const metric = Object.hasOwn(METRICS, metricName) ? METRICS[metricName] : undefined
    const { Service, Resource, Name, ...others } = dimensions
    const isLevel = Service === SERVICE && (Name === undefined || Resource !== undefined)

    if (!metric || !isLevel || Object.keys(others).length > 0) {
      return undefined
    }
    // The gauge is one of the account.
    if (metricName === 'ActiveSessionCount' && Resource !== undefined) {
      return undefined
    }
    const key = JSON.stringify([metricName, Resource, Name])
    const known = this.#known.get(key) ?? this.#make(metricName, metric, { Resource, Name }, dimensions)
    this.#known.set(key, known)
    return known
  }

  #make(
    metricName: string,
    { unit, samples }: Metric,
    place: { Resource?: string | undefined; Name?: string | undefined },
    dimensions: Dimensions,
  ): Series {
    const until = this.#until
    const found = samples(this.#activity(place)).filter(({ at }) => at <= until)
    return { metricName, dimensions, unit, samples: found.sort((one, other) => one.at - other.at) }
  }

  #activity({ Resource, Name }: { Resource?: string | undefined; Name?: string | undefined }): Activity {
    const isMeant = (one: { runtimeName: string; endpointName: string }) => Name === undefined || nameOf(one) === Name
    const usage = this.#usage.filter((one) => Resource === undefined || resourceOf(one) === Resource)
    const sessions = usage.flatMap((one) => one.sessions.filter(isMeant))
    const refused = usage.flatMap((one) => one.refused.filter(isMeant))
    const requests = [...sessions.flatMap(({ invocations }) => invocations), ...refused]
    return { sessions, requests, until: this.#until }
  }

  *#dimensionSets(): Generator<Dimensions> {
    yield { Service: SERVICE }

    for (const usage of this.#usage) {
      const Resource = resourceOf(usage)
      yield { Service: SERVICE, Resource }

      for (const Name of new Set([...usage.sessions, ...usage.refused].map(nameOf))) {
        yield { Service: SERVICE, Resource, Name }
      }
    }
  }
}

function resourceOf({ region, runtimeId }: RuntimeUsage): string {
  return runtimeArn({ region, id: runtimeId })
}

function nameOf({ runtimeName, endpointName }: { runtimeName: string; endpointName: string }): string {
  return `${runtimeName}::${endpointName}`
}
