import { expect, it } from 'vitest'
import { bestOf, simulationSentence } from '@/components/usage-simulate/simulation-words'

const now = { idleSeconds: 900, idleDollars: 1, boots: 10, saved: 0, coldStarts: 0 }

it('says what another time-out would have saved, and its cold starts', () => {
  const five = { idleSeconds: 300, idleDollars: 0.4, boots: 13, saved: 0.59, coldStarts: 3 }
  expect(simulationSentence(now, five, 'in the last 7 days')).toBe(
    'An idle time-out of 5 min instead of 15 min would have saved $0.59 in the last 7 days, with 3 more cold starts.',
  )
  const hour = { idleSeconds: 3600, idleDollars: 4, boots: 9, saved: -3, coldStarts: -1 }
  expect(simulationSentence(now, hour, 'today')).toBe(
    'An idle time-out of 1 h instead of 15 min would have cost $3.00 more today, with 1 fewer cold start.',
  )
  expect(simulationSentence(now, { ...five, coldStarts: 0 }, 'today')).toContain('with as many cold starts')
  expect(bestOf([hour, five])).toBe(five)
  expect(bestOf([])).toBeUndefined()
})
