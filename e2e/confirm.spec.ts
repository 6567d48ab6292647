import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { makeLinkToken } from '@/lib/auth/sign-in/link-token'
import { expectAccessible } from './support/axe'
import { openEditor, replaceAll, review } from './support/editor'
import { makeRole, NARROWER, POLICY, READS, readPolicy } from './support/roles'
import { type Stack, startStack } from './support/stack'
import { NO_DELAYS } from './support/test'

const PASSWORD = 'a password of the owner'

/** The practice account stands in for AWS, so that the connection is none of practice. */
const test = base.extend<{ stack: Stack }>({
  stack: async ({ browserName: _ }, use) => {
    const practice = { delays: NO_DELAYS }
    const stack = await startStack({ chain: true, practice, env: { SLIPWAY_PASSWORD: PASSWORD } })
    await makeRole(stack)
    await use(stack)
    await stack.stop()
  },
  baseURL: async ({ stack }, use) => use(stack.url),
})

async function signIn(page: Page) {
  await page.goto('/')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
}

/** As if everybody had signed in that many minutes earlier. */
async function age(stack: Stack, minutes: number) {
  const file = path.join(stack.stateDir, 'sessions.json')
  await stack.kill()
  const sessions: { since: number }[] = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify(sessions.map((each) => ({ ...each, since: each.since - minutes * 60 }))))
  await stack.start()
}

const save = (page: Page) => review(page).getByRole('button', { name: `Save ${POLICY}` })
const refusal = (page: Page) => page.getByRole('alert').filter({ hasText: 'show once more that it is you' })

async function tryToSave(page: Page) {
  await openEditor(page)
  await replaceAll(page, NARROWER)
  await page.getByRole('button', { name: 'Review and save' }).click()
  await save(page).click()
}

async function confirmTab(page: Page): Promise<Page> {
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    refusal(page).getByRole('link', { name: 'Confirm in a new tab' }).click(),
  ])
  await expect(tab.getByRole('heading', { name: 'Confirm it is you' })).toBeVisible()
  return tab
}

test('IAM is changed soon after signing in, and an hour later only once it is confirmed who it is', async ({
  page,
  stack,
}) => {
  await signIn(page)
  await age(stack, 61)
  const [copy] = (await page.context().cookies()).filter(({ name }) => name === 'slipway.session')
  await tryToSave(page)
  await expect(refusal(page)).toBeVisible()
  expect(await readPolicy(stack)).toBe(READS)

  const tab = await confirmTab(page)
  await expectAccessible(tab, 'confirm')
  await tab.getByLabel('Password').fill('not the password')
  await tab.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(tab.getByRole('alert').filter({ hasText: 'That is not the password.' })).toBeVisible()
  await save(page).click()
  await expect(refusal(page)).toBeVisible()
  await tab.getByLabel('Password').fill(PASSWORD)
  await tab.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(tab.getByText('Confirmed.')).toBeVisible()
  expect(await readPolicy(stack)).toBe(READS)

  await save(page).click()
  await expect(page.getByText(`${POLICY} is saved in IAM.`)).toBeVisible()
  expect(await readPolicy(stack)).toBe(NARROWER)
  const headers = { cookie: `slipway.session=${copy?.value}` }
  const stolen = await fetch(`${stack.url}/settings/session`, { headers, redirect: 'manual' })
  expect(stolen.status, 'a copy of the cookie from before').toBe(307)
})

test('a link of the terminal confirms, too: pasted, or opened', async ({ page, stack }) => {
  await signIn(page)
  await age(stack, 61)
  await tryToSave(page)
  const tab = await confirmTab(page)
  await tab.getByText('Use a link instead').click()
  const paste = async (text: string) => {
    await tab.getByLabel('Sign-in link').fill(text)
    await tab.getByRole('button', { name: 'Confirm with the link' }).click()
  }
  await paste(`${stack.url}/sign-in#token=${'a'.repeat(43)}`)
  await expect(tab.getByRole('alert').filter({ hasText: 'This sign-in link is not valid.' })).toBeVisible()
  await paste(` ${stack.url}/sign-in#token=${makeLinkToken(stack.stateDir)} `)
  await expect(tab.getByText('Confirmed.')).toBeVisible()

  await age(stack, 61)
  await save(page).click()
  await expect(refusal(page)).toBeVisible()
  await tab.goto(`/sign-in#token=${makeLinkToken(stack.stateDir)}`)
  await expect(tab.getByRole('heading', { name: 'Overview' })).toBeVisible()
  await save(page).click()
  await expect(page.getByText(`${POLICY} is saved in IAM.`)).toBeVisible()
})

test('an identity provider is asked to have people sign in anew', async ({ page, context }) => {
  const asked: URLSearchParams[] = []
  const provider = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer())
    response.setHeader('Content-Type', 'application/json')

    if (pathname === '/authorize') {
      asked.push(searchParams)
    }
    response.end(JSON.stringify({ issuer: issuer(), authorization_endpoint: `${issuer()}/authorize` }))
  })
  const issuer = () => `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  const stack = await startStack({
    chain: true,
    env: {
      SLIPWAY_OIDC_ISSUER: issuer(),
      SLIPWAY_OIDC_CLIENT_ID: 'slipway',
      SLIPWAY_OIDC_CLIENT_SECRET: 'a secret of the client',
      SLIPWAY_ALLOWED_EMAILS: 'ada@example.com',
    },
  })

  try {
    await page.goto(`${stack.url}/sign-in#token=${makeLinkToken(stack.stateDir)}`)
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
    await age(stack, 61)
    await page.goto(`${stack.url}/confirm`)
    await page.getByRole('button', { name: 'Continue with single sign-on' }).click()
    await expect.poll(() => asked.length).toBe(1)
    expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({ prompt: 'login', max_age: '0', client_id: 'slipway' })
    const back = (await context.cookies()).find(({ name }) => name === 'slipway.callback-url')
    expect(decodeURIComponent(back?.value ?? '')).toBe(`${stack.url}/confirm`)
  } finally {
    provider.close()
    await stack.stop()
  }
})
