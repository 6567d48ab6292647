import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeClients } from '@/lib/aws/clients'
import type { Practice } from '@/lib/practice/server/start'
import { actor, connection, connectTo, jwtSpec, launch, startTestPractice } from './support'

let practice: Practice

beforeAll(async () => {
  practice = await startTestPractice()
  connectTo(practice)
  await launch(jwtSpec)
})
afterAll(() => practice.close())

it('switches the password flow of an app client on again, and leaves what somebody else set on it', async () => {
  const { cognito } = writeClients(actor, connection)
  const UserPoolId = (await cognito.listUserPools({ MaxResults: 1 })).UserPools?.[0]?.Id
  const { UserPoolClients = [] } = await cognito.listUserPoolClients({ UserPoolId, MaxResults: 1 })
  const place = { UserPoolId, ClientId: UserPoolClients[0]?.ClientId }
  const theirs = {
    AccessTokenValidity: 15,
    TokenValidityUnits: { AccessToken: 'minutes' as const, IdToken: 'hours' as const, RefreshToken: 'days' as const },
    CallbackURLs: ['http://127.0.0.1:33418'],
    RefreshTokenRotation: { Feature: 'ENABLED' as const, RetryGracePeriodSeconds: 10 },
  }
  await cognito.updateUserPoolClient({ ...place, ...theirs, ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] })
  const { last } = await launch(jwtSpec)
  expect(last.state).toBe('done')
  const { UserPoolClient } = await cognito.describeUserPoolClient(place)
  expect(UserPoolClient).toMatchObject({
    ...theirs,
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
  })
})
