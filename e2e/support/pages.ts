import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { root } from '@/scripts/lib/root.mjs'

const appFolder = path.join(root, 'app')

/** What stands in for `[id]` and the like. */
type Parts = Record<string, string>

/** Address of every page of the program, found in the source. Throws when a page has a part that nobody gave a value for. */
export function pageAddresses(parts: Parts): string[] {
  return readdirSync(appFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'page.tsx')
    .map((file) => addressOf(path.dirname(file), parts))
    .sort()
}

function addressOf(folder: string, parts: Parts): string {
  const segments = folder.split(path.sep).filter((segment) => segment !== '.' && !/^\(.*\)$/.test(segment))
  return `/${segments.map((segment) => partOf(segment, parts)).join('/')}`
}

function partOf(segment: string, parts: Parts): string {
  if (!segment.startsWith('[')) {
    return segment
  }
  const value = parts[segment]

  if (value === undefined) {
    throw new Error(`A page has the part ${segment}: give it a value in this test.`)
  }
  return encodeURIComponent(value)
}

/** Opens a page and waits until it is all there: streamed, nothing says that it is still being read, and its script listens. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('status', { name: /^(Reading|Asking|Looking)/ })).toHaveCount(0)
  await expect(page.locator('button[data-waking]')).toHaveCount(0)
}
