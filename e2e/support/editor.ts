import type { Page } from '@playwright/test'
import { open } from './pages'
import { POLICY, ROLE } from './roles'
import { expect } from './test'

export function textBox(page: Page) {
  return page.getByRole('textbox', { name: `${POLICY}, JSON` })
}

export async function openEditor(page: Page, query = '') {
  await open(page, `/roles/${ROLE}${query}`)
  await expect(textBox(page)).toBeVisible()
}

/** Puts a text in place of the whole document, as pasting does. */
export async function replaceAll(page: Page, text: string, box = textBox(page)) {
  await box.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.evaluate((pasted) => {
    const data = new DataTransfer()
    data.setData('text/plain', pasted)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, text)
}

/** What has to be looked at before a save. */
export const review = (page: Page) => page.getByRole('dialog', { name: `Save ${POLICY}` })
