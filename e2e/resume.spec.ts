import { inventory } from './support/account'
import { deployed } from './support/deployed'
import { openLaunch } from './support/journeys'
import type { Stack } from './support/stack'
import { expect, test } from './support/test'

const WRITES = /^(?!Get|AdminGet|List|Describe|Simulate|Invoke)/

/** The writes that a launch makes in order, and what it leaves. The account is empty afterwards. */
async function undisturbed(stack: Stack, answers: Record<string, string>) {
  const writes: string[] = []
  const stop = stack.practice.onCall(({ phase, operation }) => {
    if (phase === 'performed' && WRITES.test(operation)) {
      writes.push(operation)
    }
  })
  await deployed(stack, answers)
  stop()
  const state = await inventory(stack.practice)
  stack.practice.reset()
  return { writes, state }
}

/** Kills the server when its next write is done in AWS and the answer is still on the way. Answers which write it was. */
function killAtNextWrite(stack: Stack): Promise<string> {
  return new Promise((resolve) => {
    const stop = stack.practice.onCall(async ({ phase, operation }) => {
      if (phase === 'performed' && WRITES.test(operation)) {
        stop()
        await stack.kill()
        resolve(operation)
      }
    })
  })
}

test('a launch survives the server being killed at every write', async ({ page, stack }) => {
  test.setTimeout(300_000)
  const sigv4 = await undisturbed(stack, {})
  const { writes, state } = await undisturbed(stack, { authType: 'jwt' })
  // So a launch with a pool of its own passes every cut that one without has.
  expect(writes).toEqual(expect.arrayContaining(sigv4.writes))
  expect(writes.length).toBeGreaterThan(sigv4.writes.length)
  await openLaunch(page, { authType: 'jwt' })
  const cuts: string[] = []

  for (const _ of writes) {
    const killed = killAtNextWrite(stack)
    await page.getByRole('button', { name: /^Launch |^Try again$/ }).click()
    cuts.push(await killed)
    await expect(page.getByRole('button', { name: 'Try again' }), `after ${cuts.at(-1)}`).toBeVisible()
    await stack.start()
  }
  expect([...cuts].sort()).toEqual([...writes].sort())
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'is up' })).toBeVisible({ timeout: 60_000 })
  expect(await inventory(stack.practice)).toEqual(state)
  test.info().annotations.push({ type: 'cut points', description: `${cuts.length} cut points: ${cuts.join(' ')}` })
})
