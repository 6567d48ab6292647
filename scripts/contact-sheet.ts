import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import { deployed } from '@/e2e/support/deployed'
import { pageAddresses } from '@/e2e/support/pages'
import type { Stack } from '@/e2e/support/stack'
import { openView, VIEWS, type View, withBrowser } from '@/scripts/lib/pictures'
import { root } from '@/scripts/lib/root.mjs'
import { say } from '@/scripts/lib/say.mjs'

const ROLE = 'slipway-awsapimcpserver-us-east-1'
const SETTLE_LIMIT_MS = 8000
const PAIRS_A_PART = 2
const STEPS = ['access', 'permissions', 'server', 'launch']

/** npm run contact-sheet -- LABEL [OTHER_LABEL]: every page in every view, beside pictures taken before. */
const [label = 'now', before] = process.argv.slice(2)
const sheets = path.join(root, '.slipway/contact')

async function shootAll(browser: Browser, stack: Stack) {
  rmSync(path.join(sheets, label), { recursive: true, force: true })
  mkdirSync(path.join(sheets, label), { recursive: true })
  await inEveryView(browser, stack, ['/'], () => 'overview-empty')
  const id = await deployed(stack, { authType: 'jwt' })
  const group = `/aws/bedrock-agentcore/runtimes/${id}-DEFAULT`
  const addresses = pageAddresses({ '[id]': id, '[group]': group, '[name]': ROLE })
  const steps = STEPS.map((step) => `/setup?step=${step}`)
  const all = [...addresses.filter((address) => !['/setup', '/sign-in'].includes(address)), ...steps]
  await inEveryView(browser, stack, all, (address) => nameOf(address, id, group))
  await inEveryView(browser, stack, ['/sign-in'], () => 'sign-in', false)
}

async function inEveryView(
  browser: Browser,
  stack: Stack,
  addresses: string[],
  name: (address: string) => string,
  signedIn = true,
) {
  for (const view of VIEWS) {
    const page = await openView(browser, stack, view, signedIn)
    for (const address of addresses) {
      await settle(page, address)
      await page.screenshot({ path: picture(label, name(address), view) })
    }
    await page.context().close()
    say(`${view.name}: ${addresses.length} pages`)
  }
}

async function settle(page: Page, address: string) {
  await page.goto(address)
  // The stream of a log page never ends, so its network is never idle.
  const reading = page.getByRole('status', { name: /^(Reading|Asking|Looking)/ })
  await reading
    .first()
    .waitFor({ state: 'detached', timeout: SETTLE_LIMIT_MS })
    .catch(() => undefined)
  await page.waitForTimeout(300)
}

function nameOf(address: string, id: string, group: string): string {
  const plain = address.replace(encodeURIComponent(group), 'GROUP').replace(id, 'ID').replace(ROLE, 'ROLE')
  return plain === '/' ? 'overview' : plain.slice(1).replaceAll(/[^\w-]+/g, '-')
}

function picture(of: string, name: string, view: View): string {
  return path.join(sheets, of, `${name}--${view.name}.png`)
}

/** One sheet in the browser, and pictures of its parts for viewers that can't show one so large. */
async function writeSheets(browser: Browser) {
  const columns = before ? [before, label] : [label]
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } })
  const rows = VIEWS.map((view) => namesIn(columns, view).map((name) => rowOf(name, columns, view)))
  const sheet = path.join(sheets, 'sheet.html')
  writeFileSync(sheet, documentOf(rows.flat()))
  console.log(sheet)
  // A page may show files only when it is one itself.
  await page.goto(pathToFileURL(sheet).href)

  for (const [at, view] of VIEWS.entries()) {
    const own = rows[at] ?? []
    for (let from = 0; from < own.length; from += PAIRS_A_PART) {
      await page.setContent(documentOf(own.slice(from, from + PAIRS_A_PART)), { waitUntil: 'load' })
      const part = path.join(sheets, `part-${view.name}-${from / PAIRS_A_PART + 1}.png`)
      await page.screenshot({ path: part, fullPage: true })
    }
  }
  await page.close()
}

function namesIn(columns: string[], { name }: View): string[] {
  const ending = `--${name}.png`
  const files = columns.flatMap((column) => readdirSync(path.join(sheets, column)))
  return [...new Set(files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length)))].sort()
}

function rowOf(name: string, columns: string[], view: View): string {
  const pictures = columns.map((column) => {
    const file = picture(column, name, view)
    const shown = existsSync(file) ? `<img src="${pathToFileURL(file).href}">` : '<p>no such page</p>'
    return `<div><h2>${name} · ${column}</h2>${shown}</div>`
  })
  return `<section class="${view.name.startsWith('phone') ? 'phone' : ''}">${pictures.join('')}</section>`
}

function documentOf(rows: string[]): string {
  return `<!doctype html><meta charset="utf-8">${STYLE}<main>${rows.join('')}</main>`
}

const STYLE = `<style>
  body { margin: 8px; font: 13px sans-serif; background: #888 }
  main { display: flex; flex-wrap: wrap; gap: 12px }
  section { display: flex; gap: 8px }
  section img { width: 780px; display: block }
  .phone img { width: 384px }
  h2 { margin: 0 0 4px; font-size: 13px }
</style>`

await withBrowser(async (browser, stack) => {
  await shootAll(browser, stack)
  await writeSheets(browser)
})
