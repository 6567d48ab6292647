import { clientsOf } from './support/account'
import { deployed } from './support/deployed'
import { deploy, openLaunch } from './support/journeys'
import { expect, test } from './support/test'

test('a second set-up begins with a free name, and says when a name is taken', async ({ page }) => {
  await deploy(page)
  await page.getByRole('link', { name: 'Set up', exact: true }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('radio', { name: /Create an execution role/ })).toBeVisible()
  await page.getByRole('button', { name: 'Continue' }).click()
  const name = page.getByLabel('Name', { exact: true })
  await expect(name).toHaveValue('awsapimcpserver2')
  await name.fill('awsapimcpserver')
  await expect(page.getByRole('link', { name: 'Edit awsapimcpserver instead' })).toBeVisible()
})

test('an answer that is wrong is named at the launch too, and leads to its step', async ({ page }) => {
  await openLaunch(page, { idleSeconds: 'ten' })
  await expect(page.getByText('Some answers need another look.')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'idleSeconds' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Setup steps' })).toContainText('Server, needs another look')
  await page.getByRole('link', { name: 'Go to Server' }).click()
  await expect(page.getByLabel('Container image')).toBeVisible()
})

test.describe('the overview after an interruption', () => {
  test('leads to what a deletion left', async ({ page, stack }) => {
    const id = await deployed(stack)
    await clientsOf(stack.practice).control.deleteAgentRuntime({ agentRuntimeId: id })
    await page.goto('/')
    await expect(page.getByText('Parts of awsapimcpserver are left without a runtime')).toBeVisible()
    await page.getByRole('link', { name: 'See what is left' }).click()
    await expect(page.getByRole('heading', { name: 'awsapimcpserver', level: 1 })).toBeVisible()
    await page.getByLabel('Type awsapimcpserver to confirm').fill('awsapimcpserver')
    await page.getByRole('button', { name: /^Delete \d+ of awsapimcpserver/ }).click()
    await expect(page.getByRole('status').filter({ hasText: 'is deleted' })).toBeVisible({ timeout: 60_000 })
    await page.goto('/')
    await expect(page.getByText('No servers in us-east-1 yet')).toBeVisible()
    await expect(page.getByText('without a runtime')).toBeHidden()
  })

  test('leads to what a launch did not come to, and a launch makes just that', async ({ page, stack }) => {
    const id = await deployed(stack)
    await clientsOf(stack.practice).logs.deleteLogGroup({
      logGroupName: `/aws/bedrock-agentcore/runtimes/${id}-DEFAULT`,
    })
    await page.goto('/')
    await expect(page.getByText('awsapimcpserver lacks its log group')).toBeVisible()
    await page.getByRole('link', { name: 'Finish the launch' }).click()
    await expect(page.getByRole('heading', { name: '2 changes in AWS' })).toBeVisible()
    await page.getByRole('button', { name: 'Update awsapimcpserver' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'is up' })).toBeVisible({ timeout: 60_000 })
    await page.goto('/')
    await expect(page.getByRole('link', { name: 'awsapimcpserver' })).toBeVisible()
    await expect(page.getByText('lacks its log group')).toBeHidden()
  })
})

test('a deletion lists each thing once, and its title follows', async ({ page, stack }) => {
  const id = await deployed(stack)
  await page.goto(`/runtimes/${id}/delete`)
  await page.getByLabel('Type awsapimcpserver to confirm').fill('awsapimcpserver')
  await page.getByRole('button', { name: /^Delete \d+ of awsapimcpserver/ }).click()
  await expect(page.getByRole('status').filter({ hasText: 'is deleted' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('listitem').filter({ hasText: /^Delete\s*Runtime awsapimcpserver/ })).toHaveCount(1)
  await expect(page.getByText('No such runtime')).toBeVisible()
})
