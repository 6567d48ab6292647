import { expectAccessible } from './support/axe'
import { openEditor, replaceAll, review, textBox } from './support/editor'
import { makeRole, NARROWER, POLICY, putPolicy, READS, readPolicy, WIDER } from './support/roles'
import { expect, test } from './support/test'

test.beforeEach(async ({ stack }) => makeRole(stack))

test('a wider policy asks for a reason and a second look, and is saved as it was typed', async ({ page, stack }) => {
  await openEditor(page)
  await replaceAll(page, WIDER)
  await page.getByRole('button', { name: 'Review and save' }).click()
  await expect(review(page).getByText('The assistant gains permissions')).toBeVisible()
  await expect(review(page).getByText('s3:PutObject').first()).toBeVisible()
  await review(page).getByLabel('Why is this needed?').fill('It files the reports.')
  await review(page)
    .getByLabel(/I have looked at what is gained/)
    .check()
  await review(page)
    .getByRole('button', { name: `Save ${POLICY}` })
    .click()
  await expect(page.getByText(`${POLICY} is saved in IAM.`)).toBeVisible()
  expect(await readPolicy(stack)).toBe(WIDER)
  await expect(page.getByRole('button', { name: 'Review and save' })).toBeDisabled()

  await page.getByRole('button', { name: 'Earlier texts' }).click()
  await expect(page.getByText('It files the reports.')).toBeVisible()
  await page.getByRole('button', { name: 'Put back' }).click()
  await page.getByRole('button', { name: 'Review and save' }).click()
  await expect(review(page).getByText('The assistant loses permissions')).toBeVisible()
  await review(page)
    .getByRole('button', { name: `Save ${POLICY}` })
    .click()
  await expect(page.getByText(`${POLICY} is saved in IAM.`).first()).toBeVisible()
  await expect.poll(() => readPolicy(stack)).toBe(READS)
})

test('a narrower policy needs no reason', async ({ page, stack }) => {
  await openEditor(page)
  await replaceAll(page, NARROWER)
  await page.getByRole('button', { name: 'Review and save' }).click()
  await expect(review(page).getByLabel('Why is this needed?')).toHaveCount(0)
  await review(page)
    .getByRole('button', { name: `Save ${POLICY}` })
    .click()
  await expect(page.getByText(`${POLICY} is saved in IAM.`)).toBeVisible()
  expect(await readPolicy(stack)).toBe(NARROWER)
})

