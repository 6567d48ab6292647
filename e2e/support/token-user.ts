import type { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import type { Page } from '@playwright/test'
import { clientsOf } from './account'
import { deployed } from './deployed'
import type { Stack } from './stack'

export const STRONG = 'Correct-horse-battery-9'

export type TokenDeployment = {
  id: string
  pool: { UserPoolId: string; ClientId: string }
  cognito: CognitoIdentityProvider
}

/** A runtime that accepts tokens, whose user `mcp-user` has a password that is known. */
export async function deployWithUser(stack: Stack): Promise<TokenDeployment> {
  const id = await deployed(stack, { authType: 'jwt' })
  const { cognito } = clientsOf(stack.practice)
  const { UserPools = [] } = await cognito.listUserPools({ MaxResults: 1 })
  const UserPoolId = UserPools[0]?.Id ?? ''
  const { UserPoolClients = [] } = await cognito.listUserPoolClients({ UserPoolId, MaxResults: 1 })
  await cognito.adminSetUserPassword({ UserPoolId, Username: 'mcp-user', Password: STRONG, Permanent: true })
  return { id, cognito, pool: { UserPoolId, ClientId: UserPoolClients[0]?.ClientId ?? '' } }
}

/** Asks for a token on the page of all tokens. */
export async function askForToken(page: Page, userName = 'mcp-user'): Promise<void> {
  await page.goto('/tokens')
  await page.getByLabel('User name').first().fill(userName)
  await page.getByLabel('Password', { exact: true }).fill(STRONG)
  await page.getByRole('button', { name: 'Get a token' }).click()
}

export const shownToken = (page: Page) => page.getByText(/^eyJ/)
