import { deployed } from './support/deployed'
import { open } from './support/pages'
import { expect, test } from './support/test'

test('faults of the practice account are switched on, strike, and are switched off', async ({ page, stack }) => {
  await open(page, '/settings/practice')
  await page.getByRole('checkbox', { name: 'Access denied' }).check()
  await page.getByLabel('Where').selectOption('AgentCore')
  await page.getByLabel('How often').selectOption('Every call, until switched off')
  await page.getByRole('checkbox', { name: 'Hostile logs' }).check()
  await page.getByLabel('Runtimes become READY after').fill('0.5')
  await page.getByRole('button', { name: 'Apply to the practice account' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Applied' })).toBeVisible()
  await expect(page.getByText('1 switched on')).toBeVisible()
  expect(stack.practice.faults.list()).toMatchObject([
    { match: { service: 'agentcore-control', times: null }, effect: { type: 'access-denied' } },
  ])
  expect(stack.practice.faults.switches).toMatchObject({ hostileLogs: true, readyMs: 500 })

  await page.goto('/runtimes')
  await expect(page.getByRole('alert').filter({ hasText: 'Ask an administrator' })).toBeVisible()
  await open(page, '/settings/practice')
  await expect(page.getByRole('checkbox', { name: 'Access denied' })).toBeChecked()
  await page.getByRole('button', { name: 'Switch everything off' }).click()
  await expect(page.getByRole('checkbox', { name: 'Access denied' })).not.toBeChecked()
  expect(stack.practice.faults.list()).toEqual([])
  expect(stack.practice.faults.switches).toMatchObject({ hostileLogs: false, readyMs: 0 })
})

test('the keys of the practice account are there to copy, and in no address', async ({ page, stack }) => {
  await open(page, '/settings/practice')
  const lines = page.getByRole('figure').filter({ hasText: 'bash and zsh' })
  await expect(lines).toContainText(`export AWS_ENDPOINT_URL=${stack.practice.url}`)
  await expect(lines).toContainText(`export AWS_SECRET_ACCESS_KEY=${stack.practice.secretAccessKey}`)
  const addresses = await page.evaluate(() => performance.getEntries().map(({ name }) => name))
  expect([page.url(), ...addresses].join('\n')).not.toContain(encodeURIComponent(stack.practice.secretAccessKey))
})

test('a time that can’t be is told at its field, and nothing is changed', async ({ page, stack }) => {
  await open(page, '/settings/practice')

  for (const [typed, says] of [
    ['soon', 'Use a number of seconds.'],
    ['-1', 'Use 0 or more.'],
    ['3601', 'at most 3,600'],
  ] as const) {
    await page.getByLabel('Runtimes become READY after').fill(typed)
    await page.getByRole('button', { name: 'Apply to the practice account' }).click()
    await expect(page.getByLabel('Runtimes become READY after')).toHaveAccessibleDescription(new RegExp(says))
    await expect(page.getByLabel('Runtimes become READY after')).toHaveValue(typed)
  }
  expect(stack.practice.faults.switches.readyMs).toBe(0)
})

test('a reset asks for a word, empties the account, and leaves its samples', async ({ page, stack }) => {
  await deployed(stack)
  await open(page, '/settings/practice')
  await page.getByRole('button', { name: 'Reset the practice account' }).click()
  const dialog = page.getByRole('dialog', { name: 'Reset the practice account' })
  await expect(dialog.getByRole('button', { name: 'Reset practice' })).toBeDisabled()
  await dialog.getByLabel('Type practice to confirm').fill('Practice')
  await expect(dialog.getByRole('button', { name: 'Reset practice' })).toBeDisabled()
  await dialog.getByLabel('Type practice to confirm').fill('practice')
  await dialog.getByRole('button', { name: 'Reset practice' }).click()
  await expect(dialog).toBeHidden()
  await page.goto('/runtimes')
  await expect(page.getByRole('main')).not.toContainText('awsapimcpserver')
})

test('the policy for an administrator names the roles that were asked for, and can be saved', async ({ page }) => {
  await open(page, '/settings')
  await page.getByLabel('Execution roles whose names start with').fill('team-a-')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByRole('figure').getByText('arn:aws:iam::000000000000:role/team-a-*').first()).toBeVisible()
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download the policy' }).click()
  expect((await coming).suggestedFilename()).toBe('slipway-operator-policy.json')
})

test('the theme is kept, and system follows the computer', async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await open(page, '/settings/about')
  const light = await background()
  await page.getByRole('button', { name: 'Theme' }).click()
  await page.getByRole('button', { name: 'Dark' }).click()
  await expect.poll(background).not.toBe(light)
  await page.reload()
  await expect.poll(background).not.toBe(light)
  await page.getByRole('button', { name: 'Theme' }).click()
  await page.getByRole('button', { name: 'System' }).click()
  await expect.poll(background).toBe(light)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(background).not.toBe(light)
})
