import assert from 'node:assert/strict'
import { expect, type Page } from '@playwright/test'
import { decodeClaims } from '@/lib/tokens/claims/claims'
import type { Recorder } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { type MotoAccount, runtimeNamed, until } from '@/scripts/checks/peers/moto/moto-account'
import { pressLaunch } from '@/scripts/checks/peers/moto/moto-journey'

const NAME = 'mototoken'
const PASSWORD = 'Correct-horse-7-battery'

/** A launch with a user pool, and a token for its user on Slipway's own page. */
export async function checkToken({ check }: Recorder, page: Page, moto: MotoAccount): Promise<void> {
  const { cognito, control } = moto
  let clientId: string | undefined
  await check('a launch makes a user pool, its client and its user, and a runtime that trusts them', async () => {
    await pressLaunch(page, { name: NAME, authType: 'jwt', userName: 'mcp-user' })
    const made = await until('the runtime', () => runtimeNamed(moto, NAME))
    const runtime = await control.getAgentRuntime({ agentRuntimeId: made.agentRuntimeId ?? '' })
    const authorizer = runtime.authorizerConfiguration?.customJWTAuthorizer
    const pool = (await cognito.listUserPools({ MaxResults: 60 })).UserPools?.[0]?.Id ?? ''
    const { Users = [] } = await cognito.listUsers({ UserPoolId: pool })
    clientId = (await cognito.listUserPoolClients({ UserPoolId: pool, MaxResults: 60 })).UserPoolClients?.[0]?.ClientId
    assert.deepEqual(
      Users.map(({ Username }) => Username),
      ['mcp-user'],
    )
    assert.deepEqual(authorizer?.allowedClients, [clientId])
    assert.match(authorizer?.discoveryUrl ?? '', new RegExp(`/${pool}/\\.well-known/openid-configuration$`))
    await cognito.adminSetUserPassword({ UserPoolId: pool, Username: 'mcp-user', Password: PASSWORD, Permanent: true })
  })
  await check('the user gets an access token of that client on the connect page', async () => {
    const { agentRuntimeId } = (await runtimeNamed(moto, NAME)) ?? {}
    await page.goto(`/runtimes/${agentRuntimeId}/connect`)
    await page.getByLabel('User name').first().fill('mcp-user')
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Get a token' }).click()
    const token = page.getByText(/^eyJ/).first()
    await expect(token).toBeVisible({ timeout: 20_000 })
    const claims = decodeClaims((await token.textContent())?.trim() ?? '')
    assert.equal(claims?.token_use, 'access')
    assert.equal(claims?.client_id, clientId)
  })
}
