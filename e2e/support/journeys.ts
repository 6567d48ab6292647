import type { Page } from '@playwright/test'
import { inventory } from './account'
import { deployed } from './deployed'
import type { Stack } from './stack'
import { expect } from './test'

/** Answers the three question steps as they come, choosing what `answers` names, and stops at the review. */
export async function walkToReview(page: Page, auth: 'sigv4' | 'jwt' = 'sigv4'): Promise<void> {
  await page.goto('/setup')
  await page.getByRole('radio', { name: auth === 'jwt' ? /^Bearer token/ : /^AWS credentials/ }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('radio', { name: /Create an execution role/ })).toBeVisible()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByLabel('Container image')).toBeVisible()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { name: /changes? in AWS|Nothing to change/ })).toBeVisible()
}

/** Opens the launch step with these answers, as coming back to a draft would. */
export async function openLaunch(page: Page, answers: Record<string, string> = {}): Promise<void> {
  await keepDraft(page, answers)
  await page.goto('/setup?step=launch')
}

/** Presses the launch button and waits for the end. */
export async function launch(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Launch|Continue launching) / }).click()
  await expect(page.getByRole('status').filter({ hasText: 'is up' })).toBeVisible({ timeout: 60_000 })
}

/** Id of the one runtime, from the link to its page. */
export async function runtimeIdFrom(page: Page): Promise<string> {
  const href = await page.getByRole('link', { name: 'Connect a client' }).getAttribute('href')
  return decodeURIComponent(/\/runtimes\/([^/]+)\//.exec(href ?? '')?.[1] ?? '')
}

/** A deployment with these answers, and its runtime's id. The page shows the end of the launch. */
export async function deploy(page: Page, answers: Record<string, string> = {}): Promise<string> {
  await openLaunch(page, answers)
  await launch(page)
  return runtimeIdFrom(page)
}

/** Keeps these answers as the draft of a new deployment, without opening the setup. */
export async function keepDraft(page: Page, answers: Record<string, string>): Promise<void> {
  await page.goto('/api/health')
  await page.evaluate(
    (draft) => window.localStorage.setItem('slipway-setup:practice/us-east-1', draft),
    JSON.stringify(answers),
  )
}

const undisturbedStates = new WeakMap<Stack, Record<string, unknown>>()

/** What one SigV4 launch that nobody disturbs leaves in AWS. The account is empty afterwards. */
export async function undisturbed(stack: Stack): Promise<Record<string, unknown>> {
  const known = undisturbedStates.get(stack)

  if (known) {
    return known
  }
  await deployed(stack)
  const state = await inventory(stack.practice)
  stack.practice.reset()
  undisturbedStates.set(stack, state)
  return state
}

/** Presses Continue on a step of the setup whose answers have mistakes, and waits until they are listed. */
export async function continueWithMistakes(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Continue' }).click()
  // Outside of main, Next announces the title of the page that a Continue leads to.
  await expect(page.getByRole('main').getByRole('alert').filter({ hasText: /\S/ }).first()).toBeVisible()
}
