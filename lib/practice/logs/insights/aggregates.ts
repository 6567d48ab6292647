import { finite, numberOf, sortValues, textOf, type Value } from '@/lib/practice/logs/insights/values'

/** A row of a group: the argument's value, and when the event was. */
type Sample = { value: Value; at: number }

type Known = { least: number; most: number; run: (samples: Sample[], second: Value) => Value }

/** What `stats` knows, by lower-case name. */
export const AGGREGATES: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['count', { least: 0, most: 1, run: (samples) => samples.filter(({ value }) => value !== undefined).length }],
  ['count_distinct', of((values) => new Set(values.map(textOf)).size)],
  ['sum', ofNumbers((numbers) => finite(sum(numbers)))],
  ['avg', ofNumbers((numbers) => finite(sum(numbers) / numbers.length))],
  ['stddev', ofNumbers(deviation)],
  ['min', of((values) => extreme(values, -1))],
  ['max', of((values) => extreme(values, 1))],
  ['sortsfirst', of((values) => values.toSorted(sortValues)[0])],
  ['sortslast', of((values) => values.toSorted(sortValues).at(-1))],
  ['earliest', { least: 1, most: 1, run: (samples) => edge(samples, -1) }],
  ['latest', { least: 1, most: 1, run: (samples) => edge(samples, 1) }],
  ['pct', percentile(2)],
  ['median', percentile(1)],
])

function of(run: (values: Value[]) => Value): Known {
  return { least: 1, most: 1, run: (samples) => run(present(samples)) }
}

function ofNumbers(run: (numbers: number[]) => Value): Known {
  return of((values) => {
    const numbers = values.map(numberOf).filter((value) => value !== undefined)
    return numbers.length === 0 ? undefined : run(numbers)
  })
}

/** By nearest rank; AWS estimates it. */
function percentile(arity: 1 | 2): Known {
  return {
    least: arity,
    most: arity,
    run: (samples, second) => {
      const numbers = present(samples)
        .map(numberOf)
        .filter((value) => value !== undefined)
        .sort((a, b) => a - b)
      const share = arity === 1 ? 50 : Math.min(100, Math.max(0, numberOf(second) ?? Number.NaN))
      return numbers[Math.max(0, Math.ceil((share / 100) * numbers.length) - 1)]
    },
  }
}

function present(samples: Sample[]): Value[] {
  return samples.map(({ value }) => value).filter((value) => value !== undefined)
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function deviation(numbers: number[]): number | undefined {
  const mean = sum(numbers) / numbers.length
  return finite(Math.sqrt(sum(numbers.map((number) => (number - mean) ** 2)) / numbers.length))
}

/** Of numbers the least or greatest; of times as well, which stay times. */
function extreme(values: Value[], sign: 1 | -1): Value {
  return values.reduce<Value>((best, value) => {
    const [number, known] = [numberOf(value), numberOf(best)]
    return number !== undefined && (known === undefined || (number - known) * sign > 0) ? asNumber(value) : best
  }, undefined)
}

function asNumber(value: Value): Value {
  return value instanceof Date ? value : numberOf(value)
}

function edge(samples: Sample[], sign: 1 | -1): Value {
  let best: Sample | undefined

  for (const sample of samples) {
    if (sample.value !== undefined && (best === undefined || (sample.at - best.at) * sign > 0)) {
      best = sample
    }
  }
  return best?.value
}
