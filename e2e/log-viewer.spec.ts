import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { linesOf, logGroup, numbered } from './support/log-lines'
import { expect, test } from './support/test'

let groups = 0
/** Never one of before: the server goes on with a tail for a while after its last viewer is gone. */
const nextName = () => `viewer${++groups}-AbCdEf1234`

async function scrollTo(page: Page, top: number) {
  await linesOf(page).evaluate((element, place) => element.scrollTo({ top: place }), top)
}

test('follows, pauses when scrolled, and leads back to the end', async ({ page, stack }) => {
  const group = await logGroup(stack, nextName())
  await group.write(numbered(500))
  await page.goto(group.address)
  await expect(linesOf(page)).toContainText('number 499.')
  await expect(page.getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'true')
  await group.write(numbered(3, 500))
  await expect(linesOf(page)).toContainText('number 502.')

  await linesOf(page).hover()
  await page.mouse.wheel(0, -3000)
  await expect(page.getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'false')
  expect(new URL(page.url()).searchParams.get('follow')).toBe('0')
  await expect(linesOf(page)).not.toContainText('number 502.')
  const seen = await linesOf(page).textContent()
  await group.write(numbered(7, 503))
  await expect(page.getByRole('button', { name: '7 new lines' })).toBeVisible()
  expect(await linesOf(page).textContent()).toBe(seen)

  await page.getByRole('button', { name: '7 new lines' }).click()
  await expect(linesOf(page)).toContainText('number 509.')
  await expect(page.getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'true')
})

test('a late line stands where it belongs, and is announced', async ({ page, stack }) => {
  const group = await logGroup(stack, nextName())
  const now = Date.now()
  await group.write([
    { text: 'first', at: now - 9000 },
    { text: 'third', at: now - 1000 },
  ])
  const history = page.waitForResponse(/\/api\/logs\/events/)
  await page.goto(group.address)
  await expect(linesOf(page)).toContainText('third')
  // What the history still brings is not late.
  await (await history).finished()
  await group.write([{ text: 'second', at: now - 5000 }])
  await expect(linesOf(page).getByRole('row')).toHaveText([/first/, /late.*second/, /third/])
  await expect(page.getByText('1 late, put where they belong')).toBeVisible()
})

