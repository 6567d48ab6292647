import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { open } from './support/pages'
import { testWithProfiles } from './support/profiles'
import { expect } from './support/test'

const test = testWithProfiles('[profile team]\nregion = eu-central-1\n')
const COVERAGE = '/settings/practice/coverage'

test('what is imitated is found from the settings, service by service, each operation with who judged it', async ({
  page,
}) => {
  await open(page, '/settings/practice')
  await page.getByRole('link', { name: 'What is imitated' }).click()
  await expect(page.getByText(/^The practice account has \d+ operations of the [\d,]+ that AWS has/)).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Settings' }).locator('[aria-current]')).toHaveText(
    'Practice account',
  )
  await expect(page.getByRole('table', { name: 'Judges' }).getByRole('row', { name: /^moto \d/ })).toContainText('20')
  const imitated = page.getByRole('list', { name: 'Imitated in AWS Identity and Access Management' })
  await expect(imitated).toBeHidden()
  await page.getByText('AWS Identity and Access Management').click()
  await expect(imitated.getByText('CreateRole', { exact: true }).locator('..')).toContainText(/moto, botocore, boto3/)
  await expect(page.getByText(/\bCreateSAMLProvider\b/)).toBeVisible()
  await expect(page.getByText(/The texts of \w+ are derived/)).toBeVisible()
  await expectAccessible(page, 'a service, opened')
})

test('a search stays in the address, opens what fits, and says when nothing does', async ({ page }) => {
  await open(page, COVERAGE)
  await page.getByRole('searchbox', { name: 'Search by service or operation' }).fill('iam create-role')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page).toHaveURL(`${COVERAGE}?q=iam+create-role`)
  await expect(page.getByRole('status').filter({ hasText: 'found' })).toHaveText('1 operation found, 1 imitated')
  await expect(page.getByText(/^\d\d+ of \d{3} operations$/)).toBeVisible()
  await expect(page.getByText('CreateRole', { exact: true })).toBeVisible()

  await open(page, `${COVERAGE}?q=RunInstances`)
  await expect(page.getByRole('heading', { name: 'Not imitated' })).toBeVisible()
  await expect(page.getByText(/\bRunInstances\b/)).toBeVisible()

  await open(page, `${COVERAGE}?q=elasticache`)
  await expect(page.getByRole('heading', { name: 'Nothing fits' })).toBeVisible()
  await expectAccessible(page, 'nothing fits')
  await page.getByRole('link', { name: 'Show everything' }).click()
  await expect(page.getByRole('list', { name: 'Services' }).getByRole('listitem').first()).toBeVisible()
})

test('is no wider than a phone, with everything opened', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, `${COVERAGE}?q=a`)
  await expectNoSidewaysScroll(page, 'everything opened')
})

test('says so when the connection leads elsewhere, and leads into the practice account', async ({ page }) => {
  await open(page, '/settings')
  await page.getByLabel('Connection', { exact: true }).selectOption('profile:team')
  await page.getByRole('button', { name: 'Use this connection' }).click()
  await expect(page.getByRole('banner').getByRole('button', { name: /^Connection: .*team/i })).toBeVisible()
  await open(page, COVERAGE)
  await expect(page.getByText(/^The connection in use leads to another account/)).toBeVisible()
  await page.getByRole('button', { name: 'Use the practice account' }).click()
  await expect(page.getByRole('banner').getByRole('button', { name: /^Connection: Practice/ })).toBeVisible()
  await open(page, COVERAGE)
  await expect(page.getByText(/^The connection in use leads/)).toHaveCount(0)
})
