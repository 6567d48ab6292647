import type { Page } from '@playwright/test'
import { inventory } from './support/account'
import { openLaunch } from './support/journeys'
import type { Stack } from './support/stack'
import { expect, test } from './support/test'

const WRITES = /^(?!Get|List|Describe|Simulate|Invoke)/

/** Runs a launch and answers the writes it made, in order. */
async function undisturbed(page: Page, stack: Stack, answers: Record<string, string>) {
  const writes: string[] = []
  const stop = stack.practice.onCall(({ phase, operation }) => {
    if (phase === 'performed' && WRITES.test(operation)) {
      writes.push(operation)
    }
  })
  await openLaunch(page, answers)
  await page.getByRole('button', { name: /^Launch / }).click()
  await expect(page.getByRole('status').filter({ hasText: 'is up' })).toBeVisible({ timeout: 60_000 })
  stop()
  return { writes, state: await inventory(stack.practice) }
}

/** Kills the server when the write of that number is done in AWS and its answer is still on the way. */
function killAtWrite(stack: Stack, cut: number): Promise<void> {
  let seen = 0
  return new Promise((resolve) => {
    const stop = stack.practice.onCall(async ({ phase, operation }) => {
      if (phase === 'performed' && WRITES.test(operation) && ++seen === cut) {
        stop()
        await stack.kill()
        resolve()
      }
    })
  })
}

for (const [auth, answers] of [
  ['SigV4', {}],
  ['JWT', { authType: 'jwt' }],
] as const) {
  test(`a ${auth} launch survives the server being killed at every write`, async ({ page, stack }) => {
    test.setTimeout(600_000)
    const { writes, state } = await undisturbed(page, stack, answers)
    expect(writes.length).toBeGreaterThan(5)

    for (const [index, write] of writes.entries()) {
      stack.practice.reset()
      await openLaunch(page, answers)
      const killed = killAtWrite(stack, index + 1)
      await page.getByRole('button', { name: /^Launch / }).click()
      await killed
      await stack.start()
      await page.getByRole('button', { name: 'Try again' }).click()
      await expect(page.getByRole('status').filter({ hasText: 'is up' }), `after ${write}`).toBeVisible({
        timeout: 60_000,
      })
      expect(await inventory(stack.practice), `after ${write}`).toEqual(state)
    }
    test.info().annotations.push({
      type: 'cut points',
      description: `${auth}: ${writes.length} cut points: ${writes.join(' ')}`,
    })
  })
}
