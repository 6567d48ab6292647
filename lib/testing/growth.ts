import { expect } from 'vitest'
import { median } from '@/lib/format/median'

const ROUNDS = 7
const TIMES_LONGER = 4
/** Linear work takes 4 times as long for 4 times the text, quadratic 16; the rest is for a machine that is busy otherwise. */
const MOST_GROWTH = 9
/** Below it the clock and the collector of garbage say more than the code. */
const LEAST_MS = 2

/**
 * Holds that work on a text grows no faster than the text: `textOf(n)` is a text of about n characters, hostile to what `run` does with
 * it. Compares times with each other and asks for no speed. `most`: where `run` cuts its text, or how long it may be made.
 * @internal
 */
export function expectLinear(
  run: (text: string) => unknown,
  textOf: (length: number) => string,
  most = 4_000_000,
): void {
  const longest = Math.floor(most / TIMES_LONGER)
  let length = Math.min(500, longest)

  while (length * 2 <= longest && typical(run, [textOf(length)], 3)[0] < LEAST_MS) {
    length *= 2
  }
  const longerText = textOf(length * TIMES_LONGER)
  let growth = Infinity

  // A machine that is slowed down is asked again; what is quadratic stays so.
  for (let tries = 0; tries < 3 && growth >= MOST_GROWTH; tries += 1) {
    const [once, longer] = typical(run, [textOf(length), longerText], ROUNDS)
    growth = longer / Math.max(LEAST_MS, once)
  }
  expect(growth, `growth of the time from ${length} to ${length * TIMES_LONGER} characters`).toBeLessThan(MOST_GROWTH)
}

/** The median of each text's times of the processor, taken in turns. The best would not do: where the clock ticks, a time can be nothing. */
function typical(run: (text: string) => unknown, texts: string[], rounds: number): [number, number] {
  const times = texts.map((): number[] => [])

  for (let round = 0; round < rounds; round += 1) {
    for (const [index, text] of texts.entries()) {
      const started = process.cpuUsage()
      run(text)
      times[index]?.push(process.cpuUsage(started).user / 1000)
    }
  }
  const [first = [], second = []] = times
  return [median(first) ?? 0, median(second) ?? 0]
}
