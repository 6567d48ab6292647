import { expect, it } from 'vitest'
import { LOG_PAGES, MAIN_PAGES, PRACTICE_PAGES, SETTINGS_PAGES } from '@/components/layout/registry'
import { pageAddresses } from '@/e2e/support/pages'

it('has every page of the console that is of no one thing', () => {
  const parts = { '[id]': '[id]', '[group]': '[group]', '[name]': '[name]' }
  const outside = ['/sign-in', '/confirm']
  const pages = pageAddresses(parts).filter((address) => !address.includes('%5B') && !outside.includes(address))
  const known = new Set<string>(
    [...MAIN_PAGES, ...LOG_PAGES, ...SETTINGS_PAGES, ...PRACTICE_PAGES].map(({ href }) => href),
  )
  expect(pages.length).toBeGreaterThan(10)
  expect([...known].sort()).toEqual(pages)
})
