import { inventory } from './support/account'
import { expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { launch, openLaunch, runtimeIdFrom, walkToReview } from './support/journeys'
import { expect, test } from './support/test'

test.describe('a launch from the first question to a working server', () => {
  for (const auth of ['sigv4', 'jwt'] as const) {
    test(`with ${auth}`, async ({ page, stack }) => {
      await deployed(stack, { authType: auth })
      const withoutSetup = await inventory(stack.practice)
      stack.practice.reset()
      await walkToReview(page, auth)
      const announced = await page.getByRole('heading', { name: /changes in AWS/ }).textContent()
      const changes = Number.parseInt(announced ?? '', 10)
      await launch(page)
      await expect(page.getByRole('status').filter({ hasText: `${changes} of ${changes} done` })).toBeVisible()
      // The tester refuses a runtime without MMDSv2, and only an update can set it: that is a change, so it is shown.
      await expect(page.getByRole('listitem').filter({ hasText: 'MMDSv2 on awsapimcpserver' })).toContainText(/Done in/)
      await expect(page.getByRole('listitem').filter({ hasText: 'Runtime awsapimcpserver' })).toContainText(/Done in/)
      const state = await inventory(stack.practice)
      expect(state.runtimes).toHaveLength(1)
      expect(state.roles).toHaveLength(1)
      expect(state.pools).toHaveLength(auth === 'jwt' ? 1 : 0)
      expect(await runtimeIdFrom(page)).toMatch(/^awsapimcpserver-/)
      expect(withoutSetup, 'what other journeys begin with').toEqual(state)
      await page.goto('/setup?step=review')
      await expect(page.getByRole('heading', { name: 'Nothing to change' })).toBeVisible()
    })
  }

  test('shows the generated password once; a reload leads on, and says what became of it', async ({ page }) => {
    await openLaunch(page, { authType: 'jwt' })
    await launch(page)
    await expect(page.getByText('It is shown only this once')).toBeVisible()
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSidewaysScroll(page, 'launch, done')
    await page.reload()
    await expect(page.getByText('there is nothing to launch')).toBeVisible()
    await expect(page.getByText('It is shown only this once')).toBeHidden()
    await expect(page.getByRole('link', { name: 'Connect a client' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Set a new password' })).toBeVisible()
  })
})

test('back, reload and the browser’s back button lose no answer', async ({ page }) => {
  await page.goto('/setup')
  await page.getByRole('radio', { name: /Bearer token/ }).check()
  await page.getByLabel('User name').fill('somebody')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Role name').fill('my-own-role')
  await page.reload()
  await expect(page.getByLabel('Role name')).toHaveValue('my-own-role')
  await page.goBack()
  await expect(page.getByLabel('User name')).toHaveValue('somebody')
})

test('AWS’s limits are named at the field', async ({ page }) => {
  await page.goto('/setup?step=server')
  await page.getByLabel('Name', { exact: true }).fill('has-a-hyphen')
  await page.getByLabel('Container image').fill('docker.io/library/nginx')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(/AWS allows no hyphens/)
  await expect(page.getByLabel('Container image')).toHaveAccessibleDescription(/Amazon ECR/)
})
