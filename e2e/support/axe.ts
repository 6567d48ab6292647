import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']
/** All that a theme can change. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/**
 * Holds what is on the page now against WCAG 2.1 A and AA and axe's best practices in light, and against all that has
 * to do with colour in dark. `where` names it in a failure.
 */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await expect(page.locator('iframe')).toHaveCount(0)
  await setScheme(page, 'light')
  await expectNone(builder(page).withTags(RULES), `${where}, light`)
  await setScheme(page, 'dark')
  await expectNone(builder(page).withRules(COLOUR_RULES), `${where}, dark`)
}

/** No page has a frame, so axe needs no second page to put the results of several together. */
function builder(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()
}

async function expectNone(axe: AxeBuilder, where: string): Promise<void> {
  const { violations, passes } = await axe.analyze()
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => ({ id, help, target: target.join(' '), failureSummary })),
  )
  expect.soft(found, where).toEqual([])
  expect(
    passes.map(({ id }) => id),
    `${where}: nothing was looked at`,
  ).toContain('color-contrast')
}

async function setScheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  const schemes = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)
  await expect.poll(schemes).toContain(colorScheme)
}

/** On a narrow screen nothing may stick out sideways. */
export async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: window.innerWidth,
  }))
  expect.soft(content, where).toBeLessThanOrEqual(screen)
}