test('searches by text and by regular expression, steps and filters', async ({ page, stack }) => {
  const group = await logGroup(stack, nextName())
  await group.write([
    ...numbered(300),
    { text: 'a needle', at: Date.now() },
    { text: 'the NEEDLE again', at: Date.now() },
  ])
  await page.goto(group.address)
  await expect(linesOf(page)).toContainText('again')
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('needle')
  await expect(page.getByText('2 matches')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 of 2')).toBeVisible()
  await expect(linesOf(page).getByRole('row', { selected: true })).toContainText('a needle')
  await expect(linesOf(page).locator('mark').first()).toHaveText('needle')

  await page.getByRole('button', { name: 'Only matches' }).click()
  await expect(linesOf(page).getByRole('row')).toHaveCount(2)
  await page.getByRole('button', { name: 'Match case' }).click()
  await expect(linesOf(page).getByRole('row')).toHaveCount(1)
  await page.getByRole('button', { name: 'Regular expression' }).click()
  await page.getByRole('searchbox').fill('number (7|8)\\.')
  await expect(linesOf(page).getByRole('row')).toHaveText([/number 7\./, /number 8\./])
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toMatchObject({
    q: 'number (7|8)\\.',
    regex: '1',
    mode: 'filter',
    case: '1',
  })
  await page.reload()
  await expect(linesOf(page).getByRole('row')).toHaveText([/number 7\./, /number 8\./])
  await page.getByRole('searchbox').fill('(')
  await expect(page.getByRole('searchbox')).toHaveAttribute('aria-invalid', 'true')
})

test('a pattern that would never end is given up, and the page stays well', async ({ page, stack }) => {
  const group = await logGroup(stack, nextName())
  await group.write([{ text: `${'a'.repeat(60)}!` }])
  await page.goto(`${group.address}?regex=1&q=${encodeURIComponent('^(a+)+$')}`)
  await expect(page.getByText('This pattern takes too long')).toBeVisible()
  await expect(linesOf(page)).toContainText('aaaa')
  await page.getByRole('searchbox').fill('a!')
  await expect(page.getByText('1 match', { exact: true })).toBeVisible()
})

test('filters by level and stream, in the address too', async ({ page, stack }) => {
  const group = await logGroup(stack, nextName())
  await group.write([
    { text: 'INFO:     fine', stream: 'one' },
    { text: 'ERROR:    broken', stream: 'one' },
    { text: 'ERROR:    other', stream: 'two' },
  ])
  await page.goto(group.address)
  await page.getByRole('button', { name: /^Error\s?2/ }).click()
  await expect(linesOf(page).getByRole('row')).toHaveCount(2)
  await page.getByLabel('Stream', { exact: true }).selectOption({ label: '2026/11/23/[runtime-logs]two (1)' })
  await expect(linesOf(page).getByRole('row')).toHaveText([/other/])
  await page.reload()
  await expect(linesOf(page).getByRole('row')).toHaveText([/other/])
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(linesOf(page).getByRole('row')).toHaveCount(3)
})

test('folds a traceback into one row, and opens JSON as a tree', async ({ page, stack }) => {
  const group = await logGroup(stack, nextName())
  const at = Date.now() - 60_000
  const lines = [
    'Traceback (most recent call last):',
    '  File "server.py", line 1',
    'ValueError: the cause',
    '{"a":{"b":[1]},"big":12345678901234567890}',
  ]
  await group.write(lines.map((text, index) => ({ text, at: at + index })))
  await page.goto(group.address)
  await expect(linesOf(page).getByRole('row')).toHaveCount(2)
  await expect(linesOf(page)).not.toContainText('the cause')
  await linesOf(page).getByRole('button', { name: 'Unfold this line, 2 more lines' }).click()
  await expect(linesOf(page)).toContainText('ValueError: the cause')
  await linesOf(page).getByRole('row').nth(1).getByRole('button', { name: 'Unfold this line' }).click()
  await expect(linesOf(page).getByRole('row').nth(1)).toContainText('12345678901234567890')
})

test('a link to a line opens with its context, and shows which one it is', async ({ page, stack, context }) => {
  const group = await logGroup(stack, nextName())
  const start = Date.now() - 300_000
  await group.write(Array.from({ length: 1000 }, (_, at) => ({ text: `number ${at}.`, at: start + at })))
  await page.goto(`${group.address}?follow=0&q=${encodeURIComponent('number 500.')}`)
  await expect(page.getByText('1 match', { exact: true })).toBeVisible()
  await page.keyboard.press('n')
  await linesOf(page).getByRole('row', { selected: true }).click()
  await page.getByRole('region', { name: 'The selected line' }).getByRole('button', { name: 'Show in context' }).click()
  await expect(linesOf(page)).toContainText('number 500.')
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(linesOf(other).getByRole('row', { selected: true })).toContainText('number 500.')
  await expect(linesOf(other)).toContainText('number 495.')
  await expect(linesOf(other)).toContainText('number 505.')
})

test('works by keyboard, and says how', async ({ page, stack }) => {
  const group = await logGroup(stack, nextName())
  await group.write([
    { text: 'ERROR:    early', at: Date.now() - 5000 },
    ...numbered(200).map((line) => ({ ...line, at: Date.now() })),
    { text: 'ERROR:    last', at: Date.now() + 500 },
  ])
  await page.goto(group.address)
  await expect(linesOf(page)).toContainText('last')
  await page.keyboard.press('e')
  await expect(linesOf(page).getByRole('row', { selected: true })).toContainText('early')
  await page.keyboard.press('e')
  await expect(linesOf(page).getByRole('row', { selected: true })).toContainText('last')
  await linesOf(page).focus()
  await page.keyboard.press('ArrowUp')
  await expect(linesOf(page).getByRole('row', { selected: true })).toContainText('number 199.')
  await page.keyboard.press('Home')
  await expect(linesOf(page).getByRole('row', { selected: true })).toContainText('early')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'The selected line' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'The selected line' })).toHaveCount(0)
  await page.keyboard.press('w')
  await expect(page.getByRole('button', { name: 'Wrap' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('slider', { name: /^Lines over time/ }).focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(page.getByText('A fixed range')).toBeVisible()
  expect(new URL(page.url()).searchParams.get('from')).toMatch(/^\d+$/)
})

test('the scroll bar reaches both ends of many lines', async ({ page, stack }) => {
  const group = await logGroup(stack, nextName())
  for (let batch = 0; batch < 3; batch += 1) {
    await group.write(numbered(5000, batch * 5000))
  }
  await page.goto(group.address)
  await expect(page.getByText('15,000 lines', { exact: true })).toBeVisible({ timeout: 30_000 })
  await scrollTo(page, 0)
  await expect(linesOf(page)).toContainText('number 0.')
  await scrollTo(page, 1e9)
  await expect(linesOf(page)).toContainText('number 14999.')
})

test('breaks no rule of accessibility and fits a phone', async ({ page, stack }) => {
  const group = await logGroup(stack, nextName())
  await group.write([
    ...numbered(40),
    { text: '\u001b[31mred\u001b[0m \u001b[38;5;226myellow\u001b[0m \u001b[2mdim\u001b[0m \u202e' },
    { text: 'Traceback (most recent call last):\n  File "x"' },
    { text: `needle ${'x'.repeat(5000)}` },
  ])
  await page.goto(`${group.address}?q=needle&zone=relative`)
  await expect(page.getByText('1 match', { exact: true })).toBeVisible()
  await linesOf(page).getByRole('row').last().click()
  await expect(page.getByRole('region', { name: 'The selected line' })).toContainText('needle')
  await expectAccessible(page, 'viewer, a line open')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'viewer, a line open')
  await expectAccessible(page, 'viewer on a phone')
})

