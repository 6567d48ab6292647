import type { Failure } from '@/lib/result'

/** What keeps an assistant from acting: a deny on its role, and one on the runtime and each of its endpoints. */
type LeverKind = 'role' | 'runtime' | 'endpoint'

/** `name` is the role's, or the endpoint's; the runtime's own is its id. */
export type Lever = { kind: LeverKind; name: string; arn: string }

/** `elsewhere`: something else denies everything, which Slipway did not put there. */
export type LeverState = 'open' | 'closed' | 'elsewhere' | 'unknown'

export type LeverReading = Lever & { state: LeverState; failure?: Failure }

/** `unknown`: nothing that could be read denies, and something could not be read. */
export type StopState = 'running' | 'stopped' | 'incomplete' | 'elsewhere' | 'unknown'

/** From live data only. `since` (ISO 8601) and `reason` are what the stop left on the role. */
export type StopReading = {
  state: StopState
  levers: LeverReading[]
  since?: string
  reason?: string
}

export type StepOutcome = 'done' | 'already' | 'skipped' | 'failed'

/** One thing that was done or left, in the order in which it ended; `at` is ISO 8601. */
export type StopStep = {
  what: string
  outcome: StepOutcome
  at: string
  why?: string
  failure?: Failure
  /** It was left because other runtimes use the role; the stop has to be told to take it all the same. */
  isShared?: true
}

/** `refusedAt`: the first call that was refused after it, ISO 8601; absent where that could not be seen. */
export type StopReport = { reading: StopReading; steps: StopStep[]; askedAt: string; refusedAt?: string | undefined }

/** The state of the whole, from those of its parts. A part that something else denies is stopped as well. */
export function stopStateOf(levers: readonly LeverReading[]): StopState {
  const states = new Set(levers.map(({ state }) => state))

  if (states.has('closed')) {
    return states.has('open') || states.has('unknown') ? 'incomplete' : 'stopped'
  }
  return isDeniedElsewhere(levers) ? 'elsewhere' : states.has('unknown') ? 'unknown' : 'running'
}

/** The role's deny and the runtime's are for all; an endpoint's is for its own callers. */
function isDeniedElsewhere(levers: readonly LeverReading[]): boolean {
  const endpoints = levers.filter(({ kind }) => kind === 'endpoint')
  return (
    levers.some(({ kind, state }) => kind !== 'endpoint' && state === 'elsewhere') ||
    (endpoints.length > 0 && endpoints.every(({ state }) => state === 'elsewhere'))
  )
}
