import { aboutDollars, dollars } from '@/lib/format/dollars'
import type { Finding } from '@/lib/health/model'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import type { Spend } from '@/lib/usage/budget/budget'

/** What it costs, beside what it may cost in a month. */
export function judgeCost({ id }: Pick<RuntimeDetail, 'id'>, { perDay, budget, projectedMonth }: Spend): Finding {
  const href = routes.runtimeTab(id, 'usage')
  const limit = budget === null ? '' : `; budget ${plain(budget)} a month`

  if (perDay === null || projectedMonth === null) {
    return { state: 'note', evidence: `AWS publishes no price for this region${limit}.` }
  }
  const day = dollars(perDay).replace(/^l/, 'L')
  const action = { label: 'See usage', href }

  if (budget !== null && projectedMonth > budget) {
    const evidence = `${day} a day is ${aboutDollars(projectedMonth)} a month, above the budget of ${plain(budget)}.`
    return { state: 'warning', evidence, action, perDay }
  }
  return { state: 'well', evidence: `${day} a day${limit}.`, action, perDay }
}

/** `$5` for whole dollars. */
function plain(amount: number): string {
  return dollars(amount).replace(/\.00$/, '')
}
