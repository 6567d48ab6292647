import { expectNoSidewaysScroll } from './support/axe'
import { linesOf, logGroup } from './support/log-lines'
import { expect, test } from './support/test'

/** What a line may try, and what has to be seen of it. */
const CORPUS: [attempt: string, line: string, shown: string][] = [
  [
    'HTML',
    '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>',
    '<img src=x onerror=',
  ],
  ['a closing tag', '</span></div><h1>owned</h1><!--', '</span></div><h1>owned</h1><!--'],
  ['an SVG', '<svg onload=alert(1)><a href="javascript:alert(1)">x</a></svg>', '<svg onload=alert(1)>'],
  ['an entity', '&lt;b&gt; &#x202e;', '&lt;b&gt; &#x202e;'],
  ['cursor moves', 'kept\u001b[2J\u001b[H\u001b[1A\u001b[K\u001b[999D and seen', 'kept and seen'],
  ['a title', '\u001b]0;owned\u0007after the title', 'after the title'],
  ['a link', '\u001b]8;;https://example.com\u001b\\linked\u001b]8;;\u001b\\', 'linked'],
  ['an open sequence', 'open \u001b]0;never ends', 'open \\x1b]0;never ends'],
  ['a C1 control', 'c1 \u009b31m', 'c1 \\x9b31m'],
  ['bidi controls', 'admin\u202e\u2066nimda\u2069\u202c', 'admin\\u202e\\u2066nimda\\u2069\\u202c'],
  ['zero width', 'pass\u200bword\ufeff', 'pass\\u200bword\\ufeff'],
  ['NUL and others', 'NUL\u0000 BEL\u0007 BS\b CR\rend', 'NUL\\x00 BEL\\x07 BS\\x08 CR\\x0dend'],
  ['a line separator', 'one\u2028two', 'one\\u2028two'],
  ['tags', 'tag\u{e0041}ged', 'tag\\u{e0041}ged'],
  ['look-alike JSON', '{"level":"info","a":}', '{"level":"info","a":}'],
  ['a prototype', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}', '{"__proto__"'],
  ['a format string', '%s %c %o {} $(id) `id`', '%s %c %o {} $(id) `id`'],
  ['a level', 'ERROR\u0000:    x', 'ERROR\\x00:'],
  ['combining marks', `z${'\u0301'.repeat(500)}`, 'z'],
  ['many colours', `${'\u001b[31m\u001b[0m'.repeat(3000)}plain`, 'plain'],
  ['an invisible colour', '\u001b[38;2;255;255;255mwhite on white\u001b[0m', 'white on white'],
]

test('hostile lines are text and nothing else', async ({ page, stack }) => {
  const group = await logGroup(stack, 'hostile-AbCdEf1234')
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('dialog', (dialog) => problems.push(dialog.message()))
  await group.write(CORPUS.map(([, text]) => ({ text })))
  await group.write([{ text: `megabyte ${'<b>x</b>'.repeat(130_000)}` }])
  await page.goto(group.address)
  await expect(linesOf(page)).toContainText('megabyte')

  for (const [attempt, , shown] of CORPUS) {
    await expect(linesOf(page), attempt).toContainText(shown)
  }
  const folded = linesOf(page).getByRole('button', { name: /^Unfold/ })
  while ((await folded.count()) > 0) {
    await folded.first().click()
  }
  await linesOf(page).getByRole('row').filter({ hasText: '__proto__' }).getByRole('gridcell').first().click()
  await expect(page.getByRole('region', { name: 'The selected line' })).toContainText('__proto__')
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
  await expect(linesOf(page).locator('img, svg:not([aria-hidden]), script, a, b, h1, iframe, style')).toHaveCount(0)
  await expect(page).toHaveTitle(/Log/)
  await expect(page.getByText('22 lines', { exact: true })).toBeVisible()
  await expectNoSidewaysScroll(page, 'hostile lines')
  expect(problems).toEqual([])
})

test('halves of characters, as another program may have written them, break nothing', async ({ page, stack }) => {
  const group = await logGroup(stack, 'halves-AbCdEf1234')
  await group.write([{ text: 'before' }])
  await page.route('**/api/logs/events**', (route) => {
    const event = {
      id: '1',
      at: Date.now() - 1000,
      ingestedAt: Date.now(),
      stream: 's',
      text: 'half \ud83d and \udc00 low',
    }
    return route.fulfill({
      contentType: 'application/json',
      body: JSON.stringify({ ok: true, data: { events: [event], next: null } }),
    })
  })
  await page.goto(group.address)
  await expect(linesOf(page)).toContainText('half \\ud83d and \\udc00 low')
})
