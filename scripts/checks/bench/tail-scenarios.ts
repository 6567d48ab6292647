import type { Practice } from '@/lib/practice/server/start'

/** One kind of log, as in facts from real groups: how fast it comes, and when the API shows it. Delays in milliseconds. */
export type Scenario = {
  name: string
  about: string
  perSecond: number
  /** From an event's time until it is readable. */
  delay: [min: number, max: number]
  /** A share of events that takes longer. */
  late?: { share: number; delay: [min: number, max: number] }
  prepare?: (practice: Practice) => void
  /** How long a tool may take for the last of it, in milliseconds. */
  drainMs?: number
}

const LATE: [number, number] = [2000, 8000]

export const SCENARIOS: Scenario[] = [
  { name: 'A', about: '100/s, readable after 0.3–0.5 s', perSecond: 100, delay: [300, 500] },
  {
    name: 'B',
    about: 'A, and 5 % late by 2–8 s',
    perSecond: 100,
    delay: [300, 500],
    late: { share: 0.05, delay: LATE },
  },
  {
    name: 'C',
    about: '200/s, pages of 200, 30 % of them empty, 2 % late',
    perSecond: 200,
    delay: [300, 500],
    late: { share: 0.02, delay: LATE },
    prepare: ({ faults }) => faults.switch({ emptyLogPages: 30, logPageEvents: 200 }),
    // Reading it all again takes fifteen pages and more, within 60 % of five calls a second.
    drainMs: 90_000,
  },
  {
    name: 'D',
    about: '50/s, half of the calls throttled',
    perSecond: 50,
    delay: [300, 500],
    prepare: ({ faults }) =>
      faults.set([
        {
          id: 'half',
          match: { operation: 'FilterLogEvents', times: null, percent: 50 },
          effect: { type: 'throttle' },
        },
      ]),
  },
  {
    name: 'E',
    about: '2,000/s, 1 % late',
    perSecond: 2000,
    delay: [300, 500],
    late: { share: 0.01, delay: LATE },
  },
  {
    name: 'G',
    about: '100/s, readable after 2–5 s, 1 % up to 20 s',
    perSecond: 100,
    delay: [2000, 5000],
    late: { share: 0.01, delay: [5000, 20_000] },
  },
]

/** When each event happens and is readable, in milliseconds from the start; by when it is readable. */
export function schedule(scenario: Scenario, seconds: number, random: () => number) {
  const between = ([min, max]: [number, number]) => min + random() * (max - min)
  const count = scenario.perSecond * seconds
  return Array.from({ length: count }, (_, index) => {
    const at = (index / count) * seconds * 1000
    const isLate = scenario.late !== undefined && random() < scenario.late.share
    return { index, at, visible: at + between(isLate ? (scenario.late?.delay ?? scenario.delay) : scenario.delay) }
  }).sort((one, other) => one.visible - other.visible)
}
