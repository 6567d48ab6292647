import { expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { continueWithMistakes, keepDraft } from './support/journeys'
import { open, pageAddresses } from './support/pages'
import { expect, test } from './support/test'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })
test.setTimeout(180_000)

test('no page is wider than a phone', async ({ page, stack, context }) => {
  const id = await deployed(stack, { authType: 'jwt' })
  const addresses = pageAddresses({
    '[id]': id,
    '[group]': `/aws/bedrock-agentcore/runtimes/${id}-DEFAULT`,
    '[name]': 'slipway-awsapimcpserver-us-east-1',
  })
  const more = [`/setup?from=${id}&step=review`, '/setup?step=review', '/nowhere']

  for (const address of [...addresses.filter((each) => each !== '/sign-in'), ...more]) {
    await open(page, address)
    await expectNoSidewaysScroll(page, address)
  }
  // It leads on whoever is signed in.
  await context.clearCookies()
  await open(page, '/sign-in')
  await expectNoSidewaysScroll(page, '/sign-in')
})

test('no question of the setup, and nothing that it says about mistakes, is wider than a phone', async ({ page }) => {
  await keepDraft(page, {
    authType: 'jwt',
    poolMode: 'adopt',
    grant: 'custom',
    networkMode: 'VPC',
    name: `n-${'o'.repeat(300)}`,
    customPolicy: `{"Version":"${'9'.repeat(300)}"}`,
  })
  for (const step of ['access', 'permissions', 'server']) {
    await open(page, `/setup?step=${step}`)
    await continueWithMistakes(page)
    await expectNoSidewaysScroll(page, step)
  }
})

test('a phone reaches every page from the bar at its foot', async ({ page }) => {
  await open(page, '/')
  const bar = page.getByRole('navigation', { name: 'Main' })

  for (const name of ['Set up', 'Runtimes', 'Roles', 'Logs', 'Tokens', 'Settings', 'Overview']) {
    await bar.getByRole('link', { name }).click()
    await expect(bar.getByRole('link', { name })).toHaveAttribute('aria-current', 'page')
    await expectNoSidewaysScroll(page, name)
  }
})
