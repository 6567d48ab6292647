import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { openView, VIEWS, withBrowser } from '@/scripts/lib/pictures'
import { root } from '@/scripts/lib/root.mjs'
import { launch, openLaunch, runtimeIdFrom } from '../e2e/support/journeys'
import type { Stack } from '../e2e/support/stack'

const folder = path.join(root, 'docs/screenshots')

/** The pictures of the README, from the built program and a practice account; PNGs under docs/screenshots. */
async function shootAll(browser: Browser, stack: Stack) {
  let runtimeId: string | undefined
  mkdirSync(folder, { recursive: true })

  for (const view of VIEWS) {
    const page = await openView(browser, stack, view)
    await shoot(page, '/setup', `setup-${view.name}`)

    if (runtimeId === undefined) {
      await shoot(page, '/setup?step=review', `review-${view.name}`)
      await openLaunch(page, { authType: 'jwt' })
      await launch(page)
      await page.evaluate(() => window.scrollTo(0, 0))
      await page.screenshot({ path: file(`launch-${view.name}`) })
      runtimeId = await runtimeIdFrom(page)
    }
    await shoot(page, '/', `overview-${view.name}`)
    await shoot(page, `/runtimes/${runtimeId}`, `runtime-${view.name}`)
    await shoot(page, `/runtimes/${runtimeId}/connect?client=cursor`, `connect-${view.name}`)
    await shoot(page, '/roles/slipway-awsapimcpserver-us-east-1?panel=risk', `permissions-${view.name}`)
    await page.context().close()
  }
}

async function shoot(page: Page, address: string, name: string) {
  await page.goto(address, { waitUntil: 'networkidle' })
  await page.screenshot({ path: file(name) })
}

function file(name: string): string {
  return path.join(folder, `${name}.png`)
}

await withBrowser(shootAll)
