import { expect, it } from 'vitest'
import { operatorActions } from '@/lib/policies/templates/operator-permissions'
import { sentOperations } from '@/scripts/checks/peers/service-model/sent-operations'

/** Of users who sign in to a pool: what they know counts there, and no policy. */
const UNSIGNED = [
  'AssociateSoftwareToken',
  'GetTokensFromRefreshToken',
  'GlobalSignOut',
  'InitiateAuth',
  'RespondToAuthChallenge',
  'RevokeToken',
  'VerifySoftwareToken',
].map((name) => `cognito-idp:${name}`)

const target = { partition: 'aws', region: 'us-east-1', accountId: '123456789012', rolePrefix: 'slipway-' }

it('the operator’s policy has an action for every operation that Slipway sends', () => {
  const sent = sentOperations()
  expect(sent.length).toBeGreaterThan(60)
  const allowed = new Set([...operatorActions(target).map(({ action }) => action), ...UNSIGNED])
  expect(sent.filter((operation) => !allowed.has(operation))).toEqual([])
})
