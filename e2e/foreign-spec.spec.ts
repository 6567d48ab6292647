import type { Page } from '@playwright/test'
import { TEMPLATES } from '@/lib/deployments/setup/foreign/testing/files'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/test'

const IMAGE = '111122223333.dkr.ecr.us-west-2.amazonaws.com/team/search-mcp:1.4.0'

async function upload(page: Page, name: string, content = '') {
  await expect(page.getByRole('button', { name: 'Upload a spec' })).toBeEnabled()
  await page.getByLabel('Spec file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
}

test('a CloudFormation template is named, shown before it fills anything in, and taken over', async ({ page }) => {
  await page.goto('/setup?step=server')
  await page.getByLabel('Name', { exact: true }).fill('kept')
  await upload(page, 'search.template', TEMPLATES.yaml)
  const notice = page
    .getByRole('status')
    .filter({ hasText: 'This is a CloudFormation template with 1 AgentCore runtime' })
  await expect(notice).toContainText(
    'Can be taken over of SearchRuntime: name, image, role, network, 3 variables, 1 tag.',
  )
  await expect(notice.getByRole('list', { name: 'Not taken over' })).toContainText('variable TABLE: !Ref Table')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('kept')
  await expectAccessible(page, 'a foreign file on offer')

  await notice.getByRole('button', { name: 'Take it over' }).click()
  await expect(page).toHaveURL(/step=review/)
  await expect(page.getByRole('status').filter({ hasText: 'Taken over from a CloudFormation template' })).toBeVisible()
  await page.getByText('Runtime search_mcp', { exact: true }).click()
  await expect(page.getByText(IMAGE).filter({ visible: true }).first()).toBeVisible()
  await expectAccessible(page, 'a foreign file taken over')

  await page.goto('/setup?step=server')
  await expect(page.getByLabel('Container image')).toHaveValue(IMAGE)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('search_mcp')
})

test('what a template leaves open is asked for, and answers can be kept', async ({ page }) => {
  await page.goto('/setup?step=server')
  await page.getByLabel('Name', { exact: true }).fill('kept')
  await upload(page, 'stack.template.json', TEMPLATES.cdk)
  await expect(page.getByText('Still to answer: the image.')).toBeVisible()
  await page.getByRole('button', { name: 'Keep my answers' }).click()
  await expect(page.getByText('Still to answer')).toHaveCount(0)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('kept')

  await upload(page, 'stack.template.json', TEMPLATES.cdk)
  await page.getByRole('button', { name: 'Take it over' }).click()
  await expect(page).toHaveURL(/step=review/)
  await page.goto('/setup?step=server')
  await expect(page.getByLabel('Container image')).toHaveValue('')
})
