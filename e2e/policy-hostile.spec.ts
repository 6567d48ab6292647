import { openEditor, replaceAll, review, textBox } from './support/editor'
import { makeRole, POLICY, READS, readPolicy } from './support/roles'
import { expect, test } from './support/test'

test.beforeEach(async ({ stack }) => makeRole(stack))

const HOSTILE = {
  'not JSON': '{"Version": ',
  'deeply nested': `${'['.repeat(5000)}${']'.repeat(5000)}`,
  'a NUL': READS.replace('Reading', 'a\u0000b'),
  'a __proto__': '{"__proto__": {"x": 1}, "Version": "2012-10-17", "Statement": []}',
  'a name twice': '{"Version": "2012-10-17", "Version": "2008-10-17", "Statement": []}',
  'other scripts': READS.replace('"Sid": "Reading"', '"Sid": "読む"'),
}

for (const [what, text] of Object.entries(HOSTILE)) {
  test(`${what} is named, and kept`, async ({ page, stack }) => {
    await openEditor(page)
    await replaceAll(page, text)
    await expect(page.getByRole('status').filter({ hasText: /error/ })).toBeVisible()
    await page.getByRole('button', { name: 'Review and save' }).click()
    await expect(review(page).getByRole('alert')).toBeVisible()
    await expect(review(page).getByRole('button', { name: `Save ${POLICY}` })).toHaveCount(0)
    expect(await readPolicy(stack)).toBe(READS)
    await page.reload()
    await expect(page.getByText('Unsaved text was brought back.')).toBeVisible()
  })
}

test('ten megabytes are refused in words, and the page goes on', async ({ page }) => {
  await openEditor(page)
  await replaceAll(page, `"${'x'.repeat(10_000_000)}"`)
  await expect(page.getByRole('status').filter({ hasText: /error/ })).toBeVisible()
  await expect(page.getByText('The browser has no room for this draft.')).toBeVisible()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(textBox(page)).toContainText('s3:GetObject')
})
