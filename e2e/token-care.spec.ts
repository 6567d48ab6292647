import { createHmac } from 'node:crypto'
import type { Request } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import type { Stack } from './support/stack'
import { expect, test } from './support/test'
import { askForToken, deployWithUser, STRONG, shownToken, type TokenDeployment } from './support/token-user'

const SMS = { SnsCallerArn: 'arn:aws:iam::000000000000:role/sns', ExternalId: 'x' }

let made: TokenDeployment

test.beforeEach(async ({ stack }) => {
  made = await deployWithUser(stack)
})

/** The code that was sent last, as the practice account's own interface tells it. */
async function lastCode({ practice }: Stack): Promise<string> {
  const answer = await fetch(`${practice.url}/_practice/messages`, {
    headers: { 'x-practice-key': practice.secretAccessKey },
  })
  const { messages } = (await answer.json()) as { messages: { text: string }[] }
  return /\d{6,8}/.exec(messages.at(-1)?.text ?? '')?.[0] ?? ''
}

/** RFC 6238, written once more so that the page's key is read as an authenticator reads it. */
function totp(key: string, at: number): string {
  const bits = [...key]
    .map((char) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0'))
    .join('')
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const place = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(place) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}

test('a new authenticator, then its codes', async ({ page }) => {
  await made.cognito.setUserPoolMfaConfig({
    UserPoolId: made.pool.UserPoolId,
    MfaConfiguration: 'ON',
    SoftwareTokenMfaConfiguration: { Enabled: true },
  })
  await askForToken(page)
  const key =
    (await page
      .locator('code')
      .filter({ hasText: /^[A-Z2-7]{32,}$/ })
      .textContent()) ?? ''
  await expect(page.getByRole('link', { name: 'open the key in it' })).toHaveAttribute('href', /^otpauth:\/\/totp\//)
  await expectAccessible(page, 'a new authenticator')
  await page.getByLabel('Code', { exact: true }).fill('000000')
  await page.getByRole('button', { name: 'Set up and get a token' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'This code is not right.' })).toBeVisible()
  await page.getByLabel('Code', { exact: true }).fill(totp(key, Date.now()))
  await page.getByRole('button', { name: 'Set up and get a token' }).click()
  await expect(shownToken(page)).toBeVisible()
  expect(await page.content()).not.toContain(key)

  await page.getByText('Sign out and revoke').click()
  await page.getByRole('button', { name: 'Revoke this sign-in' }).click()
  await expect(shownToken(page)).toHaveCount(0)
  await askForToken(page)
  await expect(page.getByText('the authenticator app shows now')).toBeVisible()
  await page.getByLabel('Code', { exact: true }).fill(totp(key, Date.now() + 30_000))
  await page
    .getByRole('form', { name: 'Next step of the sign-in' })
    .getByRole('button', { name: 'Get a token' })
    .click()
  await expect(shownToken(page)).toBeVisible()
})

test('a choice of second factors, and codes by SMS and by e-mail', async ({ page, stack }) => {
  const { UserPoolId } = made.pool
  await made.cognito.setUserPoolMfaConfig({
    UserPoolId,
    MfaConfiguration: 'ON',
    SmsMfaConfiguration: { SmsConfiguration: SMS },
    EmailMfaConfiguration: { Subject: 'Code' },
  })
  const UserAttributes = [
    { Name: 'phone_number', Value: '+97710000000' },
    { Name: 'email', Value: 'sam@example.com' },
  ]
  await made.cognito.adminCreateUser({ UserPoolId, Username: 'sam', UserAttributes, MessageAction: 'SUPPRESS' })
  await made.cognito.adminSetUserPassword({ UserPoolId, Username: 'sam', Password: STRONG, Permanent: true })

  for (const factor of ['A code by SMS', 'A code by e-mail']) {
    await askForToken(page, 'sam')
    await page.getByRole('radio', { name: factor }).check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByText('Cognito has sent a code to')).toBeVisible()
    await expect(page.getByRole('link', { name: 'its outbox has the code' })).toBeVisible()
    await page.getByLabel('Code', { exact: true }).fill(await lastCode(stack))
    await page
      .getByRole('form', { name: 'Next step of the sign-in' })
      .getByRole('button', { name: 'Get a token' })
      .click()
    await expect(shownToken(page)).toBeVisible()
    await page.getByText('Sign out and revoke').click()
    await page.getByRole('button', { name: 'Sign sam out everywhere' }).click()
    await expect(page.getByLabel('User name').first()).toBeVisible()
  }
  await page.goto('/settings/practice')
  await expect(page.getByRole('table', { name: 'Outbox' })).toContainText(await lastCode(stack))
})

