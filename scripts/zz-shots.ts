import { chromium } from '@playwright/test'
import { deploy } from '/tmp/wt/tokens/e2e/support/journeys'
import { clientsOf } from '/tmp/wt/tokens/e2e/support/account'
import { startStack } from '/tmp/wt/tokens/e2e/support/stack'
import { NO_DELAYS, signIn } from '/tmp/wt/tokens/e2e/support/test'
const stack = await startStack({ practice: { delays: NO_DELAYS } })
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
try {
  const context = await browser.newContext({ baseURL: stack.url, viewport: { width: 1280, height: 900 }, permissions: ['clipboard-read','clipboard-write'] })
  await signIn(context, stack)
  const page = await context.newPage()
  const id = await deploy(page, { authType: 'jwt' })
  const { cognito } = clientsOf(stack.practice)
  const { UserPools = [] } = await cognito.listUserPools({ MaxResults: 1 })
  await cognito.adminSetUserPassword({ UserPoolId: UserPools[0]!.Id!, Username: 'mcp-user', Password: 'Correct-horse-battery-9', Permanent: true })
  const shot = async (name: string, full = true) => {
    for (const [w, scheme] of [[1280,'light'],[390,'dark']] as const) {
      await page.setViewportSize({ width: w, height: 900 }); await page.emulateMedia({ colorScheme: scheme })
      await page.waitForTimeout(150)
      await page.screenshot({ path: `/tmp/tokens-shot-${name}-${w}.png`, fullPage: full })
    }
    await page.setViewportSize({ width: 1280, height: 900 }); await page.emulateMedia({ colorScheme: 'light' })
  }
  await page.goto('/tokens')
  await shot('signin')
  await page.getByLabel('User name').first().fill('mcp-user')
  await page.getByLabel('Password', { exact: true }).fill('Correct-horse-battery-9')
  await page.getByRole('button', { name: 'Get a token' }).click()
  await page.getByText(/^eyJ/).waitFor()
  await shot('token')
  await page.goto(`/tokens/${id}`)
  await page.getByRole('heading', { name: 'Authorizer' }).waitFor()
  await page.getByLabel('Access token lives, minutes').fill('30')
  await page.getByRole('button', { name: 'Show what changes' }).first().click()
  await page.getByRole('region', { name: 'What changes' }).waitFor()
  await shot('care')
  await page.goto(`/runtimes/${id}/tester`)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByText('Connected').waitFor()
  for (const c of ['aws sts get-caller-identity', 'aws s3api list-buckets', 'aws s3api list-objects-v2 --bucket nope', 'aws s3api list-buckets']) {
    await page.getByLabel('AWS CLI command').fill(c)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('button', { name: 'Run', exact: true }).waitFor()
    await page.waitForTimeout(300)
  }
  await shot('tester')
  await page.getByLabel('AWS CLI command').fill('aws iam delete-role --role-name x')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('dialog').waitFor()
  await shot('ask', false)
} finally { await browser.close(); await stack.stop() }