test('what somebody else saved meanwhile is shown, and not overwritten', async ({ page, stack }) => {
  await openEditor(page)
  await replaceAll(page, NARROWER)
  await putPolicy(stack, WIDER)
  await page.getByRole('button', { name: 'Review and save' }).click()
  await review(page)
    .getByRole('button', { name: `Save ${POLICY}` })
    .click()
  await expect(page.getByText(`${POLICY} was changed elsewhere since you began.`)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Changed in IAM' })).toContainText('s3:PutObject')
  expect(await readPolicy(stack)).toBe(WIDER)
  await page.getByRole('button', { name: 'Keep mine and review again' }).click()
  await page.getByRole('button', { name: 'Review and save' }).click()
  await review(page)
    .getByRole('button', { name: `Save ${POLICY}` })
    .click()
  await expect(page.getByText(`${POLICY} is saved in IAM.`)).toBeVisible()
  expect(await readPolicy(stack)).toBe(NARROWER)
})

test('unsaved text survives a reload, and an expired session', async ({ page, context, stack }) => {
  await openEditor(page)
  await replaceAll(page, WIDER)
  await page.reload()
  await expect(page.getByText('Unsaved text was brought back.')).toBeVisible()
  await expect(textBox(page)).toContainText('s3:PutObject')
  const cookies = await context.cookies()
  await context.clearCookies()
  await page.getByRole('button', { name: 'Review and save' }).click()
  await review(page).getByLabel('Why is this needed?').fill('It files the reports.')
  await review(page)
    .getByLabel(/I have looked at what is gained/)
    .check()
  await review(page)
    .getByRole('button', { name: `Save ${POLICY}` })
    .click()
  await expect(review(page).getByRole('alert')).toContainText(/sign/i)
  expect(await readPolicy(stack)).toBe(READS)
  await context.addCookies(cookies)
  await page.reload()
  await expect(textBox(page)).toContainText('s3:PutObject')
})

test('findings lead to their place, and their fixes are applied', async ({ page }) => {
  await openEditor(page)
  await replaceAll(page, READS.replace('s3:GetObject', 's3:GetObjct'))
  const findings = page.getByRole('tabpanel')
  await expect(findings.getByText('INVALID_ACTION')).toBeVisible()
  await expectAccessible(page, 'editor with a finding')
  await findings
    .getByRole('button', { name: /s3:GetObject/ })
    .first()
    .click()
  await expect(findings.getByText('INVALID_ACTION')).toHaveCount(0)
  await expect(textBox(page)).toContainText('"s3:GetObject"')
})

test('actions are completed by keyboard, and Tab leaves the editor', async ({ page }) => {
  await page.clock.install()
  await openEditor(page)
  await replaceAll(page, '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObjectLeg')
  await page.keyboard.press('Control+Space')
  await expect(page.getByRole('option', { name: /s3:GetObjectLegalHold/ })).toBeVisible()
  // CodeMirror takes no key for 75 ms after a list has opened, so that nothing is chosen by accident.
  await page.clock.fastForward(100)
  await page.keyboard.press('Enter')
  await expect(textBox(page)).toContainText('s3:GetObjectLegalHold')
  await page.keyboard.press('Tab')
  await expect(textBox(page)).not.toBeFocused()
})

test('an AccessDenied becomes the smallest statement', async ({ page }) => {
  await openEditor(page)
  await page.getByRole('button', { name: 'Paste an AccessDenied' }).click()
  await page
    .getByLabel('Error message')
    .fill(
      'An error occurred (AccessDenied) when calling the DeleteObject operation: User: arn:aws:sts::000000000000:assumed-role/x/y is not authorized to perform: s3:DeleteObject on resource: "arn:aws:s3:::reports/old.csv" because no identity-based policy allows the s3:DeleteObject action',
    )
  await page.getByRole('button', { name: 'Add the statement' }).click()
  await expect(textBox(page)).toContainText('s3:DeleteObject')
  await expect(textBox(page)).toContainText('arn:aws:s3:::reports/old.csv')
})

test('the panels say what is allowed, what is dangerous, and what would be decided', async ({ page }) => {
  await openEditor(page, '?panel=access')
  await page.getByRole('searchbox', { name: 'Ask what it can do' }).fill('can it delete a bucket?')
  await expect(page.getByRole('tabpanel').getByRole('status')).toContainText('No')
  await page.getByRole('tab', { name: 'Risk' }).click()
  const risk = page.getByRole('tabpanel', { name: 'Risk' })
  await expect(risk).toContainText('Reads data in S3, changes nothing, reaches no secrets that Slipway knows of.')
  await expect(risk.getByRole('heading', { name: 'Data 1 service' })).toBeVisible()
  await replaceAll(page, WIDER)
  await expect(risk).toContainText('Reads data in S3, changes S3,')
  await expect(risk.getByRole('heading', { level: 3 }).first()).toHaveText(/^Changes or destroys/)
  await expect(risk.getByText('S3 (new)')).toBeVisible()
  await expectAccessible(page, 'risk with something new')
  await page.getByRole('tab', { name: 'Simulate' }).click()
  await page.getByLabel('Action').fill('s3:GetObject')
  await page.getByLabel('Resource').fill('arn:aws:s3:::reports/q1.csv')
  await page.getByRole('button', { name: 'Ask AWS too' }).click()
  await expect(page.getByText('IAM’s own simulator says the same.')).toBeVisible()
  await page.getByLabel('Action').fill('nonsense')
  await page.getByRole('button', { name: 'Simulate' }).click()
  await expect(page.getByLabel('Action')).toHaveAccessibleDescription(/An action looks like/)
})

test('Access Analyzer is asked about exactly this text, and a missing permission is no obstacle', async ({
  page,
  stack,
}) => {
  await openEditor(page)
  await replaceAll(page, READS.replace('s3:GetObject', 's3:GetObjct'))
  await page.getByRole('button', { name: 'Ask Access Analyzer' }).click()
  await expect(page.getByText('Slipway and Access Analyzer').first()).toBeVisible()
  stack.practice.faults.add({
    id: 'denied',
    match: { service: 'access-analyzer', times: null },
    effect: { type: 'access-denied' },
  })
  await page.getByRole('button', { name: 'Ask Access Analyzer' }).click()
  await expect(page.getByText(/may not call access-analyzer:ValidatePolicy/)).toBeVisible()
})

test('a phone can read, edit and save', async ({ page, stack }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openEditor(page)
  await replaceAll(page, NARROWER)
  await page.getByRole('tab', { name: 'What it allows' }).click()
  await expect(page.getByRole('searchbox', { name: 'Ask what it can do' })).toBeVisible()
  await page.getByRole('tab', { name: 'What it allows' }).click()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.getByRole('button', { name: 'Review and save' }).click()
  await review(page)
    .getByRole('button', { name: `Save ${POLICY}` })
    .click()
  await expect(page.getByText(`${POLICY} is saved in IAM.`)).toBeVisible()
  expect(await readPolicy(stack)).toBe(NARROWER)
})

test('Tab reaches the tabs of the side panel once; arrows, Home and End go through them', async ({ page }) => {
  await openEditor(page)
  const tab = (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) })
  await tab('Findings').focus()
  await page.keyboard.press('ArrowLeft')
  await expect(tab('Simulate')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(tab('Findings')).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tabpanel')).toContainText('Simulate')
  await page.keyboard.press('Home')
  await expect(tab('Findings')).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByRole('tab').and(page.locator(':focus'))).toHaveCount(0)
})
