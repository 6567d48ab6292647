import { deployed } from './support/deployed'
import { keepDraft, walkToReview } from './support/journeys'
import { open } from './support/pages'
import { expect, test } from './support/test'

test('a second server gets a free name and the connection’s region, though a draft was begun before the first', async ({
  page,
  stack,
}) => {
  await page.goto('/setup')
  await page.getByRole('radio', { name: /^Bearer token/ }).check()
  await deployed(stack)
  await page.goto('/setup?step=server')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('awsapimcpserver2')
  await expect(page.getByLabel('Region', { exact: true })).toHaveValue('us-east-1')
  await page.goto('/setup')
  await expect(page.getByRole('radio', { name: /^Bearer token/ })).toBeChecked()
})

test('a draft with a taken name or another region says so, and one press mends it', async ({ page, stack }) => {
  await deployed(stack)
  await keepDraft(page, { name: 'awsapimcpserver', region: 'us-east-1' })
  await open(page, '/setup?step=server')
  await page.getByRole('button', { name: 'Use the name awsapimcpserver2' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('awsapimcpserver2')
  await keepDraft(page, { name: 'other', region: 'eu-west-1' })
  await open(page, '/setup?step=server')
  await expect(page.getByText('Your connection is in us-east-1, this server goes to eu-west-1.')).toBeVisible()
  await page.getByRole('button', { name: 'Use us-east-1' }).click()
  await expect(page.getByLabel('Region', { exact: true })).toHaveValue('us-east-1')
})

test('the review says in one breath what a launch makes, allows and costs', async ({ page }) => {
  await walkToReview(page, 'jwt')
  await expect(
    page.getByText(
      /^Makes \d+ things.* in AWS\. Your assistant reads nearly everything, changes nothing but .*Nothing runs while nobody calls\./,
    ),
  ).toBeVisible()
})

test('what ReadOnlyAccess means, and how to grant less, is in sight without scrolling', async ({ page }) => {
  await open(page, '/setup?step=permissions')
  await expect(page.getByText('What ReadOnlyAccess means')).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('button', { name: 'Use ViewOnlyAccess instead' })).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('button', { name: 'Write a scoped policy' })).toBeInViewport({ ratio: 1 })
})
