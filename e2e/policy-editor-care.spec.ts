import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { openEditor, replaceAll, review, textBox } from './support/editor'
import { open } from './support/pages'
import {
  addVersion,
  attachManaged,
  defaultVersion,
  MANAGED,
  makeRole,
  NARROWER,
  POLICY,
  putPolicy,
  READS,
  ROLE,
  readPolicy,
  WIDER,
} from './support/roles'
import { expect, test } from './support/test'

const GUARD = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Never', Effect: 'Deny', Action: 's3:GetObject', Resource: '*' }],
})

test.beforeEach(async ({ stack }) => makeRole(stack))

test('a new policy is written, saved, and in IAM', async ({ page, stack }) => {
  await openEditor(page)
  await page.getByRole('button', { name: 'New inline policy' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('not a name!')
  await page.getByRole('button', { name: 'Start writing' }).click()
  await expect(page.getByRole('dialog').getByLabel('Name')).toHaveAccessibleDescription(/letters, digits/)
  await page.getByRole('dialog').getByLabel('Name').fill('Writing')
  await page.getByRole('button', { name: 'Start writing' }).click()
  await expect(page.getByRole('textbox', { name: 'Writing, JSON' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Writing.*unsaved/ })).toBeVisible()
  await replaceAll(page, READS, page.getByRole('textbox', { name: 'Writing, JSON' }))
  await page.getByRole('button', { name: 'Review and save' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save Writing' }).click()
  await expect(page.getByText('Writing is saved in IAM.')).toBeVisible()
  expect(await readPolicy(stack, 'Writing')).toBe(READS)
  await expect(page.getByRole('button', { name: /Writing.*unsaved/ })).toHaveCount(0)
})

test('a new policy starts from a template, without a finding', async ({ page }) => {
  await openEditor(page)
  await page.getByRole('button', { name: 'New inline policy' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Functions')
  await page.getByLabel('Services').fill('lambda, s3')
  await page.getByRole('button', { name: 'Start from this template' }).click()
  const box = page.getByRole('textbox', { name: 'Functions, JSON' })
  await expect(box).toContainText('lambda:List*')
  await expect(box).not.toContainText('lambda:Describe*')
  await expect(page.getByRole('tabpanel')).toContainText('No findings in this document')
})

test('a policy is deleted by its name, and its text can be found again', async ({ page, stack }) => {
  await openEditor(page)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete policy' })
  await expect(dialog.getByRole('button', { name: `Delete policy ${POLICY}` })).toBeDisabled()
  await dialog.getByLabel(`Type ${POLICY} to confirm`).fill(POLICY)
  await dialog.getByRole('button', { name: `Delete policy ${POLICY}` }).click()
  await expect(page.getByText(`${POLICY} is deleted.`)).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Documents of the role' })).not.toContainText(POLICY)
  await expect(readPolicy(stack)).rejects.toThrow(/cannot be found/)

  await page.getByRole('button', { name: 'New inline policy' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(POLICY)
  await page.getByRole('button', { name: 'Start writing' }).click()
  await page.getByRole('button', { name: 'Earlier texts' }).click()
  await page.getByRole('button', { name: 'Put back' }).click()
  await expect(textBox(page)).toContainText('s3:ListBucket')
})

test('a managed policy has versions, and goes back to an earlier one', async ({ page, stack }) => {
  const arn = await attachManaged(stack, NARROWER)
  await open(page, `/roles/${ROLE}`)
  await page.getByRole('button', { name: MANAGED }).click()
  await expect(page.getByRole('textbox', { name: `${MANAGED}, JSON` })).toContainText('s3:GetObject')
  await addVersion(stack, arn, READS)
  await page.getByRole('button', { name: 'Earlier texts' }).click()
  const dialog = page.getByRole('dialog', { name: 'Earlier texts' })
  await dialog.getByRole('button', { name: 'Make v1 the default' }).click()
  await expect(page.getByText('v1 is the default version now.')).toBeVisible()
  expect(await defaultVersion(stack, arn)).toBe('v1')

  await page.getByRole('button', { name: 'Earlier texts' }).click()
  await dialog.getByRole('button', { name: 'Make v2 the default' }).click()
  await dialog.getByLabel('Why does it need what v2 allows?').fill('The reports are listed again.')
  await dialog.getByRole('button', { name: 'Make v2 the default' }).click()
  await expect(page.getByText('v2 is the default version now.')).toBeVisible()
  expect(await defaultVersion(stack, arn)).toBe('v2')
})

test('what a Deny held back counts as gained when it goes', async ({ page, stack }) => {
  await putPolicy(stack, GUARD, 'Guard')
  await open(page, `/roles/${ROLE}?document=inline%3AGuard`)
  const box = page.getByRole('textbox', { name: 'Guard, JSON' })
  await expect(box).toContainText('Deny')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete policy' })
  await expect(dialog.getByText('Without it the assistant gains')).toBeVisible()
  await expect(dialog.getByText('s3:GetObject')).toBeVisible()
  await page.keyboard.press('Escape')

  await replaceAll(page, GUARD.replace('s3:GetObject', 's3:PutObject'), box)
  await page.getByRole('button', { name: 'Review and save' }).click()
  await expect(page.getByText('The assistant gains permissions')).toBeVisible()
  await expect(page.getByLabel('Why is this needed?')).toBeVisible()
})

test('a policy that denies something goes for a reason only', async ({ page, stack }) => {
  await putPolicy(stack, GUARD, 'Guard')
  await open(page, `/roles/${ROLE}?document=inline%3AGuard`)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete policy' })
  await dialog.getByLabel('Type Guard to confirm').fill('Guard')
  await dialog.getByLabel('Why is the policy no longer needed?').fill(' ')
  await dialog.getByRole('button', { name: 'Delete policy Guard' }).click()
  await expect(dialog.getByText('Say in a few words why this is needed.')).toBeVisible()
  expect(await readPolicy(stack, 'Guard')).toBe(GUARD)

  await dialog.getByLabel('Why is the policy no longer needed?').fill('The bucket is gone.')
  await dialog.getByRole('button', { name: 'Delete policy Guard' }).click()
  await expect(page.getByText('Guard is deleted.')).toBeVisible()
  await expect(readPolicy(stack, 'Guard')).rejects.toThrow(/cannot be found/)
})

test('a link and the simulator propose a statement for what is refused', async ({ page }) => {
  await openEditor(page, '?propose=s3%3ADeleteObject&on=arn%3Aaws%3As3%3A%3A%3Areports%2Fold.csv')
  const dialog = page.getByRole('dialog', { name: 'Add what was refused' })
  await expect(dialog.getByLabel('Error message')).toHaveValue(/s3:DeleteObject on resource: arn:aws:s3:::reports/)
  await expectAccessible(page, 'a proposed statement')
  await dialog.getByRole('button', { name: `Add the statement to ${POLICY}` }).click()
  await expect(textBox(page)).toContainText('s3:DeleteObject')

  await page.getByRole('tab', { name: 'Simulate' }).click()
  await page.getByLabel('Action').fill('s3:DeleteObject')
  await page.getByLabel('Resource').fill('arn:aws:s3:::reports/old.csv')
  await page.getByRole('button', { name: 'Simulate' }).click()
  await expect(page.getByText('Allowed', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: `${POLICY}, statement 2` }).click()
  await expect(textBox(page)).toBeFocused()

  await page.getByLabel('Action').fill('s3:PutObject')
  await page.getByRole('button', { name: 'Simulate' }).click()
  await page.getByRole('button', { name: 'Propose a statement for it' }).click()
  await dialog.getByRole('button', { name: `Add the statement to ${POLICY}` }).click()
  await expect(textBox(page)).toContainText('s3:PutObject')
})

test('two tabs show one text, and one saves it', async ({ page, context, stack }) => {
  await openEditor(page)
  const other = await context.newPage()
  await openEditor(other)
  await replaceAll(page, NARROWER)
  await expect(textBox(other)).not.toContainText('s3:ListBucket')
  await other.getByRole('button', { name: 'Review and save' }).click()
  await review(other)
    .getByRole('button', { name: `Save ${POLICY}` })
    .click()
  await expect(other.getByText(`${POLICY} is saved in IAM.`)).toBeVisible()
  expect(await readPolicy(stack)).toBe(NARROWER)
  await expect(page.getByRole('button', { name: 'Review and save' })).toBeDisabled()
  await expect(textBox(page)).not.toContainText('s3:ListBucket')
})

test('whoever was faster can be let through, and what was typed is kept', async ({ page, stack }) => {
  await openEditor(page)
  await replaceAll(page, NARROWER)
  await putPolicy(stack, WIDER)
  await page.getByRole('button', { name: 'Review and save' }).click()
  await review(page)
    .getByRole('button', { name: `Save ${POLICY}` })
    .click()
  await page.getByRole('button', { name: 'Go on from IAM’s text' }).click()
  await expect(textBox(page)).toContainText('s3:PutObject')
  await expect(page.getByRole('button', { name: 'Review and save' })).toBeDisabled()
  expect(await readPolicy(stack)).toBe(WIDER)
  await page.getByRole('button', { name: 'Earlier texts' }).click()
  await page.getByRole('button', { name: 'Put back' }).click()
  await expect(textBox(page)).not.toContainText('s3:ListBucket')
})

test('a refused and a slowed save say so, and keep the text', async ({ page, stack }) => {
  await openEditor(page)
  await replaceAll(page, NARROWER)
  stack.practice.faults.add({
    id: 'denied',
    match: { operation: 'PutRolePolicy' },
    effect: { type: 'access-denied' },
  })
  const save = review(page).getByRole('button', { name: `Save ${POLICY}` })
  await page.getByRole('button', { name: 'Review and save' }).click()
  await save.click()
  await expect(review(page).getByRole('alert')).toContainText('AWS denies this')
  stack.practice.faults.add({
    id: 'throttled',
    match: { operation: 'PutRolePolicy', times: 2 },
    effect: { type: 'throttle' },
  })
  await save.click()
  await expect(page.getByText(`${POLICY} is saved in IAM.`)).toBeVisible()
  expect(await readPolicy(stack)).toBe(NARROWER)
})

test('what is put aside can be found again', async ({ page }) => {
  await openEditor(page)
  await replaceAll(page, WIDER)
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(textBox(page)).not.toContainText('s3:PutObject')
  await page.getByRole('button', { name: 'Earlier texts' }).click()
  await expect(page.getByText(/^Put aside/)).toBeVisible()
  await page.getByRole('button', { name: 'Put back' }).click()
  await expect(textBox(page)).toContainText('s3:PutObject')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(textBox(page)).not.toContainText('s3:PutObject')
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(textBox(page)).toContainText('s3:PutObject')
})

test('the keyboard alone edits and saves', async ({ page, stack }) => {
  await openEditor(page)
  await textBox(page).focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('ControlOrMeta+f')
  await page.keyboard.type(', "s3:ListBucket"')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(textBox(page)).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(textBox(page)).not.toContainText('s3:ListBucket')
  await goBackTo(page, 'Review and save')
  await page.keyboard.press('Enter')
  await expect(review(page).getByText('The assistant loses permissions')).toBeVisible()
  await goOnTo(page, `Save ${POLICY}`)
  await page.keyboard.press('Enter')
  await expect(page.getByText(`${POLICY} is saved in IAM.`)).toBeVisible()
  expect(await readPolicy(stack)).toBe(NARROWER)
})

test('panels and dialogs are accessible, and fit a phone', async ({ page, stack }) => {
  test.setTimeout(120_000)
  await putPolicy(stack, GUARD, 'Guard')
  await openEditor(page, `?document=inline%3A${POLICY}`)
  await replaceAll(page, WIDER)

  for (const name of ['What it allows', 'Risk', 'Simulate']) {
    await page.getByRole('tab', { name }).click()
    await expectAccessible(page, name)
  }
  for (const name of ['Review and save', 'Earlier texts', 'Paste an AccessDenied', 'New inline policy', 'Delete']) {
    await page.getByRole('button', { name, exact: true }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page, name)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSidewaysScroll(page, name)
    await page.setViewportSize({ width: 1280, height: 720 })
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await page.setViewportSize({ width: 390, height: 844 })

  for (const name of ['Findings', 'What it allows', 'Risk', 'Simulate']) {
    await page.getByRole('tab', { name }).click()
    await expectNoSidewaysScroll(page, name)
  }
})

const goOnTo = (page: Page, name: string) => press(page, name, 'Tab')
const goBackTo = (page: Page, name: string) => press(page, name, 'Shift+Tab')

async function press(page: Page, name: string, key: string) {
  const button = page.getByRole('button', { name, exact: true })

  for (let stops = 0; stops < 30; stops += 1) {
    if (await button.evaluate((element) => element === document.activeElement)) {
      return
    }
    await page.keyboard.press(key)
  }
  throw new Error(`${name} is not reached with ${key}.`)
}
