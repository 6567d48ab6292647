import type { Page } from '@playwright/test'
import { openEditor, replaceAll, review, textBox } from './support/editor'
import { makeRole, NARROWER, POLICY, READS, readPolicy } from './support/roles'
import { expect, signIn, test } from './support/test'

const LISTS = READS.replace('["s3:GetObject", "s3:ListBucket"]', '["s3:ListBucket"]')

const told = (tab: Page) => tab.getByText(`${POLICY} was changed elsewhere since you began.`)
const saved = (tab: Page) => tab.getByText(`${POLICY} is saved in IAM.`)

test('of two browsers that save in the same moment one is told, and keeps its text', async ({
  page,
  browser,
  stack,
}) => {
  await makeRole(stack)
  const context = await browser.newContext({ baseURL: stack.url })
  await signIn(context, stack)
  const other = await context.newPage()

  for (const tab of [page, other]) {
    await openEditor(tab)
    await replaceAll(tab, tab === page ? NARROWER : LISTS)
    await tab.getByRole('button', { name: 'Review and save' }).click()
    await expect(review(tab).getByRole('button', { name: `Save ${POLICY}` })).toBeVisible()
  }
  await Promise.all(
    [page, other].map((tab) =>
      review(tab)
        .getByRole('button', { name: `Save ${POLICY}` })
        .click(),
    ),
  )
  for (const tab of [page, other]) {
    await expect(told(tab).or(saved(tab))).toBeVisible()
  }
  const [loser, winner] = (await told(page).isVisible()) ? [page, other] : [other, page]
  await expect(saved(winner)).toBeVisible()
  await expect(told(loser)).toBeVisible()
  expect(await readPolicy(stack)).toBe(winner === page ? NARROWER : LISTS)
  await loser.getByRole('button', { name: 'Keep mine and review again' }).click()
  await expect(textBox(loser)).toContainText(loser === page ? 's3:GetObject' : 's3:ListBucket')
  await expect(loser.getByRole('button', { name: 'Review and save' })).toBeEnabled()
  await context.close()
})
