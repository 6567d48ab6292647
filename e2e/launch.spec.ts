import { inventory } from './support/account'
import { launch, openLaunch, runtimeIdFrom, walkToReview } from './support/journeys'
import { expect, test } from './support/test'

test.describe('a launch from the first question to a working server', () => {
  for (const auth of ['sigv4', 'jwt'] as const) {
    test(`with ${auth}`, async ({ page, stack }) => {
      await walkToReview(page, auth)
      await page.getByRole('link', { name: 'Continue to launch' }).click()
      await launch(page)
      // The tester refuses a runtime without MMDSv2, and only an update can set it: that is a change, so it is shown.
      await expect(page.getByRole('listitem').filter({ hasText: 'MMDSv2 on awsapimcpserver' })).toContainText(/Done in/)
      await expect(page.getByRole('listitem').filter({ hasText: 'Runtime awsapimcpserver' })).toContainText(/Done in/)
      const { runtimes, roles, pools } = await inventory(stack.practice)
      expect(runtimes).toHaveLength(1)
      expect(roles).toHaveLength(1)
      expect(pools).toHaveLength(auth === 'jwt' ? 1 : 0)
      expect(await runtimeIdFrom(page)).toMatch(/^awsapimcpserver-/)
    })
  }

  test('says that nothing differs when it is run again', async ({ page }) => {
    await openLaunch(page)
    await launch(page)
    await page.goto('/setup?step=review')
    await expect(page.getByRole('heading', { name: 'Nothing to change' })).toBeVisible()
  })

  test('shows the generated password once, and not after a reload', async ({ page }) => {
    await openLaunch(page, { authType: 'jwt' })
    await launch(page)
    await expect(page.getByText('It is shown only this once')).toBeVisible()
    await page.reload()
    await expect(page.getByText('It is shown only this once')).toBeHidden()
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