test('shows the message, finds and copies the line, and moves nothing when a finding or a line opens', async ({
  page,
  context,
  stack,
}) => {
  const group = await logGroup(stack, nextName())
  const at = Date.now() - 60_000
  const line = '2026-11-29 10:00:00.123 | WARNING  | app.db:open:12 - pool nearly full'
  const lines = [...numbered(60).map(({ text }) => text), "ModuleNotFoundError: No module named 'boto3'", line]
  await group.write(lines.map((text, index) => ({ text, at: at + index })))
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.setViewportSize({ width: 390, height: 844 })
  await page.addInitScript(watchShifts)
  await page.goto(group.address)
  const last = linesOf(page).getByRole('row').last()
  await expect(last.getByRole('gridcell').last()).toHaveText('pool nearly full')
  const findings = page.getByRole('region', { name: 'Findings' })
  await expect(findings).toContainText('1 finding')
  const foot = page.getByText(/^(verified through|nothing verified yet)/)
  await expect(foot).toBeInViewport()

  const place = (await foot.boundingBox())?.y
  await findings.getByText('1 finding').click()
  await expect(findings.getByRole('button', { name: 'Show line 1' })).toBeVisible()
  expect((await foot.boundingBox())?.y).toBe(place)
  await findings.getByText('1 finding').click()
  await linesOf(page).getByRole('row').nth(-2).click()
  const drawer = page.getByRole('region', { name: 'The selected line' })
  await expect(drawer).toContainText('ModuleNotFoundError')
  const chosen = linesOf(page).getByRole('row', { selected: true })
  await expect(chosen).toBeInViewport()
  const [rowBox, drawerBox] = [await chosen.boundingBox(), await drawer.boundingBox()]
  expect((rowBox?.y ?? 0) + (rowBox?.height ?? 0)).toBeLessThanOrEqual(drawerBox?.y ?? 0)
  expect(await page.evaluate(() => Number(document.documentElement.dataset.shift ?? 0))).toBeLessThanOrEqual(0.02)

  await page.keyboard.press('Escape')
  await page.getByRole('searchbox').fill('app.db')
  await expect(page.getByText('1 match', { exact: true })).toBeVisible()
  await expect(linesOf(page).locator('mark')).toHaveText('app.db')
  await page.getByRole('searchbox').press('Enter')
  await linesOf(page).focus()
  await page.keyboard.press('c')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(line)
})

/** Adds up what moved by itself, as the browser tells it, in an attribute of the document. */
function watchShifts() {
  let sum = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput } = entry.toJSON()
      sum += hadRecentInput ? 0 : value
    }
    document.documentElement.dataset.shift = String(sum)
  }).observe({ type: 'layout-shift', buffered: true })
}
