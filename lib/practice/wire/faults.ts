import { z } from 'zod'

const effect = z.strictObject({
  type: z.enum([
    'throttle',
    'server-error',
    'reset',
    'timeout',
    'slow',
    'access-denied',
    'expired-credentials',
    'error',
  ]),
  /** `after`: the call is performed, and then its answer is spoiled. */
  when: z.enum(['before', 'after']).default('before'),
  /** For `slow` and `timeout`, in milliseconds. A time-out without it never answers. */
  ms: z.number().int().min(0).max(600_000).optional(),
  /** For `error`: the wire code, e.g. `ConflictException`. */
  code: z.string().min(1).max(200).optional(),
  message: z.string().max(2000).optional(),
})

/** One fault. It strikes the calls that match, after `skip` of them went through, `times` times (null: for good). */
const faultSchema = z.strictObject({
  id: z.string().min(1).max(100),
  match: z
    .strictObject({
      /** Id of one of the account's services; absent: any. */
      service: z.string().min(1).max(100).optional(),
      operation: z.string().min(1).max(200).optional(),
      skip: z.number().int().min(0).default(0),
      times: z.number().int().min(1).nullable().default(1),
      /** Of 100 calls that it could strike, evenly spread; absent: each. */
      percent: z.number().int().min(1).max(100).optional(),
    })
    .default({ skip: 0, times: 1 }),
  effect,
})

const delay = z.number().int().min(0).max(3_600_000)

/** Faults inside the domains, and how long things take. Times in milliseconds. */
const switchesSchema = z.strictObject({
  /** The failureReason with which a new runtime ends in CREATE_FAILED. */
  createFailed: z.string().max(2000).nullable(),
  updateFailed: z.string().max(2000).nullable(),
  /** The region that images are said to be in, whatever their URI says. */
  imageRegion: z.string().max(40).nullable(),
  /** The JWT claim (`client_id`, `aud`, …) that never matches. */
  claimMismatch: z.string().max(100).nullable(),
  /** New runtimes require MMDSv2 from the start, as reports differ on; else an update has to ask for it. */
  mmdsV2ByDefault: z.boolean(),
  /** The first invocation of a session fails as one does that comes while the container still starts. */
  coldStartFails: z.boolean(),
  noisyLogs: z.boolean(),
  hostileLogs: z.boolean(),
  /** Until a new role, or a new trust policy, is known to the other services. */
  rolePropagationMs: delay,
  /** Until a change of a role's policies works. */
  policyPropagationMs: delay,
  /** Until a runtime or endpoint is READY, and until a deleted one is gone. */
  readyMs: delay,
  /** Added to the first invocation of a session. */
  coldStartMs: delay,
  /** How long the name of a deleted runtime can't be taken. */
  nameReservedMs: delay,
  /** The longest time until a stored log event can be read; each event gets its own share of it, so they appear out of order. */
  logVisibilityMs: delay,
  /** How many of 100 FilterLogEvents pages are empty and only carry a token. */
  emptyLogPages: z.number().int().min(0).max(95),
  /** How many events a FilterLogEvents page holds at most. */
  logPageEvents: z.number().int().min(1).max(10_000),
  /** How old a log stream's lastEventTimestamp may be; on AWS up to an hour. */
  logStreamStatsMs: delay,
  /** Until CloudTrail's event history shows a call. */
  trailLagMs: delay,
  /** Until IAM tells what a role last accessed; on AWS within four hours. */
  lastAccessedLagMs: z.number().int().min(0).max(86_400_000),
  /** Until CloudWatch's metrics tell of something; on AWS up to an hour. */
  metricLagMs: delay,
  /** Until Cost Explorer knows of something; on AWS up to a day. */
  billLagMs: delay,
})

const switchChangesSchema = switchesSchema.partial()

