import assert from 'node:assert/strict'
import { actor, connection, jwtSpec, launch, sigv4Spec } from '@/e2e/integration/support'
import { writeClients } from '@/lib/aws/clients'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { listRuntimes } from '@/lib/runtimes/queries'

export const USER = 'owner'
export const PASSWORD = 'Correct-horse-7-battery'

type RuntimesForClients = { signedArn: string; bearerArn: string; token: string }

/** A runtime of each kind of sign-in in the practice account that the environment names, and a token for the second. */
export async function launchForClients(): Promise<RuntimesForClients> {
  const { executionRole } = jwtSpec
  assert.equal(executionRole.mode, 'create')
  const tokens: DeploymentSpec = {
    ...jwtSpec,
    name: 'tokens',
    executionRole: { ...executionRole, name: 'slipway-tokens' },
  }

  for (const spec of [sigv4Spec, tokens]) {
    const { last } = await launch(spec)
    assert.equal(last.state, 'done', JSON.stringify(last))
  }
  return { signedArn: await arnOf(sigv4Spec.name), bearerArn: await arnOf(tokens.name), token: await accessToken() }
}

async function arnOf(name: string): Promise<string> {
  const listed = await listRuntimes(connection)
  const found = listed.ok ? listed.data.find((runtime) => runtime.name === name) : undefined
  assert.ok(found, `no runtime ${name}`)
  return found.arn
}

async function accessToken(): Promise<string> {
  const { cognito } = writeClients(actor, connection)
  const { UserPools = [] } = await cognito.listUserPools({ MaxResults: 60 })
  const UserPoolId = UserPools[0]?.Id
  const { UserPoolClients = [] } = await cognito.listUserPoolClients({ UserPoolId, MaxResults: 60 })
  await cognito.adminSetUserPassword({ UserPoolId, Username: USER, Password: PASSWORD, Permanent: true })
  const { AuthenticationResult } = await cognito.initiateAuth({
    ClientId: UserPoolClients[0]?.ClientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: USER, PASSWORD },
  })
  assert.ok(AuthenticationResult?.AccessToken, 'no access token')
  return AuthenticationResult.AccessToken
}