test('a page left open for a day never shows a token that is over', async ({ page }) => {
  test.setTimeout(150_000)
  await page.clock.install()
  await askForToken(page)
  await expect(shownToken(page)).toBeVisible()
  const seen = new Set([await shownToken(page).textContent()])

  // 26 times just under an hour: each step ends with a token that came two minutes before the end of the one before.
  for (let step = 0; step < 26; step += 1) {
    const last = (await shownToken(page).textContent()) ?? ''
    await page.clock.fastForward('57:30')
    await expect(page.getByText(/^[12] min \d+ s left|^2 min left/)).toBeVisible()
    await page.clock.fastForward('00:31')
    await expect(shownToken(page)).not.toHaveText(last)
    await expect(page.getByText('Expired')).toHaveCount(0)
    seen.add(await shownToken(page).textContent())
  }
  expect(seen.size).toBe(27)
})

test('a token that cannot be renewed is gone before it is over', async ({ page, stack }) => {
  await page.clock.install()
  await askForToken(page)
  await expect(shownToken(page)).toBeVisible()
  stack.practice.faults.add({
    ...{ id: 'down', match: { operation: 'GetTokensFromRefreshToken', times: null } },
    effect: { type: 'access-denied' },
  })
  await page.clock.fastForward('58:01')
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible()
  await expect(shownToken(page)).toBeVisible()
  await page.clock.fastForward('01:01')
  await expect(shownToken(page)).toHaveCount(0)
  await expect(page.getByText('This token has expired')).toBeVisible()
  stack.practice.faults.clear()
  await page.clock.fastForward('01:01')
  await expect(shownToken(page)).toBeVisible()
})

test('a token is in no source, payload, address, storage or log', async ({ page, stack, context }) => {
  const addresses: string[] = []
  page.on('request', (request: Request) => {
    addresses.push(request.url())
  })
  await askForToken(page)
  const text = (await shownToken(page).textContent()) ?? ''
  const signature = text.split('.')[2] ?? ''
  expect(signature.length).toBeGreaterThan(100)
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect(shownToken(page)).toHaveCount(0)

  const kept = await page.evaluate(() => {
    const flight = (window as unknown as { __next_f?: unknown }).__next_f
    const storages = [localStorage, sessionStorage].map((storage) => JSON.stringify({ ...storage }))
    return [...storages, JSON.stringify(flight ?? ''), JSON.stringify(history.state), document.cookie].join('\n')
  })
  const cookies = await context.cookies()
  const refresh = cookies.find(({ name }) => name.startsWith('slipway-refresh-'))
  expect(refresh).toMatchObject({ httpOnly: true, sameSite: 'Strict' })

  for (const [where, held] of Object.entries({
    document: await page.content(),
    browser: kept,
    source: await (await page.request.get('/tokens')).text(),
    payload: await (await page.request.get('/tokens', { headers: { rsc: '1' } })).text(),
    addresses: addresses.join('\n'),
    cookies: cookies.map(({ value }) => value).join('\n'),
    log: stack.output(),
  })) {
    expect(held.includes(signature), where).toBe(false)
    expect(held.includes(STRONG), where).toBe(false)
  }
})

test('the issuer is read live, a pasted token is judged, and the commands are there', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await askForToken(page)
  const text = (await shownToken(page).textContent()) ?? ''
  await page.getByText('Issuer and authorizer').click()
  await page.getByRole('button', { name: 'Read the issuer now' }).click()
  await expect(page.getByText('AgentCore can verify its tokens')).toBeVisible()
  await page.getByText('Check a token').click()
  await page.getByLabel('Token', { exact: true }).fill('nonsense')
  await expect(page.getByText('This is not a JWT')).toBeVisible()
  const claims = { iss: 'https://other', exp: 1, client_id: 'other' }
  const foreign = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`
  await page.getByLabel('Token', { exact: true }).fill(`Bearer ${foreign}`)
  await expect(page.getByText('The runtime will refuse it: exp, iss, client_id')).toBeVisible()
  await page.getByLabel('Token', { exact: true }).fill(text)
  await expect(page.getByText('The runtime will accept it').last()).toBeVisible()
  await page.getByText('A fresh token in a terminal').click()
  await expect(page.getByText(/token arn:aws:bedrock-agentcore.* --header/).first()).toBeVisible()
  await expectAccessible(page, 'tokens, everything open')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'tokens, everything open')
})
