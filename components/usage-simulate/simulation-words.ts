import { counted } from '@/lib/format/counted'
import { dollars } from '@/lib/format/dollars'
import { formatDuration } from '@/lib/format/duration'
import type { Outcome } from '@/lib/usage/simulate/simulate'

/** The other time-out in one sentence: what it would have saved or cost, and in starts. `span`: `in the last 7 days`. */
export function simulationSentence(now: Outcome, other: Outcome, span: string): string {
  const [instead, is] = [other, now].map(({ idleSeconds }) => formatDuration(idleSeconds * 1000))
  const money = `${other.saved >= 0 ? 'saved' : 'cost'} ${dollars(Math.abs(other.saved))}${other.saved >= 0 ? '' : ' more'}`
  return `An idle time-out of ${instead} instead of ${is} would have ${money} ${span}, ${startWords(other.coldStarts)}.`
}

/** `with 3 more cold starts` */
function startWords(coldStarts: number): string {
  if (coldStarts === 0) {
    return 'with as many cold starts'
  }
  const kind = coldStarts > 0 ? 'more' : 'fewer'
  return `with ${counted(Math.abs(coldStarts), `${kind} cold start`)}`
}

/** The one to speak of: what saves most; the first of those that save the same. */
export function bestOf(others: readonly Outcome[]): Outcome | undefined {
  return others.reduce<Outcome | undefined>(
    (best, one) => (best === undefined || one.saved > best.saved ? one : best),
    undefined,
  )
}
