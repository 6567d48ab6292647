import { deployed } from './support/deployed'
import { open } from './support/pages'
import { expect, test } from './support/test'

test('an edit that was kept says what differs from AWS, leads to the review, and can be dropped', async ({
  page,
  stack,
}) => {
  const id = await deployed(stack)
  await open(page, `/setup?from=${id}&step=server`)
  await page.getByLabel('Image').first().waitFor()
  await page.getByText(/^Port, memory/).click()
  await page.getByLabel('Description').fill('Kept, not launched')
  await expect(page.getByText('1 answer differs from what AWS has')).toHaveCount(0)
  await open(page, `/setup?from=${id}`)
  await expect(page.getByText('1 answer differs from what AWS has')).toBeVisible()
  await page.getByRole('link', { name: 'Review 1 change' }).click()
  await expect(page.getByRole('heading', { name: /changes? in AWS/ })).toBeVisible()
  await open(page, `/setup?from=${id}`)
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByText('1 answer differs from what AWS has')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible()
})

test('each edit link of the settings opens on its own part', async ({ page, stack }) => {
  const id = await deployed(stack)

  for (const [link, step] of [
    ['Edit access', 'Access'],
    ['Edit permissions', 'Permissions'],
    ['Edit server', 'Server'],
  ] as const) {
    await open(page, `/runtimes/${id}/settings`)
    await page.getByRole('link', { name: link }).click()
    await expect(page.getByRole('region', { name: step, exact: true })).toBeVisible()
  }
})
