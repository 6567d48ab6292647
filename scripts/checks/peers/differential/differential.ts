import type { Decision } from '@/scripts/checks/peers/differential/decision'
import type { DifferentialCall } from '@/scripts/checks/peers/differential/differential-call'
import type { Outcome } from '@/scripts/checks/peers/differential/differential-run'
import { shapeDifferences } from '@/scripts/checks/peers/differential/differential-shape'

export type Difference = { call: string; differs: string }

/** Every difference between two runs of the same calls: how it ended first, else what the answer is made of. */
export function differencesOf(
  calls: readonly DifferentialCall[],
  practice: readonly Outcome[],
  moto: readonly Outcome[],
): Difference[] {
  return calls.flatMap(([call], index) => {
    const [ours, theirs] = [practice[index], moto[index]]

    if (!ours || !theirs) {
      throw new Error(`${call} has no outcome.`)
    }
    if (ours.status !== theirs.status) {
      return [{ call, differs: `${ours.status}, moto ${theirs.status}` }]
    }
    return shapeDifferences(ours.shape, theirs.shape).map((differs) => ({ call, differs }))
  })
}

/** What moto answers to an operation that it hasn't: a page of HTML, which the SDK can't read. */
const NOT_IN_MOTO = 'SyntaxError 500'

/** The operations that moto answered at least once. */
export function answeredBy(calls: readonly DifferentialCall[], moto: readonly Outcome[]): string[] {
  const answered = calls.filter((_, index) => moto[index]?.status !== NOT_IN_MOTO)
  return [...new Set(answered.map(([, operation]) => operation))]
}

/** Which differences nobody has decided, and which decisions decide nothing (any more). */
export function judge(differences: readonly Difference[], decisions: readonly Decision[]) {
  const key = ({ call, differs }: Difference) => `${call}: ${differs}`
  const found = new Set(differences.map(key))
  const decided = decisions.flatMap(({ calls, differs }) => calls.map((call) => key({ call, differs })))
  const known = new Set(decided)
  return {
    undecided: [...found].filter((one) => !known.has(one)),
    stale: [...known].filter((one) => !found.has(one)),
    twice: decided.filter((one, index) => decided.indexOf(one) !== index),
  }
}

const REFUSED_BY_MODEL = /^(ValidationException|ValidationError|InvalidParameterException) 400/

/**
 * Where the practice account and botocore disagree about whether a request is valid: `invalid` has the calls whose requests
 * botocore refuses. What only the documentation forbids has to be decided so, unless moto refuses it in the same words.
 */
export function strictness(
  calls: readonly DifferentialCall[],
  practice: readonly Outcome[],
  {
    moto,
    invalid,
    decisions,
  }: { moto: readonly Outcome[]; invalid: ReadonlySet<string>; decisions: readonly Decision[] },
): string[] {
  const documented = new Set(decisions.filter(({ by }) => by === 'documentation').flatMap((one) => one.calls))
  return calls.flatMap(([call], index) => {
    const status = practice[index]?.status ?? ''

    if (invalid.has(call)) {
      return status.startsWith('ok')
        ? [`${call}: the model refuses the request, and the practice account takes it`]
        : []
    }
    return REFUSED_BY_MODEL.test(status) && status !== moto[index]?.status && !documented.has(call)
      ? [`${call}: the model allows the request, and the practice account answers ${status}`]
      : []
  })
}