export const DEFAULT_SWITCHES: Readonly<Switches> = {
  createFailed: null,
  updateFailed: null,
  imageRegion: null,
  claimMismatch: null,
  mmdsV2ByDefault: false,
  coldStartFails: false,
  noisyLogs: false,
  hostileLogs: false,
  rolePropagationMs: 4000,
  policyPropagationMs: 2000,
  readyMs: 6000,
  coldStartMs: 800,
  nameReservedMs: 0,
  logVisibilityMs: 0,
  emptyLogPages: 0,
  logPageEvents: 10_000,
  logStreamStatsMs: 60_000,
  trailLagMs: 300_000,
  // A minute, since nobody who practises waits for four hours.
  lastAccessedLagMs: 60_000,
  // A minute is the shortest period: what is shown is whole, and nobody who practises waits for an hour.
  metricLagMs: 60_000,
  billLagMs: 300_000,
}

export type Fault = z.infer<typeof faultSchema>
export type FaultInput = z.input<typeof faultSchema>
export type Switches = z.infer<typeof switchesSchema>
type SwitchChanges = z.infer<typeof switchChangesSchema>

function faultOf(services: readonly string[]) {
  return faultSchema.refine(({ match: { service } }) => service === undefined || services.includes(service), {
    message: `The practice account has these services: ${services.join(', ')}.`,
    path: ['match', 'service'],
  })
}

/** Body of GET and PUT /_practice/faults. A PUT replaces the faults, and changes the switches that it names. */
export function faultsDocument(services: readonly string[]) {
  return z.strictObject({
    faults: z.array(faultOf(services)).max(100).optional(),
    switches: switchChangesSchema.optional(),
  })
}

export type Faults = {
  list: () => Fault[]
  /** How often each of them will still strike, in the same order; null: for good. */
  left: () => (number | null)[]
  /** Replaces all faults; what they have counted so far is forgotten. Throws for a service that isn't there. */
  set: (faults: FaultInput[]) => void
  add: (fault: FaultInput) => void
  clear: () => void
  /** Live values; change them through `switch`. */
  readonly switches: Readonly<Switches>
  switch: (changes: SwitchChanges) => void
  /** Counts the call against the faults, and answers the one that strikes it. */
  take: (service: string, operation: string) => Fault | null
}

/** `services`: ids of those that there are. */
export function createFaults(services: readonly string[], delays: Partial<Switches> = {}): Faults {
  const known = faultOf(services)
  const defaults = switchesSchema.parse({ ...DEFAULT_SWITCHES, ...delays })
  const switches = { ...defaults }
  let faults: { fault: Fault; seen: number }[] = []

  return {
    list: () => faults.map(({ fault }) => fault),
    left: () => faults.map(({ fault, seen }) => timesLeft(fault, seen)),
    set: (next) => {
      faults = next.map((fault) => ({ fault: known.parse(fault), seen: 0 }))
    },
    add: (fault) => {
      faults.push({ fault: known.parse(fault), seen: 0 })
    },
    clear: () => {
      faults = []
      Object.assign(switches, defaults)
    },
    switches,
    switch: (changes) => {
      const named = Object.entries(switchChangesSchema.parse(changes)).filter(([, value]) => value !== undefined)
      Object.assign(switches, Object.fromEntries(named))
    },
    take: (service, operation) => {
      let struck: Fault | null = null

      for (const entry of faults) {
        if (!matches(entry.fault, service, operation)) {
          continue
        }
        entry.seen += 1
        const { skip, times, percent = 100 } = entry.fault.match
        const isDue = entry.seen > skip && (times === null || entry.seen <= skip + times)

        if (!struck && isDue && isAmong(entry.seen, percent)) {
          struck = entry.fault
        }
      }
      return struck
    },
  }
}

/** Counted as `take` does: among the times are the calls that `percent` lets through. */
function timesLeft({ match: { skip, times } }: Fault, seen: number): number | null {
  return times === null ? null : Math.max(0, Math.min(times, skip + times - seen))
}

/** True for so many of 100 numbers. The golden ratio's multiples never bunch up. */
export function isAmong(count: number, percent: number): boolean {
  return ((count * 0.618_033_988_749_895) % 1) * 100 < percent
}

function matches(fault: Fault, service: string, operation: string): boolean {
  return (fault.match.service ?? service) === service && (fault.match.operation ?? operation) === operation
}
